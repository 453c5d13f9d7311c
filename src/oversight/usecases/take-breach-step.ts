import {
  type BreachId,
  type BreachStep,
  type Claim,
  HubError,
  type Inclusion,
  NotFound,
  type Officer,
} from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { newEntryId } from '../../ledger/index.js';
import { whyNot } from '../domain/breach.js';
import { findBreach, insertStep, lockBreach } from '../store/breaches.js';
import type { OversightNeeds } from './needs.js';

/**
 * What a privacy officer did in a case: notified the supervisor or the families, or closed it; in words why.
 *
 * @throws NotFound | HubError `caller-not-allowed` | `state-conflict` where it was done before or the case is closed
 */
export async function takeBreachStep(
  { database, ledger, clock }: Pick<OversightNeeds, 'database' | 'ledger' | 'clock'>,
  { account, duty }: Officer,
  breach: BreachId,
  { step, note }: BreachStep,
  claim: Claim | null,
): Promise<Inclusion> {
  if (duty !== 'privacy-officer') throw new HubError('caller-not-allowed');
  ledger.assertWritable();
  const entry = newEntryId();
  await database.transaction(async (tx) => {
    await lockBreach(tx, breach);
    const record = await findBreach(tx, breach);
    if (record === null) throw new NotFound();
    const detail = whyNot(step, record.steps);
    if (detail !== null) throw new HubError('state-conflict', { detail });
    await settleOnce(tx, claim, { status: 201, location: null });
    await insertStep(tx, { entry, breach, step, at: clock.now() });
    await ledger.append(tx, {
      id: entry,
      event: 'breach.stepped',
      owner: 'hub',
      retention: 'operation',
      payload: { officer: account, breach, step },
      parts: [{ topic: 'note', person: account, value: note }],
    });
  });
  return ledger.settled(entry);
}
