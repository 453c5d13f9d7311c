import type { Tx } from '../../database/index.js';
import {
  countPast,
  firstIndexFrom,
  oldestWithin,
  ownersPast,
  type Term,
  type YearPast,
} from '../store/terms.js';

export type { Term, YearPast } from '../store/terms.js';

/** What of the log is past its term. Nothing of it is opened; it costs what is past, not what is kept. */
export interface PastTerm {
  /** @param without owners that are left out */
  count(
    term: Term,
    without: readonly string[],
  ): Promise<{ readonly years: readonly YearPast[]; readonly entries: number; readonly owners: number }>;
  /** Of those with something past its term, in their order, so many after one of them. */
  owners(term: Term, page: { readonly after: string; readonly limit: number }): Promise<readonly string[]>;
  /** The time of the oldest that is not past its term yet; null where there is none. */
  oldestWithin(term: Term): Promise<Date | null>;
  /**
   * The place in the log of the first entry that is as young as that; null where none is. Once a clock stood wrong,
   * older ones may come after it. Reads the times of all that are kept, so that it is asked once a round.
   */
  firstFrom(at: Date): Promise<number | null>;
}

export const pastTerm = (tx: Tx, logId = 0): PastTerm => ({
  count: async (term, without) => {
    const rows = await countPast(tx, logId, term, without);
    const { entries = 0, owners = 0 } = rows.find(({ year }) => year === null) ?? {};
    const years = rows.flatMap(({ year, ...counts }) => (year === null ? [] : [{ year, ...counts }]));
    return { years, entries, owners };
  },
  owners: (term, page) => ownersPast(tx, logId, term, page),
  oldestWithin: (term) => oldestWithin(tx, logId, term),
  firstFrom: (at) => firstIndexFrom(tx, logId, at),
});
