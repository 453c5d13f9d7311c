import type { Tx } from '../../database/index.js';

/**
 * How many exchanges were over before a moment, with every order to stop and every review that followed.
 *
 * @param without children that are left out
 */
export async function countOver(tx: Tx, before: Date, without: readonly string[]): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM exchange AS e
      WHERE asked_at < $1 AND NOT subject = ANY ($2)
        AND NOT EXISTS (SELECT FROM stop_order AS s
                         WHERE s.exchange = e.id AND (s.ordered_at >= $1 OR s.answered_at >= $1))
        AND NOT EXISTS (SELECT FROM emergency_review AS r WHERE r.exchange = e.id AND (r.reviewed_at >= $1 OR r.answered_at >= $1))`,
    [before, without],
  );
  return row?.count ?? 0;
}

/** Sealed answers on their way, and when the oldest came in. */
export async function sealedWaiting(
  tx: Tx,
): Promise<{ readonly waiting: number; readonly oldestAt: Date | null }> {
  const [row] = await tx.query<{ waiting: number; oldestAt: Date | null }>(
    'SELECT count(*)::int AS waiting, min(put_at) AS "oldestAt" FROM sealed_envelope',
  );
  return row ?? { waiting: 0, oldestAt: null };
}
