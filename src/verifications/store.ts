import type { VerificationId } from '../contract/index.js';
import type { Tx } from '../database/index.js';
import type { Ending, RunRow } from './domain/run.js';

/** Any number: only has to be the same in every process and not used elsewhere. */
const runLock = 72_707_372;

/** Whether this session is the one that replays the log. Held until the session ends, however it ends. */
export async function tryRun(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ runs: boolean }>('SELECT pg_try_advisory_lock($1, 0) AS runs', [runLock]);
  return row?.runs === true;
}

/** What runs says so by its lock: whoever lost it, as when its hub was killed, is no longer there to say how it ended. */
export async function settleBrokenOff(tx: Tx, now: Date): Promise<void> {
  await tx.query(
    `UPDATE ledger_verification SET outcome = 'broken-off', ended_at = greatest($2, begun_at)
      WHERE outcome IS NULL AND NOT EXISTS (
        SELECT FROM pg_locks
         WHERE locktype = 'advisory' AND classid = $1 AND objid = 0 AND objsubid = 2 AND granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))`,
    [runLock, now],
  );
}

/** Call with the lock held: whatever has no end yet broke off. */
export async function endForgotten(tx: Tx, now: Date): Promise<void> {
  await tx.query(
    `UPDATE ledger_verification SET outcome = 'broken-off', ended_at = greatest($1, begun_at) WHERE outcome IS NULL`,
    [now],
  );
}

export async function insertRun(
  tx: Tx,
  { id, begunBy, duty, begunAt, total }: Pick<RunRow, 'id' | 'begunBy' | 'duty' | 'begunAt' | 'total'>,
): Promise<void> {
  await tx.query(
    'INSERT INTO ledger_verification (id, begun_by, duty, begun_at, total) VALUES ($1, $2, $3, $4, $5)',
    [id, begunBy, duty, begunAt, total],
  );
}

/** Writes down how far it is. @returns whether somebody asked to stop it */
export async function noteProgress(tx: Tx, id: VerificationId, entries: number): Promise<boolean> {
  const [row] = await tx.query<{ asked: boolean }>(
    'UPDATE ledger_verification SET entries = $2 WHERE id = $1 AND outcome IS NULL RETURNING stop_asked AS asked',
    [id, entries],
  );
  return row?.asked === true;
}

export async function endRun(
  tx: Tx,
  id: VerificationId,
  { outcome, verified }: Ending,
  { entries, at }: { readonly entries: number; readonly at: Date },
): Promise<void> {
  const { finding = null, checked = null, root = null } = verified ?? {};
  const { entries: held = entries, ...counts } = checked ?? {};
  await tx.query(
    `UPDATE ledger_verification SET outcome = $2, entries = $3, ended_at = greatest($4, begun_at),
            checked = $5, root = $6, finding = $7
      WHERE id = $1 AND outcome IS NULL`,
    [
      ...[id, outcome, held, at],
      ...[checked === null ? null : JSON.stringify(counts), root],
      finding === null ? null : JSON.stringify(finding),
    ],
  );
}

/** @returns false where there is no such run, or it has ended */
export async function askToStop(tx: Tx, id: VerificationId): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE ledger_verification SET stop_asked = true WHERE id = $1 AND outcome IS NULL RETURNING id',
    [id],
  );
  return rows.length > 0;
}

const columns = `id, begun_by AS "begunBy", duty, begun_at AS "begunAt", total, entries, ended_at AS "endedAt", outcome,
  checked, root, finding`;

type RawRow = Omit<RunRow, 'total' | 'entries'> & { readonly total: string; readonly entries: string };

const rowOf = ({ total, entries, ...row }: RawRow): RunRow => ({
  ...row,
  total: Number(total),
  entries: Number(entries),
});

export async function findRun(tx: Tx, id: VerificationId): Promise<RunRow | null> {
  const [row] = await tx.query<RawRow>(`SELECT ${columns} FROM ledger_verification WHERE id = $1`, [id]);
  return row === undefined ? null : rowOf(row);
}

/** Newest first. */
export async function listRuns(
  tx: Tx,
  cursor: { readonly at: Date; readonly id: string } | null,
  limit: number,
): Promise<readonly RunRow[]> {
  const rows = await tx.query<RawRow>(
    `SELECT ${columns} FROM ledger_verification
      WHERE $1::timestamptz IS NULL OR (begun_at, id) < ($1, $2) ORDER BY begun_at DESC, id DESC LIMIT $3`,
    [cursor?.at ?? null, cursor?.id ?? null, limit],
  );
  return rows.map(rowOf);
}

/** When the newest run began, whatever came of it. */
export async function latestBegun(tx: Tx): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date | null }>('SELECT max(begun_at) AS at FROM ledger_verification');
  return row?.at ?? null;
}

/** The newest run that came to a word, and when the log held last. */
export async function latestWord(
  tx: Tx,
): Promise<{ readonly broken: VerificationId | null; readonly heldAt: Date | null }> {
  const [row] = await tx.query<{ id: VerificationId; outcome: string; heldAt: Date | null }>(
    `SELECT id, outcome, (SELECT max(ended_at) FROM ledger_verification WHERE outcome = 'held') AS "heldAt"
       FROM ledger_verification WHERE outcome IN ('held', 'broken') ORDER BY begun_at DESC, id DESC LIMIT 1`,
  );
  return { broken: row?.outcome === 'broken' ? row.id : null, heldAt: row?.heldAt ?? null };
}
