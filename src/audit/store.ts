import type pg from 'pg';
import type { Tx } from '../database/index.js';
import type { CheckpointRow, EntryRow, ErasedRows, PartRow } from './domain/rows.js';

/** Reads one state of the database, however long it takes. */
export async function inSnapshot<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL statement_timeout = 0');
    // Between two reads a slow machine computes; no row waits for a reader.
    await client.query("SET LOCAL idle_in_transaction_session_timeout = '5min'");
    return await work({
      query: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
        (await client.query<Row & pg.QueryResultRow>(sql, [...values])).rows,
    });
  } finally {
    // Nothing was written; a connection in any state is simply thrown away.
    client.release(true);
  }
}

type RawEntry = Omit<EntryRow, 'index' | 'seq'> & { readonly index: string | null; readonly seq: string };

const entryOf = (row: RawEntry): EntryRow => ({
  ...row,
  index: row.index === null ? null : Number(row.index),
  seq: BigInt(row.seq),
});

/** Leaves from an index on, each with all that belongs to it, as far as it is there. */
export async function leavesFrom(
  tx: Tx,
  logId: number,
  index: number,
  limit: number,
): Promise<readonly EntryRow[]> {
  const rows = await tx.query<RawEntry>(
    `SELECT l.index, l.seq, l.hash, e.id, e.kind, e.commitment,
            p.owner, p.retention, p.at, p.sealed AS payload, o.sealed AS opening
     FROM ledger_leaf AS l
     LEFT JOIN ledger_entry AS e USING (log_id, seq)
     LEFT JOIN ledger_payload AS p USING (log_id, seq)
     LEFT JOIN ledger_opening AS o USING (log_id, seq)
     WHERE l.log_id = $1 AND l.index >= $2 ORDER BY l.index LIMIT $3`,
    [logId, index, limit],
  );
  return rows.map(entryOf);
}

/** Entries after a `seq` that have no leaf. */
export async function pendingAfter(
  tx: Tx,
  logId: number,
  seq: bigint,
  limit: number,
): Promise<readonly EntryRow[]> {
  const rows = await tx.query<RawEntry>(
    `SELECT NULL AS index, e.seq, NULL AS hash, e.id, e.kind, e.commitment,
            p.owner, p.retention, p.at, p.sealed AS payload, o.sealed AS opening
     FROM ledger_entry AS e
     LEFT JOIN ledger_payload AS p USING (log_id, seq)
     LEFT JOIN ledger_opening AS o USING (log_id, seq)
     WHERE e.log_id = $1 AND e.seq > $2
       AND NOT EXISTS (SELECT FROM ledger_leaf AS l WHERE l.log_id = e.log_id AND l.seq = e.seq)
     ORDER BY e.seq LIMIT $3`,
    [logId, seq.toString(), limit],
  );
  return rows.map(entryOf);
}

export async function partsOf(
  tx: Tx,
  logId: number,
  seqs: readonly bigint[],
): Promise<ReadonlyMap<bigint, readonly PartRow[]>> {
  const rows = await tx.query<Omit<PartRow, 'seq'> & { readonly seq: string }>(
    `SELECT seq, digest, owner, retention, sealed FROM ledger_part
     WHERE log_id = $1 AND seq = ANY ($2::bigint[]) ORDER BY seq, digest`,
    [logId, seqs.map(String)],
  );
  const parts = new Map<bigint, PartRow[]>();
  for (const row of rows) {
    const seq = BigInt(row.seq);
    const known = parts.get(seq);
    if (known === undefined) parts.set(seq, [{ ...row, seq }]);
    else known.push({ ...row, seq });
  }
  return parts;
}

/** The index of each of these entries; null for one without a leaf, absent for one that does not exist. */
export async function indexesOf(
  tx: Tx,
  logId: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number | null>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: string; index: string | null }>(
    `SELECT e.id, l.index FROM ledger_entry AS e LEFT JOIN ledger_leaf AS l USING (log_id, seq)
     WHERE e.log_id = $1 AND e.id = ANY ($2::text[])`,
    [logId, ids],
  );
  return new Map(rows.map(({ id, index }) => [id, index === null ? null : Number(index)]));
}

export async function checkpointsFrom(
  tx: Tx,
  logId: number,
  size: number,
  limit: number,
): Promise<readonly CheckpointRow[]> {
  const rows = await tx.query<{
    size: string;
    previous_size: string | null;
    root: Buffer;
    note: string;
    low_water: string;
  }>(
    `SELECT size, previous_size, root, note, low_water FROM ledger_checkpoint
     WHERE log_id = $1 AND size >= $2 ORDER BY size LIMIT $3`,
    [logId, size, limit],
  );
  return rows.map((row) => ({
    size: Number(row.size),
    previousSize: row.previous_size === null ? null : Number(row.previous_size),
    root: row.root,
    note: row.note,
    lowWater: BigInt(row.low_water),
  }));
}

/** The newest signed checkpoint, or null where there is none. */
export async function newestNote(tx: Tx, logId: number): Promise<string | null> {
  const [row] = await tx.query<{ note: string }>(
    'SELECT note FROM ledger_checkpoint WHERE log_id = $1 ORDER BY size DESC LIMIT 1',
    [logId],
  );
  return row?.note ?? null;
}

/** The first row that belongs to an entry which is not there. */
export async function firstStray(
  tx: Tx,
  logId: number,
): Promise<{ readonly table: string; readonly seq: bigint } | null> {
  const [row] = await tx.query<{ table: string; seq: string }>(
    `SELECT s.table, s.seq FROM (
       SELECT 'ledger_payload' AS table, log_id, seq FROM ledger_payload
       UNION ALL SELECT 'ledger_opening', log_id, seq FROM ledger_opening
       UNION ALL SELECT 'ledger_part', log_id, seq FROM ledger_part
     ) AS s
     WHERE s.log_id = $1
       AND NOT EXISTS (SELECT FROM ledger_entry AS e WHERE e.log_id = s.log_id AND e.seq = s.seq)
     ORDER BY s.seq LIMIT 1`,
    [logId],
  );
  return row === undefined ? null : { table: row.table, seq: BigInt(row.seq) };
}

/** Which erasure is said to cover each of these entries. */
export async function erasedIn(tx: Tx, logId: number, seqs: readonly bigint[]): Promise<ErasedRows> {
  if (seqs.length === 0) return new Map();
  const rows = await tx.query<{ seq: string; erasure: string; index: string | null }>(
    `SELECT x.seq, x.erasure, l.index FROM ledger_erased AS x
       LEFT JOIN ledger_entry AS e ON e.log_id = x.log_id AND e.id = x.erasure
       LEFT JOIN ledger_leaf AS l ON l.log_id = e.log_id AND l.seq = e.seq
      WHERE x.log_id = $1 AND x.seq = ANY ($2::bigint[])`,
    [logId, seqs.map(String)],
  );
  return new Map(
    rows.map(({ seq, erasure, index }) => [
      BigInt(seq),
      { erasure, index: index === null ? null : Number(index) },
    ]),
  );
}
