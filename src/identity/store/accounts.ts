import type { AccountId, EntryId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';

/** So that two changes of one account stand in one order. */
export async function lockAccount(tx: Tx, account: AccountId): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('kernhub/account ' || $1, 0))", [account]);
}

/** SQL: whether the account in a parameter is suspended. */
export const isSuspended = (account: string): string =>
  `coalesce((SELECT suspended FROM account_standing WHERE account = ${account} ORDER BY changed_at DESC LIMIT 1), false)`;

export async function accountSuspended(tx: Tx, account: AccountId): Promise<boolean> {
  const [row] = await tx.query<{ suspended: boolean }>(`SELECT ${isSuspended('$1')} AS suspended`, [account]);
  return row?.suspended === true;
}

export async function insertStanding(
  tx: Tx,
  standing: {
    readonly entry: EntryId;
    readonly account: AccountId;
    readonly suspended: boolean;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    'INSERT INTO account_standing (entry, account, suspended, changed_at) VALUES ($1, $2, $3, $4)',
    [standing.entry, standing.account, standing.suspended, standing.at],
  );
}
