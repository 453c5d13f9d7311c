/** Sums of counts, for charts and tables. Pure. */
import type { Figures } from '../../exchange/index.js';

type Count = Figures['exchanges'][number];
export type Outcome = Count['outcome'];

export interface Tally {
  readonly key: string;
  readonly count: number;
}

/** By what each count is named, the largest first; what has no name is left out. */
export function tallyBy(counts: readonly Count[], nameOf: (count: Count) => string | null): readonly Tally[] {
  const sums = new Map<string, number>();
  for (const one of counts) {
    const key = nameOf(one);
    if (key !== null) sums.set(key, (sums.get(key) ?? 0) + one.count);
  }
  return [...sums]
    .map(([key, count]) => ({ key, count }))
    .toSorted((one, other) => other.count - one.count || one.key.localeCompare(other.key));
}

export interface WeekTally {
  /** Monday, as a civil date. */
  readonly week: string;
  readonly counts: Readonly<Record<Outcome, number>>;
}

/** Every week from the first day to today, also those in which nothing was asked. */
export function tallyWeeks(counts: readonly Count[], from: string, today: string): readonly WeekTally[] {
  const weeks: WeekTally[] = [];
  for (let week = mondayOf(from); week <= today; week = daysLater(week, 7)) {
    const those = counts.filter((one) => one.week === week);
    const of = (outcome: Outcome): number =>
      those.filter((one) => one.outcome === outcome).reduce((sum, { count }) => sum + count, 0);
    weeks.push({
      week,
      counts: {
        released: of('released'),
        'nothing-released': of('nothing-released'),
        refused: of('refused'),
      },
    });
  }
  return weeks;
}

/** @param date civil date @returns the Monday of its week (ISO 8601) */
export const mondayOf = (date: string): string =>
  daysLater(date, -((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7));

export const daysLater = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
