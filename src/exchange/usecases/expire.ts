import type { ExchangeId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { isOpen } from '../domain/states.js';
import { destroyUnreceipted } from '../store/envelopes.js';
import { closeExchange, findExchange, lockOverdue } from '../store/exchanges.js';
import { endTasks, lockTasks, tasksById, tasksOf, unticketed } from '../store/tasks.js';
import { giveTickets } from './give-tickets.js';
import type { ExchangeNeeds } from './needs.js';
import { openStateOf } from './release-envelopes.js';

/** A sealed answer that nobody acknowledged is kept so long, in milliseconds. */
const keptUnreceipted = 24 * 60 * 60 * 1000;
/** A decision so old, in milliseconds, without tickets was left behind by a process that stopped. */
const leftBehind = 2_000;
const batch = 50;

/**
 * Does what nobody asks for: closes what is past its deadline, deletes sealed answers after 24 hours, and gives
 * tickets that a process did not come to. Any number of processes may do this at once.
 */
export async function expire(needs: ExchangeNeeds): Promise<void> {
  await giveLeftTickets(needs);
  while (await needs.database.transaction((tx) => closeOverdue(tx, needs)));
  while (await needs.database.transaction((tx) => deleteUnreceipted(tx, needs)));
}

async function giveLeftTickets(needs: ExchangeNeeds): Promise<void> {
  const { reader } = needs.database;
  const before = new Date(needs.clock.now().getTime() - leftBehind);
  for (const id of await unticketed(reader, before, batch)) {
    const exchange = await findExchange(reader, id);
    const decision = exchange && (await needs.ledger.inclusionOf(exchange.decisionEntry));
    if (decision) await giveTickets(needs, id, decision);
  }
}

/** @returns whether there may be more */
async function closeOverdue(tx: Tx, needs: ExchangeNeeds): Promise<boolean> {
  const now = needs.clock.now();
  const [exchange] = await lockOverdue(tx, now, 1);
  if (exchange === undefined) return false;
  await lockTasks(tx, exchange.id);
  const tasks = await tasksOf(tx, exchange.id);
  const expired = tasks.filter(({ state }) => isOpen(state)).map(({ id }) => id);
  await endTasks(tx, expired, 'expired');
  const state = exchange.state === 'withdrawn' ? exchange.state : openStateOf(needs, exchange, tasks);
  await closeExchange(tx, exchange.id, state, now);
  // Nothing happened at the deadline of an exchange that was done before.
  if (expired.length === 0 && state !== 'partial' && state !== 'expired') return true;
  await needs.ledger.append(tx, {
    event: 'exchange.expired',
    owner: exchange.subject,
    retention: 'access-log',
    payload: { exchange: exchange.id, expired, state },
    relies: [exchange.decisionEntry],
  });
  return true;
}

async function deleteUnreceipted(tx: Tx, needs: ExchangeNeeds): Promise<boolean> {
  const before = new Date(needs.clock.now().getTime() - keptUnreceipted);
  const destroyed = await tasksById(tx, await destroyUnreceipted(tx, before, batch));
  for (const id of new Set(destroyed.map(({ exchange }) => exchange))) {
    const tasks = destroyed.filter(({ exchange }) => exchange === id);
    await recordDeletion(tx, needs, id, tasks);
  }
  return destroyed.length === batch;
}

async function recordDeletion(
  tx: Tx,
  { ledger }: Pick<ExchangeNeeds, 'ledger'>,
  id: ExchangeId,
  tasks: Awaited<ReturnType<typeof tasksById>>,
): Promise<void> {
  const exchange = await findExchange(tx, id);
  if (exchange === null) return;
  const destroyed = tasks.map((task) => task.id);
  await ledger.append(tx, {
    event: 'exchange.destroyed',
    owner: exchange.subject,
    retention: 'access-log',
    payload: { exchange: id, destroyed, cancelled: [], cause: 'unreceipted' },
    relies: [exchange.decisionEntry],
  });
}
