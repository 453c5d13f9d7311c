import type pg from 'pg';
import type { Tx } from '../database/index.js';
import type { Evaluate, KeyedHash, KeyedHashes } from './keyed-hashes.js';

/** Where the hashes of pseudonyms are kept: a table with an `id`, and beside the hash how many `layers` it has. */
export interface HashedColumn {
  readonly table: string;
  readonly hash: string;
}

export interface Rehashed {
  readonly rehashed: number;
  /** Rows in all. */
  readonly present: number;
  /** Of these, such as still lack a key: a hub wrote them meanwhile with a file that does not write under it yet. */
  readonly left: number;
}

const pageSize = 1_000;

/**
 * Lays over every stored hash the keys that it lacks. May run while hubs do, if all of them write under the present key;
 * may be broken off and repeated.
 *
 * @param ownerPool as the role that owns the table: the hub's own role can swap no hash
 */
export async function rehashRows(
  ownerPool: pg.Pool,
  hashes: KeyedHashes,
  { table, hash }: HashedColumn,
  evaluate: Evaluate,
): Promise<Rehashed> {
  let rehashed = 0;
  let after = '';
  for (;;) {
    const { rows } = await ownerPool.query<{ id: string; hash: Buffer; layers: number }>(
      `SELECT id, ${hash} AS hash, layers FROM ${table} WHERE id > $1 AND layers < $2 ORDER BY id LIMIT $3`,
      [after, hashes.present, pageSize],
    );
    const last = rows.at(-1);
    if (last === undefined) return { rehashed, ...(await countIn(ownerPool, table, hashes.present)) };
    const laid: KeyedHash[] = [];
    for (const { layers, hash: bytes } of rows) laid.push(await hashes.relaid({ layers, bytes }, evaluate));
    const { rowCount } = await ownerPool.query(
      `UPDATE ${table} AS t SET ${hash} = v.new, layers = $4
         FROM unnest($1::text[], $2::bytea[], $3::bytea[]) AS v (id, old, new) WHERE t.id = v.id AND t.${hash} = v.old`,
      [
        rows.map(({ id }) => id),
        rows.map((row) => row.hash),
        laid.map(({ bytes }) => Buffer.from(bytes)),
        hashes.present,
      ],
    );
    rehashed += rowCount ?? 0;
    after = last.id;
  }
}

async function countIn(pool: pg.Pool, table: string, layers: number): Promise<Omit<Rehashed, 'rehashed'>> {
  const { rows } = await pool.query<{ present: string; left: string }>(
    `SELECT count(*) AS present, count(*) FILTER (WHERE layers < $1) AS left FROM ${table}`,
    [layers],
  );
  return { present: Number(rows[0]?.present), left: Number(rows[0]?.left) };
}

/** Whether something stands under keys that these do not have: they are of an older file. */
export async function hashedLater(tx: Tx, hashes: KeyedHashes, { table }: HashedColumn): Promise<boolean> {
  const rows = await tx.query<{ later: boolean }>(
    `SELECT EXISTS (SELECT FROM ${table} WHERE layers > $1) AS later`,
    [hashes.known],
  );
  return rows[0]?.later === true;
}
