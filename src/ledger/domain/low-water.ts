/**
 * Below the mark every entry that will ever exist has its leaf, so the search for entries without one starts there.
 *
 * An entry can become visible long after one with a higher `seq`. The mark may therefore pass a `seq` only when no
 * transaction can still bring a lower one: every append takes its transaction id before its `seq`, so once all
 * transactions below a snapshot's `xmax` have ended, whatever comes later has a `seq` above all that snapshot saw.
 */
export interface LowWater {
  readonly mark: bigint;
  readonly candidate: { readonly mark: bigint; readonly horizon: bigint } | null;
}

export interface Snapshot {
  /** Every transaction below has ended. */
  readonly xmin: bigint;
  /** No transaction from here on had begun. */
  readonly xmax: bigint;
}

/** @param covered every entry up to here that this snapshot or an earlier one saw has its leaf now */
export function raiseLowWater(low: LowWater, snapshot: Snapshot, covered: bigint): LowWater {
  const { candidate } = low;
  if (candidate !== null && snapshot.xmin < candidate.horizon) return low;
  const mark = candidate?.mark ?? low.mark;
  return { mark, candidate: covered > mark ? { mark: covered, horizon: snapshot.xmax } : null };
}
