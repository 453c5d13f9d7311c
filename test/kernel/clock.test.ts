import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  ageOn,
  civilDateOf,
  daysAfter,
  parseCivilDate,
  systemClock,
  wallTimeOf,
  weekdayOf,
} from '../../src/kernel/index.js';

afterEach(() => {
  vi.useRealTimers();
});

describe('civil dates', () => {
  it('turn at midnight in Amsterdam, in winter and in summer', () => {
    expect(civilDateOf(new Date('2026-01-31T22:59:59Z'))).toBe('2026-01-31');
    expect(civilDateOf(new Date('2026-01-31T23:00:00Z'))).toBe('2026-02-01');
    expect(civilDateOf(new Date('2026-06-30T21:59:59Z'))).toBe('2026-06-30');
    expect(civilDateOf(new Date('2026-06-30T22:00:00Z'))).toBe('2026-07-01');
  });

  it('exist', () => {
    expect(parseCivilDate('2024-02-29')).toBe('2024-02-29');
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '', '2026-01-01T00:00:00Z']) {
      expect(() => parseCivilDate(text)).toThrow(RangeError);
    }
  });

  it('count whole years, and a leap-day birthday on 1 March', () => {
    const birth = parseCivilDate('2014-11-23');
    expect(ageOn(birth, parseCivilDate('2026-11-22'))).toBe(11);
    expect(ageOn(birth, parseCivilDate('2026-11-23'))).toBe(12);
    const leap = parseCivilDate('2012-02-29');
    expect(ageOn(leap, parseCivilDate('2024-02-28'))).toBe(11);
    expect(ageOn(leap, parseCivilDate('2024-02-29'))).toBe(12);
    expect(ageOn(leap, parseCivilDate('2028-02-28'))).toBe(15);
    expect(ageOn(leap, parseCivilDate('2025-03-01'))).toBe(13);
  });

  it('can be moved ahead without moving the time', () => {
    const ahead = systemClock(400);
    expect(ahead.today() > systemClock().today()).toBe(true);
    expect(Math.abs(ahead.now().getTime() - Date.now())).toBeLessThan(5_000);
  });

  it('are moved by the calendar, also over a night of 25 hours', () => {
    vi.useFakeTimers({ now: new Date('2026-10-24T22:30:00Z') });
    expect(systemClock().today()).toBe('2026-10-25');
    expect(systemClock(1).today()).toBe('2026-10-26');
  });

  it('are moved in both directions, and know their day of the week', () => {
    expect(daysAfter(parseCivilDate('2026-03-01'), -1)).toBe('2026-02-28');
    expect(daysAfter(parseCivilDate('2026-03-28'), 2)).toBe('2026-03-30');
    expect(weekdayOf(parseCivilDate('2026-03-02'))).toBe(1);
    expect(weekdayOf(parseCivilDate('2026-03-08'))).toBe(7);
  });
});

describe('the time on the wall', () => {
  it('is that of Amsterdam, from 00:00 to 23:59, over both changes of the clock', () => {
    expect(wallTimeOf(new Date('2026-01-31T23:00:00Z'))).toBe('00:00');
    expect(wallTimeOf(new Date('2026-01-31T22:59:59Z'))).toBe('23:59');
    expect(wallTimeOf(new Date('2026-03-29T00:59:00Z'))).toBe('01:59');
    expect(wallTimeOf(new Date('2026-03-29T01:00:00Z'))).toBe('03:00');
    expect(wallTimeOf(new Date('2026-10-25T00:30:00Z'))).toBe('02:30');
    expect(wallTimeOf(new Date('2026-10-25T01:30:00Z'))).toBe('02:30');
  });
});
