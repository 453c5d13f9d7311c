/** What time it is in the log, where clocks can be wrong. In milliseconds since 1970. */

export interface Clocks {
  /** Of the database, after the locks. */
  readonly database: number;
  /** Of this process, by which use cases judge. */
  readonly hub: number;
  /** Time of the latest entry about one of the owners; null where there is none. */
  readonly latest: number | null;
}

/** An entry would get a time that its subject's log denies, or was judged at another time than it says. */
export class ClockWrong extends Error {
  override readonly name = 'ClockWrong';
}

/** The replay takes a judgement within this time of its entry, so no entry may be further off. */
export const clockSkewMs = 60_000;

/**
 * The time of an entry: the database's, but never before the latest about the same subject.
 *
 * @param judgedWithin how far hub and database may be apart; null does not compare them
 * @throws ClockWrong when the database's clock was set back by more than {@link clockSkewMs}, or the two are too far apart
 */
export function entryTime({ database, hub, latest }: Clocks, judgedWithin: number | null): Date {
  if (latest !== null && latest - database > clockSkewMs) {
    const seconds = Math.round((latest - database) / 1000);
    throw new ClockWrong(
      `the database's clock was set back: it stands ${seconds} s before an entry about the same subject`,
    );
  }
  assertSameTime(database, hub, judgedWithin);
  return new Date(Math.max(database, latest ?? 0));
}

/** @throws ClockWrong */
export function assertSameTime(database: number, hub: number, within: number | null): void {
  if (within === null || Math.abs(database - hub) <= within) return;
  const seconds = Math.round((hub - database) / 1000);
  throw new ClockWrong(`the clocks of hub and database are ${seconds} s apart`);
}
