import type { EntryId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { FullTile } from '../../tlog/index.js';
import { tileColumns } from './tiles.js';

/** Any number: only has to be the same in every process and not used elsewhere. */
const leaderLock = 72_707_370;

/** Whether this session leads the log now. Held until the session ends, however it ends. */
export async function tryLead(tx: Tx, logId: number): Promise<boolean> {
  const [row] = await tx.query<{ leads: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS leads', [
    leaderLock,
    logId,
  ]);
  return row?.leads === true;
}

export interface PendingEntry {
  readonly seq: bigint;
  readonly id: EntryId;
  readonly kind: string;
  readonly commitment: Uint8Array;
}

/**
 * Committed entries above a `seq` that have no leaf, in order, and `xmin` of the snapshot in which that was seen: the
 * lowest id of a transaction that still ran. That `seq`
 * stands on both sides, so that no plan reads the log from its beginning. What the transaction that asks has inserted itself is
 * left out: who inserts knows it.
 */
export async function pendingEntries(
  tx: Tx,
  logId: number,
  after: bigint,
  limit: number,
): Promise<{ readonly xmin: bigint; readonly entries: readonly PendingEntry[] }> {
  const rows = await tx.query<{
    xmin: string;
    seq: string | null;
    id: EntryId;
    kind: string;
    commitment: Buffer;
  }>(
    `SELECT pg_snapshot_xmin(s) AS xmin, e.*
     FROM pg_current_snapshot() AS s
     LEFT JOIN LATERAL (
       SELECT seq, id, kind, commitment FROM ledger_entry AS e
       WHERE log_id = $1 AND seq > $2
         AND e.xmin IS DISTINCT FROM pg_current_xact_id_if_assigned()::xid
         AND NOT EXISTS (SELECT FROM ledger_leaf AS l WHERE l.log_id = e.log_id AND l.seq = e.seq AND l.seq > $2)
       ORDER BY seq LIMIT $3
     ) AS e ON true`,
    [logId, after.toString(), limit],
    'ledger-pending-entries',
  );
  const entries = rows.flatMap(({ seq, id, kind, commitment }) =>
    seq === null ? [] : [{ seq: BigInt(seq), id, kind, commitment }],
  );
  const [first] = rows;
  if (first === undefined) throw new Error('a snapshot is one row at least');
  return { xmin: BigInt(first.xmin), entries };
}

/** Assigns a transaction id, above every one that was assigned before this call. */
export async function newTransactionId(tx: Tx): Promise<bigint> {
  const [row] = await tx.query<{ xid: string }>('SELECT pg_current_xact_id() AS xid', [], 'ledger-new-xid');
  if (row === undefined) throw new Error('a transaction has one id');
  return BigInt(row.xid);
}

/** The signed head of the log. */
export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
  /** C2SP signed note. */
  readonly note: string;
  readonly lowWater: bigint;
}

export async function headOf(tx: Tx, logId: number): Promise<Head | null> {
  const [row] = await tx.query<{ size: string; root: Buffer; note: string; low_water: string }>(
    `SELECT size, root, note, low_water FROM ledger_checkpoint
     WHERE log_id = $1 ORDER BY size DESC LIMIT 1`,
    [logId],
  );
  if (row === undefined) return null;
  return { size: Number(row.size), root: row.root, note: row.note, lowWater: BigInt(row.low_water) };
}

/** The highest `seq` of an entry that has a leaf; 0 when there is none. */
export async function highestSeqOf(tx: Tx, logId: number): Promise<bigint> {
  const [row] = await tx.query<{ seq: string }>(
    'SELECT coalesce(max(seq), 0) AS seq FROM ledger_leaf WHERE log_id = $1',
    [logId],
  );
  return BigInt(row?.seq ?? 0);
}

/** Leaves `[from, to)` in order, at most `limit`. */
export async function leavesBetween(
  tx: Tx,
  logId: number,
  from: number,
  to: number,
  limit: number,
): Promise<readonly { readonly index: number; readonly seq: bigint; readonly hash: Uint8Array }[]> {
  const rows = await tx.query<{ index: string; seq: string; hash: Buffer }>(
    `SELECT index, seq, hash FROM ledger_leaf
     WHERE log_id = $1 AND index >= $2 AND index < $3 ORDER BY index LIMIT $4`,
    [logId, from, to, limit],
  );
  return rows.map(({ index, seq, hash }) => ({ index: Number(index), seq: BigInt(seq), hash }));
}

/**
 * Writes leaves, the tiles that they complete and the new head in one statement, so in one transaction, only if the head
 * is still the previous one.
 *
 * @param previous null for the first head, of an empty log
 * @returns false when another head was there: nothing was written
 */
export async function writeHead(
  tx: Tx,
  logId: number,
  previous: Pick<Head, 'size' | 'root'> | null,
  leaves: readonly { readonly seq: bigint; readonly hash: Uint8Array }[],
  tiles: readonly FullTile[],
  next: Head,
): Promise<boolean> {
  const written = await tx.query(
    `WITH head AS MATERIALIZED (
       SELECT size, root FROM ledger_checkpoint WHERE log_id = $1 ORDER BY size DESC LIMIT 1
     ), unchanged AS MATERIALIZED (
       SELECT WHERE (SELECT size FROM head) IS NOT DISTINCT FROM $2::bigint
                AND (SELECT root FROM head) IS NOT DISTINCT FROM $3::bytea
     ), leaf AS (
       INSERT INTO ledger_leaf (log_id, index, seq, hash)
       SELECT $1, $2::bigint + place - 1, seq, substring($5::bytea FROM ((place - 1) * 32 + 1)::int FOR 32)
       FROM unchanged, unnest($4::bigint[]) WITH ORDINALITY AS s (seq, place)
     ), tile AS (
       INSERT INTO ledger_tile (log_id, level, index, hashes, root)
       SELECT $1, t.* FROM unchanged, unnest($10::smallint[], $11::bigint[], $12::bytea[], $13::bytea[]) AS t
     )
     INSERT INTO ledger_checkpoint (log_id, size, previous_size, root, note, low_water)
     SELECT $1, $6, $2::bigint, $7, $8, $9 FROM unchanged
     RETURNING size`,
    [
      logId,
      previous?.size ?? null,
      previous === null ? null : Buffer.from(previous.root),
      leaves.map(({ seq }) => seq.toString()),
      Buffer.concat(leaves.map(({ hash }) => hash)),
      next.size,
      Buffer.from(next.root),
      next.note,
      next.lowWater.toString(),
      ...tileColumns(tiles),
    ],
    'ledger-write-head',
  );
  return written.length === 1;
}

/** The index of each of these entries that has one. */
export async function indexesOf(
  tx: Tx,
  logId: number,
  ids: readonly EntryId[],
): Promise<ReadonlyMap<EntryId, number>> {
  const rows = await tx.query<{ id: EntryId; index: string }>(
    `SELECT e.id, l.index FROM ledger_entry AS e JOIN ledger_leaf AS l USING (log_id, seq)
     WHERE e.log_id = $1 AND e.id = ANY ($2::text[])`,
    [logId, ids],
  );
  return new Map(rows.map(({ id, index }) => [id, Number(index)]));
}

/** The newest head that was there before the present interval began, or that of the empty log. */
export async function publishedHead(
  tx: Tx,
  logId: number,
  intervalMs: number,
): Promise<Pick<Head, 'size' | 'note'> | null> {
  const [row] = await tx.query<{ size: string; note: string }>(
    `SELECT size, note FROM ledger_checkpoint
     WHERE log_id = $1
       AND (size = 0 OR created_at < date_bin(make_interval(secs => $2), clock_timestamp(), 'epoch'))
     ORDER BY size DESC LIMIT 1`,
    [logId, intervalMs / 1_000],
  );
  return row === undefined ? null : { size: Number(row.size), note: row.note };
}
