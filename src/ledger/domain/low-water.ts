/**
 * Below the mark every entry that will ever exist has its leaf, so the search for entries without one starts there.
 *
 * An entry can become visible long after one with a higher `seq`. The mark may therefore pass a `seq` only when no
 * transaction can still bring a lower one. Every append takes its transaction id before its `seq`, so whoever holds a
 * lower `seq` than one that was seen has an id below any that is assigned afterwards: the horizon. Once all transactions
 * below it have ended, and what they left was looked for, nothing lower can come.
 *
 * The horizon must be an id of one's own. PostgreSQL's `pg_snapshot_xmax` does not serve: it is one above the highest
 * id that *ended*, and transactions from there on may have begun long ago.
 */
export interface LowWater {
  readonly mark: bigint;
  readonly candidate: { readonly mark: bigint; readonly horizon: bigint } | null;
}

/**
 * After everything that a snapshot saw has its leaf.
 *
 * @param xmin of that snapshot: every transaction below has ended
 */
export function passCandidate({ mark, candidate }: LowWater, xmin: bigint): LowWater {
  if (candidate === null || xmin < candidate.horizon) return { mark, candidate };
  return { mark: candidate.mark, candidate: null };
}

/** @param covered every entry up to here that was seen has its leaf now */
export const wantsCandidate = ({ mark, candidate }: LowWater, covered: bigint): boolean =>
  candidate === null && covered > mark;
