import type { Retention } from '../../contract/index.js';
import { type CivilDate, civilDateOf } from '../../kernel/index.js';

/** When a consent ends by itself: at the start of a day in Europe/Amsterdam, or at an instant where hours matter. */
export type Expiry = { readonly on: CivilDate } | { readonly at: Date };

/**
 * The end of a consent that was given at a moment and date, by the purpose's retention. One that ends with an event
 * also ends at its maximum; the event itself is a withdrawal.
 */
export function expiryOf(retention: Retention, decidedAt: Date, decidedOn: CivilDate): Expiry {
  if ('on' in retention) return { on: nextYearDay(retention.on, decidedOn) };
  const duration = partsOf('after' in retention ? retention.after : retention.max);
  if (duration.minutes > 0) {
    // Where hours matter a day counts 24 of them, whatever the clock on the wall does.
    const day = addDays(addMonths(decidedOn, duration.months), duration.days);
    const wholeDays = Date.parse(day) - Date.parse(decidedOn);
    return { at: new Date(decidedAt.getTime() + wholeDays + duration.minutes * 60_000) };
  }
  return { on: addDays(addMonths(decidedOn, duration.months), duration.days) };
}

export const hasExpired = (expiry: Expiry, now: Date, today: CivilDate): boolean =>
  'on' in expiry ? today >= expiry.on : now.getTime() >= expiry.at.getTime();

export const expiryInstant = (expiry: Expiry): Date => ('on' in expiry ? startOfDay(expiry.on) : expiry.at);

/** The first such day after the date: who decides on the day itself decides for a year. */
function nextYearDay(day: string, date: CivilDate): CivilDate {
  const monthAndDay = day.slice(2);
  const year = Number(date.slice(0, 4)) + (date.slice(5) < monthAndDay ? 0 : 1);
  return `${year}-${monthAndDay}` as CivilDate;
}

interface DurationParts {
  readonly months: number;
  readonly days: number;
  readonly minutes: number;
}

const durationForm =
  /^P(?:(?<years>\d+)Y)?(?:(?<months>\d+)M)?(?:(?<weeks>\d+)W)?(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?)?$/;

/** ISO 8601 duration in the form that the catalogue's schema allows. */
function partsOf(duration: string): DurationParts {
  const parts = durationForm.exec(duration)?.groups ?? {};
  const { years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0 } = parts;
  return {
    months: 12 * Number(years) + Number(months),
    days: 7 * Number(weeks) + Number(days),
    minutes: 60 * Number(hours) + Number(minutes),
  };
}

/** 30 November and three months is the last day of February. */
function addMonths(date: CivilDate, months: number): CivilDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return first.toISOString().slice(0, 10) as CivilDate;
}

const addDays = (date: CivilDate, days: number): CivilDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as CivilDate;

/** Midnight in Europe/Amsterdam, which is one or two hours before midnight UTC. */
export function startOfDay(date: CivilDate): Date {
  const summer = new Date(`${date}T00:00:00+02:00`);
  return civilDateOf(summer) === date ? summer : new Date(`${date}T00:00:00+01:00`);
}
