import type { AccountId } from '../contract/index.js';
import type { Tx } from '../database/index.js';

export interface SettingRow {
  readonly account: AccountId;
  /** Whose key seals it. */
  readonly owner: string;
  readonly sealed: Uint8Array;
  readonly failingSince: Date | null;
  readonly tries: number;
}

const columns = 'account, owner, sealed, failing_since AS "failingSince", tries';

/** @param lock for a change: others wait */
export async function settingOf(tx: Tx, account: AccountId, lock: boolean): Promise<SettingRow | null> {
  const rows = await tx.query<SettingRow>(
    `SELECT ${columns} FROM mail_setting WHERE account = $1${lock ? ' FOR UPDATE' : ''}`,
    [account],
  );
  return rows[0] ?? null;
}

export async function putSetting(tx: Tx, row: SettingRow): Promise<void> {
  const { account, owner, sealed, failingSince, tries } = row;
  await tx.query(
    `INSERT INTO mail_setting (account, owner, sealed, failing_since, tries) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (account) DO UPDATE SET sealed = $3, failing_since = $4, tries = $5`,
    [account, owner, Buffer.from(sealed), failingSince, tries],
  );
}

export async function countTry(tx: Tx, account: AccountId): Promise<void> {
  await tx.query('UPDATE mail_setting SET tries = tries + 1 WHERE account = $1', [account]);
}

/** @param sealed as the mail was sent by: who changed it since has another address */
export async function markFailing(
  tx: Tx,
  account: AccountId,
  sealed: Uint8Array,
  since: Date | null,
): Promise<void> {
  await tx.query(
    `UPDATE mail_setting SET failing_since = CASE WHEN $3::timestamptz IS NULL THEN NULL
                                                  ELSE coalesce(failing_since, $3) END
      WHERE account = $1 AND sealed = $2`,
    [account, Buffer.from(sealed), since],
  );
}

/** Whether mail to any of these accounts is refused for good. */
export async function anyFailing(tx: Tx, accounts: readonly AccountId[]): Promise<boolean> {
  const rows = await tx.query(
    'SELECT 1 AS one FROM mail_setting WHERE account = ANY($1::text[]) AND failing_since IS NOT NULL LIMIT 1',
    [accounts],
  );
  return rows.length > 0;
}

export async function deleteSetting(tx: Tx, { account, owner }: SettingRow): Promise<void> {
  await tx.query('DELETE FROM mail_setting WHERE account = $1 AND owner = $2', [account, owner]);
}

/** Accounts with settings, by id, from one on. */
export async function settingsAfter(tx: Tx, after: string, limit: number): Promise<readonly SettingRow[]> {
  return tx.query<SettingRow>(
    `SELECT ${columns} FROM mail_setting WHERE account > $1 ORDER BY account LIMIT $2`,
    [after, limit],
  );
}

/**
 * Counts one code before it is made, so that many at once cannot slip past the limit.
 *
 * @returns null when counted, else when the account may ask again
 */
export async function takeCode(
  tx: Tx,
  account: AccountId,
  now: Date,
  window: { readonly codes: number; readonly endsAt: Date },
): Promise<Date | null> {
  const taken = await tx.query(
    `INSERT INTO mail_code_budget AS spent (account, used, window_ends) VALUES ($1, 1, $3)
     ON CONFLICT (account) DO UPDATE SET
       used = CASE WHEN spent.window_ends <= $2 THEN 1 ELSE spent.used + 1 END,
       window_ends = CASE WHEN spent.window_ends <= $2 THEN $3 ELSE spent.window_ends END
     WHERE spent.window_ends <= $2 OR spent.used < $4
     RETURNING 1 AS one`,
    [account, now, window.endsAt, window.codes],
  );
  if (taken.length === 1) return null;
  const rows = await tx.query<{ endsAt: Date }>(
    'SELECT window_ends AS "endsAt" FROM mail_code_budget WHERE account = $1',
    [account],
  );
  return rows[0]?.endsAt ?? window.endsAt;
}

/** Budgets whose hour is over say nothing any more. */
export async function deleteSpentBudgets(tx: Tx, now: Date): Promise<void> {
  await tx.query('DELETE FROM mail_code_budget WHERE window_ends <= $1', [now]);
}
