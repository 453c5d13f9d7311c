import type { Tx } from '../../database/index.js';
import type { ExchangeRecord } from '../domain/records.js';
import { type DueExchange, findExchange, lockFreeExchange } from '../store/exchanges.js';
import { lockTasks } from '../store/tasks.js';
import type { ExchangeNeeds } from './needs.js';

/**
 * Locks an exchange for the worker: the child before its rows, as everywhere, so that a withdrawal and the worker do not
 * wait for each other.
 *
 * @returns null when another process is at it
 */
export async function lockDue(
  tx: Tx,
  { people }: Pick<ExchangeNeeds, 'people'>,
  { id, subject }: DueExchange,
): Promise<ExchangeRecord | null> {
  await people.lockIfKnown(tx, subject, 'share');
  if (!(await lockFreeExchange(tx, id))) return null;
  await lockTasks(tx, id);
  return findExchange(tx, id);
}
