import type { Envelope, TaskId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';

/** Keeps the sealed fields, and of the manifest what outlives them as evidence. */
export async function insertEnvelope(
  tx: Tx,
  task: TaskId,
  envelope: Envelope,
  manifestDigest: string,
  at: Date,
): Promise<void> {
  await tx.query('INSERT INTO sealed_envelope (task, fields, put_at) VALUES ($1, $2, $3)', [
    task,
    JSON.stringify(envelope.fields),
    at,
  ]);
  await tx.query('UPDATE exchange_task SET manifest = $2, manifest_digest = $3 WHERE id = $1', [
    task,
    envelope.manifest,
    manifestDigest,
  ]);
}

export async function sealedFields(
  tx: Tx,
  tasks: readonly TaskId[],
): Promise<ReadonlyMap<TaskId, Envelope['fields']>> {
  const rows = await tx.query<{ task: TaskId; fields: Envelope['fields'] }>(
    'SELECT task, fields FROM sealed_envelope WHERE task = ANY($1)',
    [tasks],
  );
  return new Map(rows.map(({ task, fields }) => [task, fields]));
}

/** @returns the tasks whose sealed fields were there */
export async function destroyEnvelopes(tx: Tx, tasks: readonly TaskId[]): Promise<readonly TaskId[]> {
  const rows = await tx.query<{ task: TaskId }>(
    'DELETE FROM sealed_envelope WHERE task = ANY($1) RETURNING task',
    [tasks],
  );
  return rows.map(({ task }) => task).sort();
}

/** Sealed answers that nobody acknowledged in time and that no other process is deleting. */
export async function destroyUnreceipted(tx: Tx, putBefore: Date, limit: number): Promise<readonly TaskId[]> {
  const rows = await tx.query<{ task: TaskId }>(
    `DELETE FROM sealed_envelope WHERE task IN (
       SELECT t.id FROM sealed_envelope s JOIN exchange_task t ON t.id = s.task
        WHERE s.put_at <= $1 ORDER BY s.put_at LIMIT $2 FOR UPDATE OF t SKIP LOCKED)
     RETURNING task`,
    [putBefore, limit],
  );
  return rows.map(({ task }) => task);
}
