import type { Tx } from '../../database/index.js';
import type { Head } from './tree.js';

/** Any number: only has to be the same in every process and not used elsewhere. */
const witnessLock = 72_707_371;

/** Whether this session is the one that asks the witnesses. Held until the session ends, however it ends. */
export async function tryAskWitnesses(tx: Tx, logId: number): Promise<boolean> {
  const [row] = await tx.query<{ asks: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS asks', [
    witnessLock,
    logId,
  ]);
  return row?.asks === true;
}

/** The first of a witness under a checkpoint stays. */
export async function insertCosignature(
  tx: Tx,
  logId: number,
  { witness, size, line }: { readonly witness: string; readonly size: number; readonly line: string },
): Promise<void> {
  await tx.query(
    'INSERT INTO ledger_cosignature (log_id, witness, size, line) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [logId, witness, size, line],
  );
}

export interface CosignedHead extends Pick<Head, 'size' | 'note'> {
  readonly cosignatures: readonly { readonly witness: string; readonly line: string }[];
  /** Since when there is a larger one, in seconds; null while there is none. */
  readonly supersededFor: number | null;
}

/** Heads of at most `size` entries that some witness cosigned, the newest first; and the one of `size` in any case. */
export async function cosignedHeads(
  tx: Tx,
  logId: number,
  size: number,
  limit: number,
): Promise<readonly CosignedHead[]> {
  const rows = await tx.query<{
    size: string;
    note: string;
    witnesses: readonly string[];
    lines: readonly string[];
    superseded: number | null;
  }>(
    `SELECT c.size, c.note,
            extract(epoch FROM clock_timestamp() - next.created_at)::float8 AS superseded,
            array(SELECT witness FROM ledger_cosignature AS s
                  WHERE s.log_id = c.log_id AND s.size = c.size ORDER BY created_at, witness) AS witnesses,
            array(SELECT line FROM ledger_cosignature AS s
                  WHERE s.log_id = c.log_id AND s.size = c.size ORDER BY created_at, witness) AS lines
     FROM (SELECT $2::bigint AS size UNION
           (SELECT DISTINCT size FROM ledger_cosignature
            WHERE log_id = $1 AND size < $2 ORDER BY size DESC LIMIT $3)) AS wanted
     JOIN ledger_checkpoint AS c ON c.log_id = $1 AND c.size = wanted.size
     LEFT JOIN ledger_checkpoint AS next ON next.log_id = $1 AND next.previous_size = c.size
     ORDER BY c.size DESC`,
    [logId, size, limit],
  );
  return rows.map((row) => ({
    size: Number(row.size),
    note: row.note,
    supersededFor: row.superseded,
    cosignatures: row.witnesses.map((witness, place) => ({ witness, line: row.lines[place] ?? '' })),
  }));
}

/** What each of these witnesses cosigned last, and since when there is a larger head; nothing where it never did. */
export async function newestCosigned(
  tx: Tx,
  logId: number,
  witnesses: readonly string[],
): Promise<ReadonlyMap<string, { readonly size: number; readonly supersededFor: number | null }>> {
  const rows = await tx.query<{ witness: string; size: string; superseded: number | null }>(
    `SELECT witness, newest.size,
            extract(epoch FROM clock_timestamp() - next.created_at)::float8 AS superseded
     FROM unnest($2::text[]) AS witness
     CROSS JOIN LATERAL (
       SELECT size FROM ledger_cosignature AS s
       WHERE s.log_id = $1 AND s.witness = witness.witness ORDER BY size DESC LIMIT 1
     ) AS newest
     LEFT JOIN ledger_checkpoint AS next ON next.log_id = $1 AND next.previous_size = newest.size`,
    [logId, witnesses],
  );
  return new Map(
    rows.map(({ witness, size, superseded }) => [witness, { size: Number(size), supersededFor: superseded }]),
  );
}
