import { type Claim, HubError, type Inclusion, NotFound, type Officer } from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { StateConflict } from '../domain/errors.js';
import { assertionById, insertConfirmation } from '../store/assertions.js';
import { lockSubject } from '../store/subjects.js';
import type { PeopleNeeds } from './needs.js';

export interface Confirmation {
  /** `ast_…` */
  readonly assertion: string;
  readonly ground: 'court-document' | 'brp' | 'officer';
  /** For the officer's export; never shown to a partner or a family. */
  readonly reason: string;
}

/**
 * Confirms what a partner asserted of authority or age; from then on it has effect even where fewer persons must consent.
 * The FG supervises and the privacy officer executes (AVG 38(6)), so only the latter confirms.
 *
 * @throws NotFound | StateConflict | HubError `caller-not-allowed`
 */
export async function confirmAssertion(
  { database, ledger }: Pick<PeopleNeeds, 'database' | 'ledger'>,
  { account, duty }: Officer,
  { assertion, ground, reason }: Confirmation,
  claim: Claim | null,
): Promise<Inclusion> {
  if (duty !== 'privacy-officer') throw new HubError('caller-not-allowed');
  ledger.assertWritable();
  const entry = await database.transaction(async (tx) => {
    const found = await assertionById(tx, assertion);
    if (found === null) throw new NotFound();
    const { subject, about, entry: asserted } = found;
    await lockSubject(tx, subject, 'update');
    if ((await assertionById(tx, assertion))?.confirmed !== false)
      throw new StateConflict('this assertion was confirmed already');
    await settleOnce(tx, claim, { status: 201, location: null });
    const { id, seq, at } = await ledger.append(tx, {
      event: 'authority.confirmed',
      owner: subject,
      retention: 'consent-proof',
      payload: { subject, assertion, about, ground, officer: account },
      relies: [asserted],
      parts: [{ topic: 'reason', person: subject, value: reason }],
    });
    await insertConfirmation(tx, { assertion, ground, officer: account, entry: id, seq, at });
    return id;
  });
  return ledger.settled(entry);
}
