import type { Tx } from '../../database/index.js';
import { isOpen } from '../domain/states.js';
import { destroyUnreceipted, withUnreceipted } from '../store/envelopes.js';
import { closeExchange, type DueExchange, findExchange, overdue } from '../store/exchanges.js';
import { endTasks, tasksOf, unticketed } from '../store/tasks.js';
import { giveTickets } from './give-tickets.js';
import { lockDue } from './lock-due.js';
import type { ExchangeNeeds } from './needs.js';
import { openStateOf } from './release-envelopes.js';
import { stopLapsed } from './stop-lapsed.js';
import { tellLapsed } from './tell-lapsed.js';
import { tellOverdue } from './tell-overdue.js';

/** A sealed answer that nobody acknowledged is kept so long, in milliseconds. */
export const keptUnreceipted = 24 * 60 * 60 * 1000;
/** A decision so old, in milliseconds, without tickets was left behind by a process that stopped. */
const leftBehind = 2_000;
const batch = 50;

/**
 * Does what nobody asks for: closes what is past its deadline, deletes sealed answers after 24 hours, gives tickets that
 * a process did not come to, orders to stop what lapsed by itself, tells families what is hidden from them no more, and
 * officers which emergencies wait too long. Any number of processes may do this at once. Each child's lock comes before its
 * rows, as everywhere; otherwise a withdrawal and this worker could wait for each other.
 */
export async function expire(needs: ExchangeNeeds): Promise<void> {
  const { reader, transaction } = needs.database;
  const now = needs.clock.now();
  await giveLeftTickets(needs, now);
  await stopLapsed(needs, now);
  await tellLapsed(needs, now);
  await tellOverdue(needs, now);
  for (const due of await overdue(reader, now, batch)) {
    await transaction((tx) => closeOverdue(tx, needs, due, now));
  }
  const putBefore = new Date(now.getTime() - keptUnreceipted);
  for (const due of await withUnreceipted(reader, putBefore, batch)) {
    await transaction((tx) => deleteUnreceipted(tx, needs, due, putBefore));
  }
}

async function giveLeftTickets(needs: ExchangeNeeds, now: Date): Promise<void> {
  const { reader } = needs.database;
  for (const id of await unticketed(reader, new Date(now.getTime() - leftBehind), batch)) {
    const exchange = await findExchange(reader, id);
    const decision = exchange && (await needs.ledger.inclusionOf(exchange.decisionEntry));
    if (decision) await giveTickets(needs, id, decision);
  }
}

async function closeOverdue(tx: Tx, needs: ExchangeNeeds, due: DueExchange, now: Date): Promise<void> {
  const exchange = await lockDue(tx, needs, due);
  if (exchange === null || exchange.closedAt !== null) return;
  const tasks = await tasksOf(tx, exchange.id);
  const expired = tasks.filter(({ state }) => isOpen(state)).map(({ id }) => id);
  await endTasks(tx, expired, 'expired');
  const state = exchange.state === 'withdrawn' ? exchange.state : openStateOf(needs, exchange, tasks);
  await closeExchange(tx, exchange.id, state, now);
  // Nothing happened at the deadline of an exchange that was done before.
  if (expired.length === 0 && state !== 'partial' && state !== 'expired') return;
  await needs.ledger.append(tx, {
    event: 'exchange.expired',
    owner: exchange.subject,
    retention: 'access-log',
    payload: { exchange: exchange.id, expired, state },
    relies: [exchange.decisionEntry],
  });
}

async function deleteUnreceipted(
  tx: Tx,
  needs: ExchangeNeeds,
  due: DueExchange,
  putBefore: Date,
): Promise<void> {
  const exchange = await lockDue(tx, needs, due);
  if (exchange === null) return;
  const destroyed = await destroyUnreceipted(tx, exchange.id, putBefore);
  if (destroyed.length === 0) return;
  await needs.ledger.append(tx, {
    event: 'exchange.destroyed',
    owner: exchange.subject,
    retention: 'access-log',
    payload: { exchange: exchange.id, destroyed, cancelled: [], cause: 'unreceipted' },
    relies: [exchange.decisionEntry],
  });
}
