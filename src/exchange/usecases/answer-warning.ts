import {
  type Claim,
  type EmergencyId,
  HubError,
  type Inclusion,
  NotFound,
  type Professional,
  type WarningMeasure,
} from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { StateConflict } from '../domain/errors.js';
import { lockEmergency } from '../store/emergency-reviews.js';
import { findWarning, recordMeasure } from '../store/warnings.js';
import type { ExchangeNeeds } from './needs.js';

/**
 * What a partner did with the word that its emergency was not necessary. Said once, and by somebody else than who used it.
 *
 * @throws NotFound | StateConflict once it was answered | HubError `caller-not-allowed` for who used it | `ledger-unavailable`
 */
export async function answerWarning(
  { database, ledger, people, clock }: ExchangeNeeds,
  { partner, account }: Professional,
  emergency: EmergencyId,
  measure: WarningMeasure,
  claim: Claim | null,
): Promise<Inclusion> {
  ledger.assertWritable();
  const known = await findWarning(database.reader, emergency);
  if (known === null || known.partner !== partner) throw new NotFound();
  if (known.account === account) throw new HubError('caller-not-allowed');
  const entry = await database.transaction(async (tx) => {
    await people.lockIfKnown(tx, known.subject, 'share');
    await lockEmergency(tx, emergency);
    const warning = await findWarning(tx, emergency);
    if (warning === null) throw new NotFound();
    if (warning.measure !== null) throw new StateConflict('this was answered before');
    await settleOnce(tx, claim, { status: 201, location: null });
    await recordMeasure(tx, emergency, { measure, at: clock.now() });
    const { exchange, subject, decisionEntry } = warning;
    const appended = await ledger.append(tx, {
      event: 'exchange.warning-answered',
      owner: subject,
      retention: 'access-log',
      payload: { exchange, recipient: partner, measure },
      relies: [decisionEntry],
      parts: [{ topic: 'professional', person: account, value: { account } }],
    });
    return appended.id;
  });
  return ledger.settled(entry);
}
