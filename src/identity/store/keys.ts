import type { PartnerId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { PublicJwk } from '../../kernel/index.js';

export type KeyUse = 'sig' | 'enc';

/** @returns false when one of the keys was ever registered before, for whomever */
export async function insertKeys(
  tx: Tx,
  partner: PartnerId,
  use: KeyUse,
  keys: readonly PublicJwk[],
  at: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO partner_key (kid, partner, use, jwk, added_at)
     SELECT key ->> 'kid', $1, $2, key, $4 FROM jsonb_array_elements($3::jsonb) AS key
     ON CONFLICT DO NOTHING RETURNING 1 AS one`,
    [partner, use, JSON.stringify(keys), at],
  );
  return rows.length === keys.length;
}

/**
 * @param at when the key ends: in the future while what it signed may be under way
 * @returns false when that is not a current key of that use
 */
export async function retireKey(
  tx: Tx,
  partner: PartnerId,
  use: KeyUse,
  kid: string,
  at: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE partner_key SET retired_at = $4 WHERE partner = $1 AND use = $2 AND kid = $3 AND retired_at IS NULL
     RETURNING 1 AS one`,
    [partner, use, kid, at],
  );
  return rows.length === 1;
}

/** Keys that nothing replaced: these alone may change a key. */
export async function currentKeys(tx: Tx, partner: PartnerId, use: KeyUse): Promise<readonly PublicJwk[]> {
  const rows = await tx.query<{ jwk: PublicJwk }>(
    'SELECT jwk FROM partner_key WHERE partner = $1 AND use = $2 AND retired_at IS NULL ORDER BY added_at, kid',
    [partner, use],
  );
  return rows.map((row) => row.jwk);
}

/** Current keys, and replaced ones that have not ended yet. */
export async function validKeys(
  tx: Tx,
  partner: PartnerId,
  use: KeyUse,
  now: Date,
): Promise<readonly PublicJwk[]> {
  const rows = await tx.query<{ jwk: PublicJwk }>(
    `SELECT jwk FROM partner_key WHERE partner = $1 AND use = $2 AND (retired_at IS NULL OR retired_at > $3)
     ORDER BY added_at, kid`,
    [partner, use, now],
  );
  return rows.map((row) => row.jwk);
}

export interface OwnedKey {
  readonly partner: PartnerId;
  readonly use: KeyUse;
  readonly jwk: PublicJwk;
  /** False for one that was replaced and has not ended yet. */
  readonly current: boolean;
}

export const validKeysOf = (
  tx: Tx,
  partners: readonly PartnerId[],
  now: Date,
): Promise<readonly OwnedKey[]> =>
  tx.query<OwnedKey>(
    `SELECT partner, use, jwk, retired_at IS NULL AS current FROM partner_key
     WHERE partner = ANY($1) AND (retired_at IS NULL OR retired_at > $2)`,
    [[...partners], now],
  );

/** Null for a key that nobody registered. */
export async function ownerOfKey(
  tx: Tx,
  kid: string,
): Promise<{ readonly partner: PartnerId; readonly use: KeyUse } | null> {
  const rows = await tx.query<{ partner: PartnerId; use: KeyUse }>(
    'SELECT partner, use FROM partner_key WHERE kid = $1',
    [kid],
  );
  return rows[0] ?? null;
}

/** Ends a key now, also one that was replaced and still counts. @returns false when it counts no more */
export async function endKey(tx: Tx, kid: string, now: Date): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE partner_key SET retired_at = $2 WHERE kid = $1 AND (retired_at IS NULL OR retired_at > $2)
     RETURNING 1 AS one`,
    [kid, now],
  );
  return rows.length === 1;
}
