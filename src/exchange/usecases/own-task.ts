import { NotFound, type Professional, type System, type TaskId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { PublicJwk } from '../../kernel/index.js';
import type { ExchangeRecord, TaskRecord } from '../domain/records.js';
import { findExchange } from '../store/exchanges.js';
import { findTask, lockTask } from '../store/tasks.js';
import type { ExchangeNeeds } from './needs.js';

export type Source = System | Professional;

/** @throws NotFound for a task that is unknown, another partner's, or not on record yet */
export async function ownTask(tx: Tx, caller: Source, id: TaskId): Promise<TaskRecord> {
  const task = await findTask(tx, id);
  if (task === null || task.source !== caller.partner || task.ticket === null) throw new NotFound();
  return task;
}

/**
 * The task as it stands under its lock; what it is about never changes and is known from before. The subject is locked before it, because that is the order in which a
 * withdrawal locks them.
 */
export async function lockOwnTask(
  tx: Tx,
  { people, partners }: Pick<ExchangeNeeds, 'people' | 'partners'>,
  caller: Source,
  { id, subject, exchange: about }: Pick<TaskRecord, 'id' | 'subject' | 'exchange'>,
): Promise<{
  readonly task: TaskRecord;
  readonly exchange: ExchangeRecord;
  /** Of the source, as they stand under its lock. */
  readonly keys: readonly PublicJwk[];
}> {
  const [, , , task, exchange, keys] = await Promise.all([
    partners.lock(tx, [caller.partner], 'share'),
    people.lockIfKnown(tx, subject, 'share'),
    lockTask(tx, id),
    ownTask(tx, caller, id),
    findExchange(tx, about),
    partners.signingKeys(tx, caller.partner),
  ]);
  if (exchange === null) throw new NotFound();
  return { task, exchange, keys };
}
