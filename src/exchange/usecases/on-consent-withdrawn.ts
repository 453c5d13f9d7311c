import type { ExchangeId, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { isOpen } from '../domain/states.js';
import { destroyEnvelopes } from '../store/envelopes.js';
import { findExchange, lockExchange, setExchangeState } from '../store/exchanges.js';
import { endTasks, exchangesOnConsent, lockTasks, tasksOf } from '../store/tasks.js';
import type { ExchangeNeeds } from './needs.js';

export interface ConsentWithdrawn {
  readonly subject: SubjectId;
  readonly purpose: string;
}

/**
 * Destroys what is sealed and not delivered, and calls off what is not answered, in the transaction of the withdrawal:
 * both commit or neither. The withdrawal holds the subject's lock, so that no release stands beside it.
 */
export async function onConsentWithdrawn(
  tx: Tx,
  needs: Pick<ExchangeNeeds, 'ledger'>,
  { subject, purpose }: ConsentWithdrawn,
): Promise<void> {
  for (const id of await exchangesOnConsent(tx, subject, purpose)) {
    await lockExchange(tx, id);
    await lockTasks(tx, id);
    await destroy(tx, needs, id);
  }
}

async function destroy(tx: Tx, { ledger }: Pick<ExchangeNeeds, 'ledger'>, id: ExchangeId): Promise<void> {
  const exchange = await findExchange(tx, id);
  if (exchange === null) return;
  const tasks = await tasksOf(tx, id);
  const onConsent = tasks.filter(({ needsConsent }) => needsConsent);
  const destroyed = await destroyEnvelopes(
    tx,
    onConsent.map((task) => task.id),
  );
  const cancelled = onConsent.filter(({ state }) => isOpen(state)).map((task) => task.id);
  if (destroyed.length === 0 && cancelled.length === 0) return;
  await endTasks(tx, [...new Set([...destroyed, ...cancelled])], 'cancelled');
  // Flows on another basis go on.
  if (exchange.state === 'open' && onConsent.length === tasks.length) {
    await setExchangeState(tx, id, 'withdrawn');
  }
  await ledger.append(tx, {
    event: 'exchange.destroyed',
    owner: exchange.subject,
    retention: 'access-log',
    payload: { exchange: id, destroyed, cancelled, cause: 'consent-withdrawn' },
    relies: [exchange.decisionEntry],
  });
}
