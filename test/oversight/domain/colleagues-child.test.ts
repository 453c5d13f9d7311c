import { describe, expect, it } from 'vitest';
import { parseCivilDate } from '../../../src/kernel/index.js';
import { colleaguesChild } from '../../../src/oversight/domain/colleagues-child.js';
import { asked } from './asked.js';

const day = parseCivilDate('2026-03-04');

describe('a child of a colleague', () => {
  it('is noticed as of the first request that the partner’s own system marks, on its own day', () => {
    const marked = asked('2026-03-04T09:00:00Z', { colleaguesChild: true, refused: true });
    const before = asked('2026-03-03T22:59:59Z', { colleaguesChild: true });
    expect(colleaguesChild({ day, requests: [before, asked('2026-03-04T08:00:00Z'), marked] })).toEqual({
      rule: 'colleagues-child',
      exchanges: [marked.exchange],
      counted: 1,
      threshold: 1,
      days: 1,
      hours: null,
    });
    expect(colleaguesChild({ day, requests: [before, asked('2026-03-04T08:00:00Z')] })).toBeNull();
  });
});
