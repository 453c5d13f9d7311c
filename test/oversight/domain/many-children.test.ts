import { describe, expect, it } from 'vitest';
import { parseCivilDate } from '../../../src/kernel/index.js';
import { manyChildren } from '../../../src/oversight/domain/many-children.js';
import { asked } from './asked.js';

const day = parseCivilDate('2026-03-04');
const three = (days: number) => ({ children: { count: 3, days } });

describe('many children by one professional', () => {
  it('counts different children, and tells which requests they were', () => {
    const requests = [
      asked('2026-03-04T09:00:00Z', { subject: 'a' }),
      asked('2026-03-04T10:00:00Z', { subject: 'b' }),
      asked('2026-03-04T11:00:00Z', { subject: 'b' }),
    ];
    expect(manyChildren({ day, requests }, three(1))).toBeNull();
    const third = asked('2026-03-04T12:00:00Z', { subject: 'c' });
    expect(manyChildren({ day, requests: [...requests, third] }, three(1))).toEqual({
      rule: 'many-children',
      exchanges: [...requests, third].map(({ exchange }) => exchange),
      counted: 3,
      threshold: 3,
      days: 1,
      hours: null,
    });
  });

  it('counts refusals and emergencies too: it is the asking that is unusual', () => {
    const requests = [
      asked('2026-03-04T09:00:00Z', { refused: true }),
      asked('2026-03-04T10:00:00Z', { emergency: true }),
      asked('2026-03-04T11:00:00Z'),
    ];
    expect(manyChildren({ day, requests }, three(1))?.counted).toBe(3);
  });

  it('ends a day at midnight in Amsterdam and not in Greenwich', () => {
    // 23:30 UTC on the third is 00:30 on the fourth there; 23:30 UTC on the fourth is the fifth.
    const requests = [
      asked('2026-03-03T23:30:00Z'),
      asked('2026-03-04T12:00:00Z'),
      asked('2026-03-04T22:59:59Z'),
    ];
    expect(manyChildren({ day, requests }, three(1))?.counted).toBe(3);
    const late = [...requests.slice(0, 2), asked('2026-03-04T23:30:00Z')];
    expect(manyChildren({ day, requests: late }, three(1))).toBeNull();
    expect(
      manyChildren({ day, requests: [asked('2026-03-03T22:59:59Z'), ...requests.slice(1)] }, three(1)),
    ).toBeNull();
  });

  it('counts days by the calendar, so that a window over a change of the clock is whole', () => {
    // The clock goes forward on Sunday 29 March 2026, so that this day has 23 hours.
    const window = [
      asked('2026-03-28T23:00:00Z'), // Sunday 00:00
      asked('2026-03-29T21:59:59Z'), // Sunday 23:59:59
      asked('2026-03-29T22:00:00Z'), // Monday 00:00
    ];
    const monday = parseCivilDate('2026-03-30');
    expect(manyChildren({ day: monday, requests: window }, three(2))?.counted).toBe(3);
    expect(manyChildren({ day: monday, requests: window }, three(1))).toBeNull();
    const sunday = parseCivilDate('2026-03-29');
    expect(
      manyChildren({ day: sunday, requests: window }, { children: { count: 2, days: 1 } })?.counted,
    ).toBe(2);
    // It goes back on 25 October, a day of 25 hours.
    const autumn = [
      asked('2026-10-24T22:00:00Z'),
      asked('2026-10-25T12:00:00Z'),
      asked('2026-10-25T22:59:59Z'),
    ];
    const october = parseCivilDate('2026-10-25');
    expect(manyChildren({ day: october, requests: autumn }, three(1))?.counted).toBe(3);
  });
});
