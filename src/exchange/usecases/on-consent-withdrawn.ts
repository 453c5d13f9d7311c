import type { EntryId, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { Allowed } from '../domain/decide-flows.js';
import { findExchange, lockExchange } from '../store/exchanges.js';
import { exchangesOnConsent, lockTasks } from '../store/tasks.js';
import { insertWithdrawalEffect } from '../store/withdrawal-effects.js';
import { endLapsed } from './end-lapsed.js';
import type { ExchangeNeeds } from './needs.js';

export interface ConsentWithdrawn {
  readonly subject: SubjectId;
  readonly purpose: string;
  /** The entry of the withdrawal or refusal. */
  readonly entry: EntryId;
}

/**
 * Destroys what is sealed and not delivered, calls off what is not answered, and orders each recipient to stop using what
 * it received, in the transaction of the withdrawal: all commit or nothing. The withdrawal holds the subject's lock, so
 * that no release stands beside it. What is covered all the same, because this person's word was not needed, goes on.
 */
export async function onConsentWithdrawn(
  tx: Tx,
  needs: Pick<ExchangeNeeds, 'ledger' | 'consent' | 'clock'>,
  event: ConsentWithdrawn,
): Promise<void> {
  await insertWithdrawalEffect(tx, event, needs.clock.now());
  const { subject, purpose, entry } = event;
  const allowedUnder = new Map<number, Allowed>();
  for (const id of await exchangesOnConsent(tx, subject, purpose)) {
    const [, , exchange] = await Promise.all([lockExchange(tx, id), lockTasks(tx, id), findExchange(tx, id)]);
    if (exchange === null) continue;
    const { version } = exchange;
    // The same for every exchange, because the child stays locked.
    const allowed =
      allowedUnder.get(version) ?? (await needs.consent.standing(tx, { subject, purpose, version }));
    allowedUnder.set(version, allowed);
    await endLapsed(tx, needs, exchange, { allowed, cause: 'consent-withdrawn', relies: [entry] });
  }
}
