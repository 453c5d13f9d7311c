import type { Envelope, ExchangeId, SubjectId, TaskId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';

export async function insertEnvelope(
  tx: Tx,
  task: TaskId,
  fields: Envelope['fields'],
  at: Date,
): Promise<void> {
  await tx.query('INSERT INTO sealed_envelope (task, fields, put_at) VALUES ($1, $2, $3)', [
    task,
    JSON.stringify(fields),
    at,
  ]);
}

/** By task of an exchange. */
export async function sealedFieldsOf(
  tx: Tx,
  exchange: ExchangeId,
): Promise<ReadonlyMap<TaskId, Envelope['fields']>> {
  const rows = await tx.query<{ task: TaskId; fields: Envelope['fields'] }>(
    'SELECT s.task, s.fields FROM sealed_envelope s JOIN exchange_task t ON t.id = s.task WHERE t.exchange = $1',
    [exchange],
  );
  return new Map(rows.map(({ task, fields }) => [task, fields]));
}

/** @returns the tasks whose sealed fields were there */
export async function destroyEnvelopes(tx: Tx, tasks: readonly TaskId[]): Promise<readonly TaskId[]> {
  if (tasks.length === 0) return [];
  const rows = await tx.query<{ task: TaskId }>(
    'DELETE FROM sealed_envelope WHERE task = ANY($1) RETURNING task',
    [tasks],
  );
  return rows.map(({ task }) => task).sort();
}

/** Exchanges with sealed answers that nobody acknowledged in time. */
export const withUnreceipted = (
  tx: Tx,
  putBefore: Date,
  limit: number,
): Promise<readonly { readonly id: ExchangeId; readonly subject: SubjectId }[]> =>
  tx.query(
    `SELECT DISTINCT e.id, e.subject FROM sealed_envelope s
       JOIN exchange_task t ON t.id = s.task JOIN exchange e ON e.id = t.exchange
      WHERE s.put_at <= $1 LIMIT $2`,
    [putBefore, limit],
  );

export async function destroyUnreceipted(
  tx: Tx,
  exchange: ExchangeId,
  putBefore: Date,
): Promise<readonly TaskId[]> {
  const rows = await tx.query<{ task: TaskId }>(
    `DELETE FROM sealed_envelope
      WHERE put_at <= $2 AND task IN (SELECT id FROM exchange_task WHERE exchange = $1) RETURNING task`,
    [exchange, putBefore],
  );
  return rows.map(({ task }) => task).sort();
}
