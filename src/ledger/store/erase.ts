import type { EntryId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';

/** Indexes of the entries of these owners and classes, in order; and how many of them have none yet. */
export async function indexesToErase(
  tx: Tx,
  logId: number,
  owners: readonly string[],
  retentions: readonly string[],
): Promise<{ readonly indexes: readonly number[]; readonly pending: number }> {
  const rows = await tx.query<{ index: string | null }>(
    `SELECT l.index FROM ledger_payload AS p LEFT JOIN ledger_leaf AS l USING (log_id, seq)
      WHERE p.log_id = $1 AND p.owner = ANY($2) AND p.retention = ANY($3) ORDER BY l.index`,
    [logId, owners, retentions],
  );
  const indexes = rows.flatMap(({ index }) => (index === null ? [] : [Number(index)]));
  return { indexes, pending: rows.length - indexes.length };
}

/** Deletes what the entry covers. The database itself holds the entry against its commitment, and refuses anything else. */
export async function eraseCovered(
  tx: Tx,
  logId: number,
  entry: EntryId,
  opening: Uint8Array,
  payload: Uint8Array,
): Promise<void> {
  await tx.query('SELECT ledger_erase($1::smallint, $2, $3, $4)', [
    logId,
    entry,
    Buffer.from(opening),
    Buffer.from(payload),
  ]);
}

/** As {@link eraseCovered}, for what is older than its term. */
export async function lapseCovered(
  tx: Tx,
  logId: number,
  entry: EntryId,
  opening: Uint8Array,
  payload: Uint8Array,
): Promise<void> {
  await tx.query('SELECT ledger_lapse($1::smallint, $2, $3, $4)', [
    logId,
    entry,
    Buffer.from(opening),
    Buffer.from(payload),
  ]);
}
