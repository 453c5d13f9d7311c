import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../src/kernel/index.js';
import { outsideHours } from '../../../src/oversight/domain/outside-hours.js';
import { asked } from './asked.js';

const hours = { from: '07:00', to: '20:00', weekdays: [1, 2, 3, 4, 5] };
const isOutside = (at: string, change: object = {}, of = hours): boolean => {
  const request = asked(at, change);
  return outsideHours({ day: civilDateOf(request.askedAt), requests: [request] }, { hours: of }) !== null;
};

describe('asking outside hours', () => {
  it('is judged by the clock on the wall, to the minute', () => {
    // Wednesday 4 March 2026, an hour ahead of UTC.
    expect(isOutside('2026-03-04T05:59:59Z')).toBe(true);
    expect(isOutside('2026-03-04T06:00:00Z')).toBe(false);
    expect(isOutside('2026-03-04T18:59:59Z')).toBe(false);
    expect(isOutside('2026-03-04T19:00:00Z')).toBe(true);
  });

  it('follows the change of the clock', () => {
    // Friday 27 March in winter time, Monday 30 March in summer time: the same moment of the day in UTC.
    expect(isOutside('2026-03-27T05:30:00Z')).toBe(true);
    expect(isOutside('2026-03-30T05:30:00Z')).toBe(false);
    expect(isOutside('2026-10-23T05:30:00Z')).toBe(false);
    expect(isOutside('2026-10-26T05:30:00Z')).toBe(true);
  });

  it('knows midnight, and the hour that comes twice', () => {
    const nights = { from: '00:00', to: '03:00', weekdays: [1, 2, 3, 4, 5, 6, 7] };
    expect(isOutside('2026-03-03T22:59:59Z', {}, nights)).toBe(true);
    expect(isOutside('2026-03-03T23:00:00Z', {}, nights)).toBe(false);
    expect(isOutside('2026-10-25T00:30:00Z', {}, nights)).toBe(false);
    expect(isOutside('2026-10-25T01:30:00Z', {}, nights)).toBe(false);
    expect(isOutside('2026-10-25T02:00:00Z', {}, nights)).toBe(true);
    expect(isOutside('2026-03-04T22:59:00Z', {}, { ...nights, to: '24:00' })).toBe(false);
  });

  it('knows the weekend as it is in Amsterdam', () => {
    expect(isOutside('2026-03-06T12:00:00Z')).toBe(false);
    expect(isOutside('2026-03-07T12:00:00Z')).toBe(true);
    const always = { ...hours, from: '00:00', to: '24:00' };
    // Friday 23:30 UTC is Saturday there, Sunday 23:30 UTC is Monday.
    expect(isOutside('2026-03-06T23:30:00Z', {}, always)).toBe(true);
    expect(isOutside('2026-03-08T23:30:00Z', {}, always)).toBe(false);
  });

  it('is no matter in an emergency, and tells what counted as ordinary', () => {
    expect(isOutside('2026-03-07T12:00:00Z', { emergency: true })).toBe(false);
    const requests = [asked('2026-03-07T02:00:00Z'), asked('2026-03-07T03:00:00Z', { refused: true })];
    expect(outsideHours({ day: civilDateOf(new Date('2026-03-07T12:00:00Z')), requests }, { hours })).toEqual(
      {
        rule: 'outside-hours',
        exchanges: requests.map(({ exchange }) => exchange),
        counted: 2,
        threshold: 1,
        days: 1,
        hours,
      },
    );
  });
});
