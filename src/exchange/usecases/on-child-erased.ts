import type { SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { forgetEmergencies } from '../store/emergency-reviews.js';
import { findExchange, lockExchange } from '../store/exchanges.js';
import { exchangesToEnd, lockTasks } from '../store/tasks.js';
import { endErased } from './end-lapsed.js';
import type { ExchangeNeeds } from './needs.js';

/**
 * Destroys what is sealed about a child, calls off what is open, and orders every recipient to stop using what it holds,
 * whatever the basis: each answers for itself, and may keep on a legal ground (AVG art. 19). In the transaction of the
 * erasure, under the child's lock.
 */
export async function onChildErased(
  tx: Tx,
  needs: Pick<ExchangeNeeds, 'ledger' | 'clock'>,
  { subject }: { readonly subject: SubjectId },
): Promise<void> {
  await forgetEmergencies(tx, subject, needs.clock.now());
  for (const id of await exchangesToEnd(tx, subject)) {
    const [, , exchange] = await Promise.all([lockExchange(tx, id), lockTasks(tx, id), findExchange(tx, id)]);
    if (exchange !== null) await endErased(tx, needs, exchange);
  }
}
