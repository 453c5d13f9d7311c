import type { AccountId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';

/**
 * Counts one try *before* the code is looked at, so that many at once cannot slip past the limit.
 *
 * @returns null when counted, else when the account may try again
 */
export async function takeAttempt(
  tx: Tx,
  account: AccountId,
  now: Date,
  window: { readonly attempts: number; readonly endsAt: Date },
): Promise<Date | null> {
  const taken = await tx.query(
    `INSERT INTO redemption_attempt AS tried (account, used, window_ends) VALUES ($1, 1, $3)
     ON CONFLICT (account) DO UPDATE SET
       used = CASE WHEN tried.window_ends <= $2 THEN 1 ELSE tried.used + 1 END,
       window_ends = CASE WHEN tried.window_ends <= $2 THEN $3 ELSE tried.window_ends END
     WHERE tried.window_ends <= $2 OR tried.used < $4
     RETURNING 1 AS one`,
    [account, now, window.endsAt, window.attempts],
  );
  if (taken.length === 1) return null;
  const rows = await tx.query<{ endsAt: Date }>(
    'SELECT window_ends AS "endsAt" FROM redemption_attempt WHERE account = $1',
    [account],
  );
  return rows[0]?.endsAt ?? window.endsAt;
}

/** The try was no wrong code after all. */
export async function giveBackAttempt(tx: Tx, account: AccountId): Promise<void> {
  await tx.query('UPDATE redemption_attempt SET used = greatest(used - 1, 0) WHERE account = $1', [account]);
}
