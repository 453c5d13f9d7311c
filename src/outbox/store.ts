import type { Tx } from '../database/index.js';

/** One thing to do for one recipient, an opaque id. What it says is found out when it is done, not before. */
export interface OutboxMessage {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
}

/** A message that this process may deliver until the lease ends. */
export interface Leased extends OutboxMessage {
  /** Counts from 1. */
  readonly attempts: number;
}

export async function insertMessages(tx: Tx, messages: readonly OutboxMessage[], now: Date): Promise<void> {
  await tx.query(
    `INSERT INTO outbox_message (id, kind, recipient, enqueued_at, due_at)
     SELECT id, kind, recipient, $4, $4 FROM unnest($1::text[], $2::text[], $3::text[]) AS m (id, kind, recipient)`,
    [messages.map(({ id }) => id), messages.map(({ kind }) => kind), messages.map((m) => m.recipient), now],
  );
}

/** The message that is due longest and that no other process takes at this moment; null when there is none. */
export async function lease(tx: Tx, now: Date, until: Date): Promise<Leased | null> {
  const rows = await tx.query<Leased>(
    `UPDATE outbox_message SET attempts = attempts + 1, due_at = $2
      WHERE id = (SELECT id FROM outbox_message WHERE due_at <= $1 ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, kind, recipient, attempts`,
    [now, until],
  );
  return rows[0] ?? null;
}

/** Does nothing when another process leased it since. */
export async function finish(tx: Tx, { id, attempts }: Leased): Promise<void> {
  await tx.query('DELETE FROM outbox_message WHERE id = $1 AND attempts = $2', [id, attempts]);
}

/** Does nothing when another process leased it since. */
export async function postpone(tx: Tx, { id, attempts }: Leased, until: Date): Promise<void> {
  await tx.query('UPDATE outbox_message SET due_at = $3 WHERE id = $1 AND attempts = $2', [
    id,
    attempts,
    until,
  ]);
}

export interface Backlog {
  readonly waiting: number;
  /** Of the oldest, null when none waits. */
  readonly since: Date | null;
}

export async function backlog(tx: Tx): Promise<Backlog> {
  const rows = await tx.query<Backlog>(
    'SELECT count(*)::int AS waiting, min(enqueued_at) AS since FROM outbox_message',
  );
  return rows[0] ?? { waiting: 0, since: null };
}
