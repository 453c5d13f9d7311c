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
    const day = after(decidedOn, duration);
    const wholeDays = Date.parse(day) - Date.parse(decidedOn);
    return { at: new Date(decidedAt.getTime() + wholeDays + duration.minutes * 60_000) };
  }
  return { on: after(decidedOn, duration) };
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

/** Those of the catalogue, which are few and asked for with every decision. */
const known = new Map<string, DurationParts>();

function partsOf(duration: string): DurationParts {
  const parts = known.get(duration) ?? readDuration(duration);
  known.set(duration, parts);
  return parts;
}

/** ISO 8601 duration in the form that the catalogue's schema allows. */
function readDuration(duration: string): DurationParts {
  const parts = durationForm.exec(duration)?.groups ?? {};
  const { years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0 } = parts;
  return {
    months: 12 * Number(years) + Number(months),
    days: 7 * Number(weeks) + Number(days),
    minutes: 60 * Number(hours) + Number(minutes),
  };
}

/** What was asked for last; those who decide on one day mostly ask the same, and making dates takes long. */
let ended: { readonly date: CivilDate; readonly duration: DurationParts; readonly end: CivilDate } | null =
  null;

function after(date: CivilDate, duration: DurationParts): CivilDate {
  if (ended?.date !== date || ended.duration !== duration) {
    ended = { date, duration, end: endOf(date, duration) };
  }
  return ended.end;
}

/** The months first: 30 November and three months is the last day of February. */
function endOf(date: CivilDate, { months, days }: DurationParts): CivilDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const end = new Date(Date.UTC(year, month - 1 + months, Math.min(day, last) + days));
  return end.toISOString().slice(0, 10) as CivilDate;
}

/** The day that was asked for last; the next one is mostly the same, and the calendar is slow to ask. */
let latest: { readonly date: CivilDate; readonly start: number } | null = null;

/** Midnight in Europe/Amsterdam, which is one or two hours before midnight UTC. */
export function startOfDay(date: CivilDate): Date {
  if (latest?.date !== date) {
    const summer = new Date(`${date}T00:00:00+02:00`);
    const start = civilDateOf(summer) === date ? summer : new Date(`${date}T00:00:00+01:00`);
    latest = { date, start: start.getTime() };
  }
  return new Date(latest.start);
}
