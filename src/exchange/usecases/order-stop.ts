import { type EntryId, idPrefix, type StopCause, type StopId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { newId } from '../../kernel/index.js';
import { newEntryId } from '../../ledger/index.js';
import type { ExchangeRecord, TaskRecord } from '../domain/records.js';
import { isHeld } from '../domain/stops.js';
import { insertStop } from '../store/stops.js';
import type { ExchangeNeeds } from './needs.js';

/** A recipient answers within so many milliseconds, or the officer sees it (AVG 19: without delay). */
export const answerWithin = 72 * 60 * 60 * 1000;

export interface Ended {
  readonly exchange: ExchangeRecord;
  /** Tasks of it that are covered no more, whatever became of them. */
  readonly lapsed: readonly TaskRecord[];
  readonly cause: StopCause;
  /** Entries that ended it. */
  readonly relies: readonly EntryId[];
}

/**
 * Orders the recipient to stop using what it received and is covered no more (exchange.md, step 8); nothing where it
 * received nothing. Under the locks of child, exchange and tasks, so that no release stands beside it: each release
 * commits before, and is seen, or is judged after.
 */
export async function orderStop(
  tx: Tx,
  { ledger, clock }: Pick<ExchangeNeeds, 'ledger' | 'clock'>,
  { exchange, lapsed, cause, relies }: Ended,
): Promise<void> {
  const tasks = lapsed.filter(isHeld).map(({ id }) => id);
  if (tasks.length === 0) return;
  const { id: about, subject, requester: recipient, purpose } = exchange;
  const id: StopId = newId<'StopId'>(idPrefix.stop);
  const entry = newEntryId();
  const orderedAt = clock.now();
  const dueAt = new Date(orderedAt.getTime() + answerWithin);
  const order = { id, exchange: about, subject, recipient, purpose, cause, entry, orderedAt, dueAt };
  await insertStop(tx, { ...order, leasedUntil: null, answeredAt: null }, tasks);
  await ledger.append(tx, {
    id: entry,
    event: 'exchange.stop-ordered',
    owner: subject,
    retention: 'access-log',
    payload: { stop: id, exchange: about, recipient, purpose, tasks, cause },
    relies: [exchange.decisionEntry, ...relies],
  });
}
