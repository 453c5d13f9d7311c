import type { ExchangeId, PartnerId, SubjectId, TaskId } from '../../contract/index.js';
import { type Tx, unawaited } from '../../database/index.js';
import type { TaskRecord } from '../domain/records.js';
import type { TaskState } from '../domain/states.js';
import { sightOf } from './sight.js';

const columns = `id, exchange, subject, source, source_role AS "sourceRole", source_ref AS "sourceRef", flow, basis,
  needs_consent AS "needsConsent", fields, manual, salt, ticket, question_text AS "questionText", necessity, state,
  leased_until AS "leasedUntil", manifest, manifest_digest AS "manifestDigest", released_at AS "releasedAt",
  received_at AS "receivedAt", created_at AS "createdAt", stop`;

export async function insertTasks(tx: Tx, tasks: readonly TaskRecord[]): Promise<void> {
  const inserted = tasks.map((task) =>
    tx.query(
      `INSERT INTO exchange_task (id, exchange, subject, source, source_role, source_ref, flow, basis, needs_consent, fields,
         manual, salt, question_text, necessity, state, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'waiting', $15)`,
      [
        task.id,
        task.exchange,
        task.subject,
        task.source,
        task.sourceRole,
        task.sourceRef,
        task.flow,
        task.basis,
        task.needsConsent,
        task.fields,
        task.manual,
        task.salt,
        JSON.stringify(task.questionText),
        JSON.stringify(task.necessity),
        task.createdAt,
      ],
    ),
  );
  await Promise.all(inserted);
}

export async function findTask(tx: Tx, id: TaskId): Promise<TaskRecord | null> {
  const rows = await tx.query<TaskRecord>(`SELECT ${columns} FROM exchange_task WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

export const tasksOf = (tx: Tx, exchange: ExchangeId): Promise<readonly TaskRecord[]> =>
  tx.query<TaskRecord>(`SELECT ${columns} FROM exchange_task WHERE exchange = $1 ORDER BY id`, [exchange]);

const seenOf = ` AND EXISTS (SELECT FROM exchange AS e WHERE e.id = t.exchange AND ${sightOf('$2').task})`;

/** Those of each, all or what that partner may know of them; none for an exchange that has none. */
export async function tasksOfAll(
  tx: Tx,
  exchanges: readonly ExchangeId[],
  seenBy: PartnerId | null = null,
): Promise<(exchange: ExchangeId) => readonly TaskRecord[]> {
  const rows = await tx.query<TaskRecord>(
    `SELECT ${columns} FROM exchange_task AS t WHERE exchange = ANY($1)${seenBy === null ? '' : seenOf} ORDER BY id`,
    seenBy === null ? [exchanges] : [exchanges, seenBy],
  );
  const tasks = new Map<ExchangeId, TaskRecord[]>(exchanges.map((exchange) => [exchange, []]));
  for (const row of rows) tasks.get(row.exchange)?.push(row);
  return (exchange) => tasks.get(exchange) ?? [];
}

/** Read the rows in a later statement: this one may have waited, and then saw the old ones. */
export async function lockTasks(tx: Tx, exchange: ExchangeId): Promise<void> {
  await tx.query('SELECT 1 FROM exchange_task WHERE exchange = $1 ORDER BY id FOR UPDATE', [exchange]);
}

export async function lockTask(tx: Tx, id: TaskId): Promise<void> {
  await tx.query('SELECT 1 FROM exchange_task WHERE id = $1 FOR UPDATE', [id]);
}

/**
 * Hands out what waits for a source, oldest first: tasks with a ticket that nobody has taken, or whose lease lapsed.
 * Two calls at once get different tasks; a partner that is suspended gets none, and that is said.
 */
export async function takeTasks(
  tx: Tx,
  source: PartnerId,
  now: Date,
  leasedUntil: Date,
  limit: number,
): Promise<{ readonly suspended: boolean; readonly tasks: readonly TaskRecord[] }> {
  const rows = await tx.query<TaskRecord & { readonly sourceSuspended: boolean }>(
    `WITH next AS (
       SELECT t.id AS next_id FROM exchange_task t JOIN exchange e ON e.id = t.exchange
        WHERE t.source = $1 AND t.ticket IS NOT NULL AND e.deadline_at > $2
          AND NOT EXISTS (SELECT FROM partner p WHERE p.id = $1 AND p.suspended)
          AND (t.state = 'waiting' OR (t.state = 'taken' AND t.leased_until <= $2))
        ORDER BY t.created_at, t.id LIMIT $4 FOR UPDATE OF t SKIP LOCKED),
     taken AS (
       UPDATE exchange_task SET state = 'taken', leased_until = $3 FROM next WHERE id = next_id
       RETURNING ${columns})
     SELECT p.suspended AS "sourceSuspended", taken.* FROM partner AS p LEFT JOIN taken ON true WHERE p.id = $1`,
    [source, now, leasedUntil, limit],
  );
  const tasks = rows.filter(({ id }) => id !== null).map(({ sourceSuspended: _, ...task }) => task);
  return { suspended: rows[0]?.sourceSuspended === true, tasks };
}

/** On its own. One that a crash loses before a source took it is given anew, as to any task without a ticket. */
export async function setTicket(reader: Tx, id: TaskId, ticket: string): Promise<void> {
  await reader.query(
    `UPDATE exchange_task SET ticket = $2 WHERE id = $1 AND ticket IS NULL AND state = 'waiting' RETURNING ${unawaited}`,
    [id, ticket],
  );
}

/** Exchanges with tasks that nobody gave a ticket, because the process that made them stopped or the ledger stalled. */
export async function unticketed(tx: Tx, createdBefore: Date, limit: number): Promise<readonly ExchangeId[]> {
  const rows = await tx.query<{ exchange: ExchangeId }>(
    `SELECT DISTINCT exchange FROM exchange_task
      WHERE ticket IS NULL AND state = 'waiting' AND created_at <= $1 LIMIT $2`,
    [createdBefore, limit],
  );
  return rows.map(({ exchange }) => exchange);
}

/** Ends tasks; the sealed texts that only served to answer go with it. */
export async function endTasks(tx: Tx, ids: readonly TaskId[], state: TaskState): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `UPDATE exchange_task SET state = $2, leased_until = NULL, question_text = '[]', necessity = '[]' WHERE id = ANY($1)`,
    [ids, state],
  );
}

/** Ends a task with its answer; of the manifest is kept what outlives the sealed fields as evidence. */
export async function endAnswered(
  tx: Tx,
  id: TaskId,
  manifest: string,
  manifestDigest: string,
): Promise<void> {
  await tx.query(
    `UPDATE exchange_task SET state = 'answered', leased_until = NULL, question_text = '[]', necessity = '[]',
       manifest = $2, manifest_digest = $3
      WHERE id = $1`,
    [id, manifest, manifestDigest],
  );
}

/** The first delivery of a task counts. From then on what consent covered is looked at again, now and then. */
export async function recordReleases(
  tx: Tx,
  releases: readonly { readonly task: TaskId; readonly at: Date }[],
  lookAgainSeconds: number,
): Promise<void> {
  if (releases.length === 0) return;
  await tx.query(
    `UPDATE exchange_task SET released_at = r.at,
       judge_at = CASE WHEN needs_consent THEN r.at + make_interval(secs => $3) END
       FROM unnest($1::text[], $2::timestamptz[]) AS r (task, at)
      WHERE id = r.task AND released_at IS NULL`,
    [releases.map(({ task }) => task), releases.map(({ at }) => at), lookAgainSeconds],
  );
}

/** Keeps the signed receipt itself, as evidence. */
export async function recordReceipt(tx: Tx, id: TaskId, receipt: string, at: Date): Promise<void> {
  await tx.query(
    'UPDATE exchange_task SET received_at = $2, receipt = $3 WHERE id = $1 AND received_at IS NULL',
    [id, at, receipt],
  );
}

/**
 * Exchanges about a child for a purpose with tasks on consent that are open, whose sealed answer is still here, or whose
 * recipient holds what they brought.
 */
export async function exchangesOnConsent(
  tx: Tx,
  subject: SubjectId,
  purpose: string,
): Promise<readonly ExchangeId[]> {
  const rows = await tx.query<{ id: ExchangeId }>(
    `SELECT DISTINCT e.id FROM exchange e JOIN exchange_task t ON t.exchange = e.id
      WHERE e.subject = $1 AND e.purpose = $2 AND t.needs_consent
        AND (t.state IN ('waiting', 'taken') OR (t.released_at IS NOT NULL AND t.stop IS NULL) OR EXISTS (SELECT 1 FROM sealed_envelope s WHERE s.task = t.id))
      ORDER BY e.id`,
    [subject, purpose],
  );
  return rows.map(({ id }) => id);
}

/** Exchanges about a child with tasks that are open, whose sealed answer is still here, or whose recipient holds it. */
export async function exchangesToEnd(tx: Tx, subject: SubjectId): Promise<readonly ExchangeId[]> {
  const rows = await tx.query<{ id: ExchangeId }>(
    `SELECT DISTINCT t.exchange AS id FROM exchange_task t
      WHERE t.subject = $1
        AND (t.state IN ('waiting', 'taken') OR (t.released_at IS NOT NULL AND t.stop IS NULL)
          OR EXISTS (SELECT 1 FROM sealed_envelope s WHERE s.task = t.id))
      ORDER BY id`,
    [subject],
  );
  return rows.map(({ id }) => id);
}
