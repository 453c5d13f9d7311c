import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { lettersOf, readWords } from '../../src/audit/domain/replay/base64url-words.js';
import { IdTable } from '../../src/audit/domain/replay/id-table.js';
import { newId } from '../../src/kernel/index.js';

describe('the words of base64url', () => {
  it.each([
    ['an id', 16],
    ['a digest', 32],
  ])('tell %s apart from every other, and are written as they were read', (_, length) => {
    const seen = new Set<string>();
    for (let bit = -1; bit < 8 * length; bit += 1) {
      const bytes = Buffer.alloc(length);
      if (bit >= 0) bytes[bit >> 3] = 1 << (bit & 7);
      const words = new Uint32Array(length / 4);
      readWords(`ent_${bytes.toString('base64url')}`, 4, words);
      expect(lettersOf(words)).toBe(bytes.toString('base64url'));
      seen.add(words.join());
    }
    expect(seen.size).toBe(8 * length + 1);
  });

  it('are those of any bytes', () => {
    for (let round = 0; round < 200; round += 1) {
      const text = randomBytes(32).toString('base64url');
      const words = new Uint32Array(8);
      readWords(text, 0, words);
      expect(lettersOf(words)).toBe(text);
    }
  });
});

describe('a table of ids', () => {
  it('finds each number again among many, and takes no id twice', () => {
    const table = new IdTable();
    const ids = Array.from({ length: 5_000 }, () => newId('exc'));
    expect(ids.every((id, number) => table.add(id, number))).toBe(true);
    expect(ids.map((id) => table.get(id))).toEqual(ids.map((_, number) => number));
    expect(table.add(ids[7] ?? '', 1)).toBe(false);
    expect([table.get(ids[7] ?? ''), table.get(newId('exc')), table.get('exc_')]).toEqual([
      7,
      undefined,
      undefined,
    ]);
    expect(table.size).toBe(ids.length);
  });
});
