import type { Tx } from '../../database/index.js';
import { type FullTile, hashesOnLevel, type TileId, type TilePlace, tileWidth } from '../../tlog/index.js';
import { LedgerDamaged } from '../domain/errors.js';

/** As parallel arrays, for `unnest`. */
export const tileColumns = (tiles: readonly FullTile[]): readonly unknown[] => [
  tiles.map(({ level }) => level),
  tiles.map(({ index }) => index),
  tiles.map(({ tile }) => Buffer.from(tile.hashes())),
  tiles.map(({ tile }) => Buffer.from(tile.root)),
];

export async function insertTiles(tx: Tx, logId: number, tiles: readonly FullTile[]): Promise<void> {
  if (tiles.length === 0) return;
  await tx.query(
    `INSERT INTO ledger_tile (log_id, level, index, hashes, root)
     SELECT $1, level, index, hashes, root
     FROM unnest($2::smallint[], $3::bigint[], $4::bytea[], $5::bytea[]) AS t (level, index, hashes, root)`,
    [logId, ...tileColumns(tiles)],
  );
}

/** How many full tiles of leaves are written. Every head is written with its tiles, so there is no gap among them. */
export async function leafTileCount(tx: Tx, logId: number): Promise<number> {
  const [row] = await tx.query<{ count: string }>(
    'SELECT coalesce(max(index) + 1, 0) AS count FROM ledger_tile WHERE log_id = $1 AND level = 0',
    [logId],
  );
  return Number(row?.count ?? 0);
}

/**
 * Roots of the full tiles `[from, to)` of a level, in order: hashes of the level above.
 *
 * @throws LedgerDamaged when one is missing
 */
export async function tileRoots(
  tx: Tx,
  logId: number,
  level: number,
  from: number,
  to: number,
): Promise<Uint8Array> {
  const rows = await tx.query<{ root: Buffer }>(
    `SELECT root FROM ledger_tile
     WHERE log_id = $1 AND level = $2 AND index >= $3 AND index < $4 ORDER BY index`,
    [logId, level, from, to],
  );
  if (rows.length !== to - from) throw new LedgerDamaged(`a tile of level ${level} before ${to} is missing`);
  return Buffer.concat(rows.map(({ root }) => root));
}

/** The hashes of these full tiles, as far as they are there. */
export async function fullTiles(
  tx: Tx,
  logId: number,
  places: readonly TilePlace[],
): Promise<readonly (TilePlace & { readonly hashes: Uint8Array })[]> {
  const rows = await tx.query<{ level: number; index: string; hashes: Buffer }>(
    `SELECT level, index, hashes FROM ledger_tile JOIN unnest($2::smallint[], $3::bigint[]) AS p (level, index)
     USING (level, index) WHERE log_id = $1`,
    [logId, places.map(({ level }) => level), places.map(({ index }) => index)],
  );
  return rows.map(({ level, index, hashes }) => ({ level, index: Number(index), hashes }));
}

/**
 * The hashes of a tile of a tree that has them all: from the full tile, and where it is not full yet from what it is
 * made of.
 *
 * @throws LedgerDamaged when some are missing
 */
export async function tileHashes(tx: Tx, logId: number, tile: TileId): Promise<Uint8Array> {
  const { level, index, width } = tile;
  const [full] = await fullTiles(tx, logId, [tile]);
  const [from, to] = [index * tileWidth, index * tileWidth + width];
  if (full !== undefined) return full.hashes.slice(0, width * 32);
  if (level > 0) return tileRoots(tx, logId, level - 1, from, to);
  const rows = await tx.query<{ hash: Buffer }>(
    'SELECT hash FROM ledger_leaf WHERE log_id = $1 AND index >= $2 AND index < $3 ORDER BY index',
    [logId, from, to],
  );
  if (rows.length !== width) throw new LedgerDamaged(`a leaf before ${to} is missing`);
  return Buffer.concat(rows.map(({ hash }) => hash));
}

/** What the leaves of these indexes are made of, in order. */
export async function leafContents(
  tx: Tx,
  logId: number,
  from: number,
  to: number,
): Promise<readonly { readonly kind: string; readonly commitment: Uint8Array }[]> {
  return tx.query(
    `SELECT e.kind, e.commitment FROM ledger_leaf AS l JOIN ledger_entry AS e USING (log_id, seq)
     WHERE l.log_id = $1 AND l.index >= $2 AND l.index < $3 ORDER BY l.index`,
    [logId, from, to],
  );
}

/** Per level from 0 on the partial tile of a tree whose leaves all stand in full tiles. */
export async function partialTiles(tx: Tx, logId: number, size: number): Promise<readonly Uint8Array[]> {
  const tiles: Uint8Array[] = [new Uint8Array()];
  for (let level = 1; hashesOnLevel(level, size) > 0; level += 1) {
    const count = hashesOnLevel(level, size);
    tiles.push(await tileRoots(tx, logId, level - 1, count - (count % tileWidth), count));
  }
  return tiles;
}
