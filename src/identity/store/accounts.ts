import type { AccountId, EntryId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';

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

/** @param ids under all keys that there were, the first one first */
export async function seenAccount(
  tx: Tx,
  ids: readonly AccountId[],
  today: CivilDate,
): Promise<AccountId | null> {
  const [row] = await tx.query<{ id: AccountId; before: boolean }>(
    'SELECT id, seen_on < $2 AS before FROM account WHERE id = ANY($1) ORDER BY array_position($1, id) LIMIT 1',
    [ids, today],
  );
  if (row?.before === true) await tx.query('UPDATE account SET seen_on = $2 WHERE id = $1', [row.id, today]);
  return row?.id ?? null;
}

export async function insertAccount(tx: Tx, id: AccountId, today: CivilDate): Promise<void> {
  await tx.query('INSERT INTO account (id, seen_on) VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, today]);
}

/** Those that nobody used since, and that are no person of a child. */
export async function forgetAccounts(tx: Tx, since: CivilDate): Promise<void> {
  await tx.query(
    `DELETE FROM account WHERE seen_on < $1
        AND NOT EXISTS (SELECT FROM person WHERE person.account = account.id)`,
    [since],
  );
}
