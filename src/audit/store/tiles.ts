import type { Tx } from '../../database/index.js';
import type { TilePlace } from '../../tlog/index.js';

export interface TileRow extends TilePlace {
  readonly hashes: Uint8Array;
  readonly root: Uint8Array;
}

/** The tiles at these places, as far as they are there. */
export async function tilesAt(
  tx: Tx,
  logId: number,
  places: readonly TilePlace[],
): Promise<readonly TileRow[]> {
  const rows = await tx.query<Omit<TileRow, 'index'> & { readonly index: string }>(
    `SELECT level, index, hashes, root FROM ledger_tile
     JOIN unnest($2::smallint[], $3::bigint[]) AS place (level, index) USING (level, index) WHERE log_id = $1`,
    [logId, places.map(({ level }) => level), places.map(({ index }) => index)],
  );
  return rows.map((row) => ({ ...row, index: Number(row.index) }));
}

/** The first tile that a tree of that size does not fill. */
export async function firstTileBeyond(tx: Tx, logId: number, size: number): Promise<TilePlace | null> {
  const [row] = await tx.query<{ level: number; index: string }>(
    `SELECT level, index FROM ledger_tile
     WHERE log_id = $1 AND (index + 1) * power(256::numeric, level + 1) > $2 ORDER BY level, index LIMIT 1`,
    [logId, size],
  );
  return row === undefined ? null : { level: row.level, index: Number(row.index) };
}
