import type { Tx } from '../../database/index.js';

export interface CosignatureRow {
  readonly witness: string;
  readonly size: number;
  readonly line: string;
  /** Of the checkpoint that it stands under; null where that is not there. */
  readonly note: string | null;
}

/** Cosignatures after one, by size and witness. */
export async function cosignaturesAfter(
  tx: Tx,
  logId: number,
  after: Pick<CosignatureRow, 'size' | 'witness'>,
  limit: number,
): Promise<readonly CosignatureRow[]> {
  const rows = await tx.query<Omit<CosignatureRow, 'size'> & { readonly size: string }>(
    `SELECT s.witness, s.size, s.line, c.note
     FROM ledger_cosignature AS s LEFT JOIN ledger_checkpoint AS c USING (log_id, size)
     WHERE s.log_id = $1 AND (s.size, s.witness) > ($2, $3) ORDER BY s.size, s.witness LIMIT $4`,
    [logId, after.size, after.witness, limit],
  );
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}
