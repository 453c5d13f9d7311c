import type { Branded } from './brand.js';

/** A date without a time, `YYYY-MM-DD`, as people count birthdays: in Europe/Amsterdam. */
export type CivilDate = Branded<'CivilDate'>;

/** The only source of time. Handed in, so that a use case can be run at any moment. */
export interface Clock {
  now(): Date;
  /** The civil date on which ages and end dates are judged. */
  today(): CivilDate;
}

const amsterdam = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' });

/** The date on the wall in Europe/Amsterdam at that instant. */
export function civilDateOf(instant: Date): CivilDate {
  // It is one or two hours later there: until the evening in UTC the date is the same, and to ask the calendar takes longer.
  const year = instant.getUTCFullYear();
  const sameDay = instant.getUTCHours() < 21 && year > 1940 && year < 10_000;
  return (sameDay ? instant.toISOString().slice(0, 10) : amsterdam.format(instant)) as CivilDate;
}

const wall = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', timeStyle: 'short' });

/** The time on the wall in Europe/Amsterdam at that instant, `HH:MM` of 24 hours; in the night that the clock goes back one hour comes twice. */
export const wallTimeOf = (instant: Date): string => wall.format(instant);

/**
 * The instant at which the clock on the wall in Europe/Amsterdam shows a time; the first, where it comes twice.
 *
 * @param time `HH:MM`
 * @throws RangeError where it never does: in the hour that is skipped in spring, or a time that is none
 */
export function instantOf(date: CivilDate, time: string): Date {
  for (const offset of ['+02:00', '+01:00']) {
    const instant = new Date(`${date}T${time}:00${offset}`);
    const isDate = !Number.isNaN(instant.getTime());
    if (isDate && civilDateOf(instant) === date && wallTimeOf(instant) === time) return instant;
  }
  throw new RangeError('the clock never shows this time');
}

/** @returns 1 for Monday to 7 for Sunday (ISO 8601) */
export const weekdayOf = (date: CivilDate): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

/** @throws RangeError when the text is not an existing date, such as 2026-02-30. */
export function parseCivilDate(text: string): CivilDate {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new RangeError('not a date of the form YYYY-MM-DD');
  }
  return text as CivilDate;
}

/** Whole years lived on a date. Who is born on 29 February has a birthday on 1 March in other years. */
export function ageOn(birth: CivilDate, date: CivilDate): number {
  const years = Number(date.slice(0, 4)) - Number(birth.slice(0, 4));
  return date.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** The day on which somebody reaches an age: of a leap day the first of March in other years. */
export function birthdayOf(birth: CivilDate, age: number): CivilDate {
  const day = `${Number(birth.slice(0, 4)) + age}${birth.slice(4)}`;
  return (
    day.endsWith('-02-29') && !isLeapYear(Number(day.slice(0, 4))) ? day.replace('-02-29', '-03-01') : day
  ) as CivilDate;
}

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** @param daysAhead moves `today` only; for development, where a birthday cannot be waited for. */
export function systemClock(daysAhead = 0): Clock {
  const now = (): Date => new Date();
  return { now, today: () => daysAfter(civilDateOf(now()), daysAhead) };
}

/** By the calendar: a day with 23 or 25 hours counts as one. Negative: before it. */
export function daysAfter(date: CivilDate, days: number): CivilDate {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
  return moved.toISOString().slice(0, 10) as CivilDate;
}
