import type pg from 'pg';
import { rewrapped } from './data-keys.js';
import type { HubKeys } from './hub-keys.js';

const pageSize = 500;

/**
 * Wraps every data key under the present key-encryption key; what they sealed stays as it is. May run while hubs do,
 * if these hold the former key too, and may be broken off and repeated.
 *
 * @param ownerPool of the key store, as the role that owns its table: the hub's own role can swap no key
 * @throws SealBroken when a key is wrapped by none of the keys in the file
 */
export async function rewrapDataKeys(
  ownerPool: pg.Pool,
  keys: Pick<HubKeys, 'kek' | 'former'>,
): Promise<{ readonly rewrapped: number; readonly present: number }> {
  const keks = { kek: keys.kek, former: keys.former?.kek ?? [] };
  const counted = { rewrapped: 0, present: 0 };
  let after = { owner: '', retention: '' };
  for (;;) {
    const { rows } = await ownerPool.query<{ owner: string; retention: string; wrapped: Buffer }>(
      `SELECT owner, retention, wrapped FROM data_key
       WHERE wrapped IS NOT NULL AND (owner, retention) > ($1, $2) ORDER BY owner, retention LIMIT $3`,
      [after.owner, after.retention, pageSize],
    );
    for (const row of rows) {
      const wrapped = rewrapped(keks, row);
      counted.present += 1;
      if (wrapped !== null) counted.rewrapped += await replace(ownerPool, row, wrapped);
    }
    const last = rows.at(-1);
    if (last === undefined) return counted;
    after = last;
  }
}

/** One that was shredded meanwhile stays so. */
async function replace(
  ownerPool: pg.Pool,
  row: { readonly owner: string; readonly retention: string; readonly wrapped: Buffer },
  wrapped: Uint8Array,
): Promise<number> {
  const { rowCount } = await ownerPool.query(
    'UPDATE data_key SET wrapped = $4 WHERE owner = $1 AND retention = $2 AND wrapped = $3',
    [row.owner, row.retention, row.wrapped, Buffer.from(wrapped)],
  );
  return rowCount ?? 0;
}
