import type { EntryId, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { Allowed } from '../domain/decide-flows.js';
import type { ExchangeRecord, TaskRecord } from '../domain/records.js';
import { isOpen } from '../domain/states.js';
import { destroyEnvelopes } from '../store/envelopes.js';
import { findExchange, lockExchange, setExchangeState } from '../store/exchanges.js';
import { endTasks, exchangesOnConsent, lockTasks, tasksOf } from '../store/tasks.js';
import type { ExchangeNeeds } from './needs.js';

export interface ConsentWithdrawn {
  readonly subject: SubjectId;
  readonly purpose: string;
  /** The entry of the withdrawal or refusal. */
  readonly entry: EntryId;
}

type Needs = Pick<ExchangeNeeds, 'ledger' | 'consent' | 'clock'>;

/**
 * Destroys what is sealed and not delivered, and calls off what is not answered, in the transaction of the withdrawal:
 * both commit or neither. The withdrawal holds the subject's lock, so that no release stands beside it. What is
 * covered all the same, because this person's word was not needed, goes on.
 */
export async function onConsentWithdrawn(tx: Tx, needs: Needs, event: ConsentWithdrawn): Promise<void> {
  for (const id of await exchangesOnConsent(tx, event.subject, event.purpose)) {
    await lockExchange(tx, id);
    await lockTasks(tx, id);
    const exchange = await findExchange(tx, id);
    if (exchange !== null) await destroy(tx, needs, event, exchange);
  }
}

async function destroy(
  tx: Tx,
  needs: Needs,
  event: ConsentWithdrawn,
  exchange: ExchangeRecord,
): Promise<void> {
  const tasks = await tasksOf(tx, exchange.id);
  const { version } = exchange;
  const now = { now: needs.clock.now(), today: needs.clock.today() };
  const allowed = await needs.consent.standing(tx, { ...event, ...now, version });
  const lapsed = tasks.filter((task) => task.needsConsent && !covers(allowed, exchange, task));
  const destroyed = await destroyEnvelopes(
    tx,
    lapsed.map(({ id }) => id),
  );
  const cancelled = lapsed.filter(({ state }) => isOpen(state)).map(({ id }) => id);
  if (destroyed.length === 0 && cancelled.length === 0) return;
  await endTasks(tx, [...new Set([...destroyed, ...cancelled])], 'cancelled');
  // Flows on another basis go on.
  if (exchange.state === 'open' && lapsed.length === tasks.length) {
    await setExchangeState(tx, exchange.id, 'withdrawn');
  }
  await needs.ledger.append(tx, {
    event: 'exchange.destroyed',
    owner: exchange.subject,
    retention: 'access-log',
    payload: { exchange: exchange.id, destroyed, cancelled, cause: 'consent-withdrawn' },
    relies: [exchange.decisionEntry, event.entry],
  });
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
