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

/** For an erasure, and for content that is older than its term. */
export type Remover = 'ledger_erase' | 'ledger_lapse';

/** Deletes what the entry covers. The database itself holds the entry against its commitment, and refuses anything else. */
export async function removeCovered(
  tx: Tx,
  remover: Remover,
  logId: number,
  {
    entry,
    opening,
    payload,
  }: { readonly entry: EntryId; readonly opening: Uint8Array; readonly payload: Uint8Array },
): Promise<void> {
  const evidence = [Buffer.from(opening), Buffer.from(payload)];
  await tx.query(`SELECT ${remover}($1::smallint, $2, $3, $4)`, [logId, entry, ...evidence]);
}
