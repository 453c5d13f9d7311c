import type {
  ExchangeId,
  KeepGround,
  PartnerId,
  StopId,
  StoppedStatement,
  SubjectId,
  TaskId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { StopRecord } from '../domain/stops.js';
import type { DueExchange } from './exchanges.js';

const columns = `id, exchange, subject, recipient, purpose, cause, entry, ordered_at AS "orderedAt", due_at AS "dueAt",
  leased_until AS "leasedUntil", answered_at AS "answeredAt"`;

export async function insertStop(tx: Tx, stop: StopRecord, tasks: readonly TaskId[]): Promise<void> {
  const { id, exchange, subject, recipient, purpose, cause, entry, orderedAt, dueAt } = stop;
  await Promise.all([
    tx.query(
      `INSERT INTO stop_order (id, exchange, subject, recipient, purpose, cause, entry, ordered_at, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, exchange, subject, recipient, purpose, cause, entry, orderedAt, dueAt],
    ),
    tx.query('UPDATE exchange_task SET stop = $1, judge_at = NULL WHERE id = ANY($2)', [id, tasks]),
  ]);
}

export async function findStop(tx: Tx, id: StopId): Promise<StopRecord | null> {
  const rows = await tx.query<StopRecord>(`SELECT ${columns} FROM stop_order WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

export async function lockStop(tx: Tx, id: StopId): Promise<void> {
  await tx.query('SELECT 1 FROM stop_order WHERE id = $1 FOR UPDATE', [id]);
}

export async function tasksOfStop(tx: Tx, { id, exchange }: StopRecord): Promise<readonly TaskId[]> {
  const rows = await tx.query<{ id: TaskId }>(
    'SELECT id FROM exchange_task WHERE exchange = $1 AND stop = $2 ORDER BY id',
    [exchange, id],
  );
  return rows.map((row) => row.id);
}

/** Hands out what a recipient has not answered, oldest first. Two calls at once get different orders. */
export const takeStops = (
  tx: Tx,
  recipient: PartnerId,
  now: Date,
  leasedUntil: Date,
  limit: number,
): Promise<readonly StopRecord[]> =>
  tx.query<StopRecord>(
    `WITH next AS (
       SELECT id AS next_id FROM stop_order
        WHERE recipient = $1 AND answered_at IS NULL AND (leased_until IS NULL OR leased_until <= $2)
        ORDER BY ordered_at, id LIMIT $4 FOR UPDATE SKIP LOCKED)
     UPDATE stop_order SET leased_until = $3 FROM next WHERE id = next_id RETURNING ${columns}`,
    [recipient, now, leasedUntil, limit],
  );

export async function answerStop(
  tx: Tx,
  id: StopId,
  { outcome, ground }: StoppedStatement,
  statement: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE stop_order SET outcome = $2, ground = $3, statement = $4, answered_at = $5, leased_until = NULL
      WHERE id = $1`,
    [id, outcome, ground ?? null, statement, at],
  );
}

export interface AnsweredStop extends StopRecord {
  readonly outcome: StoppedStatement['outcome'] | null;
  readonly ground: KeepGround | null;
  readonly statement: string | null;
}

/** What recipients were ordered to stop because somebody withdrew or refused, newest first. */
export const ordersAfterWithdrawal = (tx: Tx, subject: SubjectId): Promise<readonly AnsweredStop[]> =>
  tx.query<AnsweredStop>(
    `SELECT ${columns}, outcome, ground, statement FROM stop_order
      WHERE subject = $1 AND cause = 'consent-withdrawn' ORDER BY ordered_at DESC, id LIMIT 200`,
    [subject],
  );

/** Not answered in time, longest overdue first; those of all, or to that partner. */
export const overdueStops = (
  tx: Tx,
  now: Date,
  cursor: { readonly at: Date; readonly id: string } | null,
  limit: number,
  recipient: PartnerId | null,
): Promise<readonly StopRecord[]> =>
  tx.query<StopRecord>(
    `SELECT ${columns} FROM stop_order
      WHERE answered_at IS NULL AND due_at <= $1 AND ($2::timestamptz IS NULL OR (due_at, id) > ($2, $3))
        AND ($5::text IS NULL OR recipient = $5)
      ORDER BY due_at, id LIMIT $4`,
    [now, cursor?.at ?? null, cursor?.id ?? null, limit, recipient],
  );

export interface StopCounts {
  readonly open: number;
  readonly overdue: number;
}

export async function countStops(tx: Tx, now: Date): Promise<StopCounts> {
  const [row] = await tx.query<StopCounts>(
    `SELECT count(*)::int AS open, (count(*) FILTER (WHERE due_at <= $1))::int AS overdue
       FROM stop_order WHERE answered_at IS NULL`,
    [now],
  );
  return row ?? { open: 0, overdue: 0 };
}

/** Exchanges with something held on consent that it is time to look at again, longest ago first. */
export const heldSince = (tx: Tx, now: Date, limit: number): Promise<readonly DueExchange[]> =>
  tx.query<DueExchange>(
    `SELECT DISTINCT id, subject FROM (
       SELECT exchange AS id, subject FROM exchange_task WHERE judge_at <= $1 ORDER BY judge_at LIMIT $2) AS due`,
    [now, limit],
  );

export async function setLookAgain(tx: Tx, exchange: ExchangeId, at: Date): Promise<void> {
  await tx.query('UPDATE exchange_task SET judge_at = $2 WHERE exchange = $1 AND judge_at IS NOT NULL', [
    exchange,
    at,
  ]);
}
