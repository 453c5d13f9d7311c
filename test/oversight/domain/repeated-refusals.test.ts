import { describe, expect, it } from 'vitest';
import { parseCivilDate } from '../../../src/kernel/index.js';
import { repeatedRefusals } from '../../../src/oversight/domain/repeated-refusals.js';
import { asked } from './asked.js';

const refusals = { count: 2, days: 7 };
const day = parseCivilDate('2026-03-08');
const refused = (at: string) => asked(at, { refused: true });

describe('repeated refusals of one professional', () => {
  it('counts what the hub refused, and nothing else, also of one child', () => {
    const [first, second] = [refused('2026-03-02T09:00:00Z'), refused('2026-03-08T09:00:00Z')];
    const requests = [first, asked('2026-03-05T09:00:00Z'), { ...second, subject: first.subject }];
    expect(repeatedRefusals({ day, requests }, { refusals })).toEqual({
      rule: 'repeated-refusals',
      exchanges: [first.exchange, second.exchange],
      counted: 2,
      threshold: 2,
      days: 7,
      hours: null,
    });
    expect(repeatedRefusals({ day, requests: requests.slice(0, 2) }, { refusals })).toBeNull();
  });

  it('forgets what is longer ago, to the day', () => {
    const requests = [refused('2026-03-01T22:59:59Z'), refused('2026-03-08T09:00:00Z')];
    expect(repeatedRefusals({ day, requests }, { refusals })).toBeNull();
    const within = [refused('2026-03-01T23:00:00Z'), ...requests.slice(1)];
    expect(repeatedRefusals({ day, requests: within }, { refusals })?.counted).toBe(2);
  });
});
