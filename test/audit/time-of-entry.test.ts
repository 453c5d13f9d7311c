import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeOfEntry } from '../../src/audit/domain/replay/time-of-entry.js';

const digits = (length: number) =>
  fc.integer({ min: 0, max: 10 ** length - 1 }).map((value) => String(value).padStart(length, '0'));
const two = digits(2);
/** All that has the form of a time, also where there is no such day or hour. */
const formed = fc
  .tuple(digits(4), two, two, two, two, two, digits(3))
  .map(([year, month, day, h, m, s, ms]) => `${year}-${month}-${day}T${h}:${m}:${s}.${ms}Z`);
const real = fc
  .date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

describe('the time of an entry', () => {
  it('is that of Date.parse, whatever stands there and whatever stood there before', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(real, formed), { minLength: 1, maxLength: 6 }), (times) => {
        for (const time of [...times, ...times]) expect(timeOfEntry(time)).toBe(Date.parse(time));
      }),
      { numRuns: 2_000 },
    );
    const day = Array.from(
      { length: 24 },
      (_, hour) => `2026-03-29T${String(hour).padStart(2, '0')}:59:58.987Z`,
    );
    expect(day.map(timeOfEntry)).toEqual(day.map((time) => Date.parse(time)));
    for (const odd of ['2026-02-30T10:00:00.000Z', '2026-13-01T10:00:00.000Z', '2026-01-01T24:00:00.000Z'])
      expect(timeOfEntry(odd)).toBe(Date.parse(odd));
  });
});
