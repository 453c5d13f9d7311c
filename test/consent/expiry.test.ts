import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expiryOf, hasExpired, startOfDay } from '../../src/consent/domain/expiry.js';
import type { Retention } from '../../src/contract/index.js';
import { civilDateOf } from '../../src/kernel/index.js';
import { date } from './histories.js';

const decidedAt = new Date('2026-11-22T10:00:00Z');
const expiry = (retention: Retention, on: string) => expiryOf(retention, decidedAt, date(on));

describe('a consent ends', () => {
  it.each<[Retention, string, string]>([
    [{ after: 'P3M' }, '2026-11-22', '2027-02-22'],
    [{ after: 'P3M' }, '2026-11-30', '2027-02-28'],
    [{ after: 'P1Y' }, '2028-02-29', '2029-02-28'],
    [{ after: 'P2W' }, '2026-12-25', '2027-01-08'],
    [{ event: 'terug-naar-school', max: 'P1Y' }, '2026-11-22', '2027-11-22'],
    [{ on: '--08-01' }, '2026-11-22', '2027-08-01'],
    [{ on: '--08-01' }, '2027-07-31', '2027-08-01'],
    [{ on: '--08-01' }, '2027-08-01', '2028-08-01'],
  ])('by %j, decided on %s, when %s begins', (retention, on, expected) => {
    expect(expiry(retention, on)).toEqual({ on: expected });
  });

  it('to the minute where hours matter, whatever the clock on the wall does', () => {
    expect(expiry({ after: 'PT72H' }, '2026-11-22')).toEqual({ at: new Date('2026-11-25T10:00:00Z') });
    const beforeWinterTime = new Date('2026-10-24T10:00:00Z');
    expect(expiryOf({ after: 'P1DT1H' }, beforeWinterTime, date('2026-10-24'))).toEqual({
      at: new Date('2026-10-25T11:00:00Z'),
    });
  });

  it('at the first moment of its last day, not before', () => {
    const end = expiry({ after: 'P3M' }, '2026-11-22');
    expect(hasExpired(end, decidedAt, date('2027-02-21'))).toBe(false);
    expect(hasExpired(end, decidedAt, date('2027-02-22'))).toBe(true);
    const hours = expiry({ after: 'PT72H' }, '2026-11-22');
    expect(hasExpired(hours, new Date('2026-11-25T09:59:59Z'), date('2026-11-25'))).toBe(false);
    expect(hasExpired(hours, new Date('2026-11-25T10:00:00Z'), date('2026-11-25'))).toBe(true);
  });
});

describe('startOfDay', () => {
  it('is the first instant of that date in Europe/Amsterdam, summer and winter', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        (day) => {
          const text = date(day.toISOString().slice(0, 10));
          const start = startOfDay(text);
          expect(civilDateOf(start)).toBe(text);
          expect(civilDateOf(new Date(start.getTime() - 1))).not.toBe(text);
        },
      ),
    );
  });
});
