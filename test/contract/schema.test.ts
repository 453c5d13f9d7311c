import { describe, expect, it } from 'vitest';
import { text } from '../../src/contract/index.js';
import { compileSchema } from '../../src/kernel/index.js';

describe('free text', () => {
  const faults = compileSchema(text(20));
  it.each(['Ayşe', 'عربي', 'Zoë ❤️', 'één\nregel\tverder'])('may be %j', (words) => {
    expect(faults(words)).toEqual([]);
  });
  it.each(['', 'x'.repeat(21), 'a\0b', 'a\u001b[2J', 'a\u007f', 'geen\u202Ejren'])(
    'may not be %j',
    (words) => {
      expect(faults(words)).toHaveLength(1);
    },
  );
});
