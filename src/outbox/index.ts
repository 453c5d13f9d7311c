/**
 * What must happen outside a transaction but exactly because it committed: written in it, done later by whichever hub
 * process comes first. Knows kinds and opaque recipients; must never know what a message says or how it travels, so that
 * nothing personal waits here and no mail server can hold up a decision.
 */
import type { Database, Tx } from '../database/index.js';
import { type Clock, inRounds, newId } from '../kernel/index.js';
import { waitAfter } from './domain/waits.js';
import { backlog, finish, insertMessages, lease, type OutboxMessage, postpone } from './store.js';

export type { OutboxMessage } from './store.js';

/** So long others leave a message alone that a process took; longer than any delivery may take. Milliseconds. */
const leaseMs = 300_000;
/** How often a process looks for what is due; milliseconds. */
const roundMs = 1_000;

export interface OutboxNeeds {
  readonly database: Pick<Database, 'reader'>;
  readonly clock: Clock;
  /** Throws what may pass: it is tried again. Must stand being called twice for one message: a process may die in between. */
  readonly deliver: (message: OutboxMessage) => Promise<void>;
  /** One try failed. @param last whether it was the last one, and the message is gone */
  readonly onFailure?: (error: unknown, last: boolean) => void;
}

export interface Outbox {
  /** Part of the caller's transaction: one insert, nothing else. */
  enqueue(tx: Tx, messages: readonly Omit<OutboxMessage, 'id'>[]): Promise<void>;
  /** Delivers all that is due, one after the other. */
  deliverDue(): Promise<void>;
  /** For operators. */
  backlog(): Promise<{ readonly waiting: number; readonly lagSeconds: number }>;
  start(): void;
  /** Resolves when the delivery that runs is done. */
  stop(): Promise<void>;
}

export function createOutbox(needs: OutboxNeeds): Outbox {
  const { reader } = needs.database;
  const rounds = inRounds(
    (enough) => deliverDue(needs, enough),
    roundMs,
    (error) => needs.onFailure?.(error, false),
  );
  return {
    enqueue: async (tx, messages) => {
      const identified = messages.map((message) => ({ ...message, id: newId('obx') }));
      if (identified.length > 0) await insertMessages(tx, identified, needs.clock.now());
    },
    deliverDue: () => deliverDue(needs, () => false),
    backlog: async () => {
      const { waiting, since } = await backlog(reader);
      const lagMs = since === null ? 0 : needs.clock.now().getTime() - since.getTime();
      return { waiting, lagSeconds: Math.max(0, lagMs / 1_000) };
    },
    ...rounds,
  };
}

/** Each message is committed before and after its delivery: no transaction is open while a mail server takes its time. */
async function deliverDue(needs: OutboxNeeds, enough: () => boolean): Promise<void> {
  const { clock, database } = needs;
  while (!enough()) {
    const now = clock.now();
    const leased = await lease(database.reader, now, new Date(now.getTime() + leaseMs));
    if (leased === null) return;
    try {
      await needs.deliver({ id: leased.id, kind: leased.kind, recipient: leased.recipient });
      await finish(database.reader, leased);
    } catch (error) {
      const wait = waitAfter(leased.attempts);
      if (wait === null) await finish(database.reader, leased);
      else await postpone(database.reader, leased, new Date(clock.now().getTime() + wait));
      needs.onFailure?.(error, wait === null);
    }
  }
}
