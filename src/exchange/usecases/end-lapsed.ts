import type { EntryId, StopCause } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { Allowed } from '../domain/decide-flows.js';
import type { ExchangeRecord, TaskRecord } from '../domain/records.js';
import { isOpen } from '../domain/states.js';
import { destroyEnvelopes } from '../store/envelopes.js';
import { setExchangeState } from '../store/exchanges.js';
import { endTasks, tasksOf } from '../store/tasks.js';
import type { ExchangeNeeds } from './needs.js';
import { orderStop } from './order-stop.js';

type Needs = Pick<ExchangeNeeds, 'ledger' | 'clock'>;

export interface Ending {
  /** What the family allows now, of the exchange's purpose and version. */
  readonly allowed: Allowed;
  readonly cause: StopCause;
  /** Entries that ended it. */
  readonly relies: readonly EntryId[];
}

interface Lapsed extends Omit<Ending, 'allowed'> {
  readonly exchange: ExchangeRecord;
  readonly lapsed: readonly TaskRecord[];
}

/**
 * Ends what the family's consent covers no more: orders the recipient to stop using what it received, destroys what is
 * sealed, calls off what is not answered. Under the locks of child, exchange and tasks. What is covered all the same, as
 * no one's word was needed that is missing, goes on.
 */
export async function endLapsed(
  tx: Tx,
  needs: Needs,
  exchange: ExchangeRecord,
  ending: Ending,
): Promise<void> {
  const tasks = await tasksOf(tx, exchange.id);
  const lapsed = tasks.filter((task) => task.needsConsent && !covers(ending.allowed, exchange, task));
  // Flows on another basis go on.
  await end(tx, needs, { ...ending, exchange, lapsed }, lapsed.length === tasks.length);
}

/** Ends all of an exchange, whatever its basis; else as {@link endLapsed}. */
export async function endErased(tx: Tx, needs: Needs, exchange: ExchangeRecord): Promise<void> {
  const lapsed = await tasksOf(tx, exchange.id);
  await end(tx, needs, { exchange, lapsed, cause: 'data-erased', relies: [] }, true);
}

async function end(tx: Tx, needs: Needs, lapsed: Lapsed, all: boolean): Promise<void> {
  const { exchange } = lapsed;
  await orderStop(tx, needs, lapsed);
  const destroyed = await destroy(tx, needs, lapsed);
  if (destroyed && exchange.state === 'open' && all) await setExchangeState(tx, exchange.id, 'withdrawn');
}

/** @returns whether there was anything to destroy or to call off */
async function destroy(
  tx: Tx,
  { ledger }: Pick<Needs, 'ledger'>,
  { exchange, lapsed, cause, relies }: Lapsed,
): Promise<boolean> {
  const destroyed = await destroyEnvelopes(
    tx,
    lapsed.map(({ id }) => id),
  );
  const cancelled = lapsed.filter(({ state }) => isOpen(state)).map(({ id }) => id);
  if (destroyed.length === 0 && cancelled.length === 0) return false;
  await endTasks(tx, [...new Set([...destroyed, ...cancelled])], 'cancelled');
  await ledger.append(tx, {
    event: 'exchange.destroyed',
    owner: exchange.subject,
    retention: 'access-log',
    payload: { exchange: exchange.id, destroyed, cancelled, cause },
    relies: [exchange.decisionEntry, ...relies],
  });
  return true;
}

function covers({ inForce, flows }: Allowed, { requester }: ExchangeRecord, task: TaskRecord): boolean {
  const flow = inForce ? flows.get(task.flow) : undefined;
  if (flow === undefined) return false;
  return (
    flow.sources.has(task.source) &&
    flow.recipients.has(requester) &&
    task.fields.every((field) => flow.fields.has(field))
  );
}
