import {
  type ChildRef,
  type Citizen,
  type Claim,
  type Inclusion,
  NotFound,
  type PasskeyId,
} from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { PasskeyConflict } from '../domain/errors.js';
import { insertRevocation, passkeysOf } from '../store.js';
import { type PasskeysNeeds, requireFreshLogin } from './needs.js';
import { isActive } from './own-keys.js';

/**
 * From here on this key signs nothing any more; what it signed before stays signed.
 *
 * @throws NotFound | PasskeyConflict | HubError `step-up-required` | `ledger-unavailable`
 */
export async function revokePasskey(
  needs: PasskeysNeeds,
  caller: Citizen,
  { child, passkey }: { readonly child: ChildRef; readonly passkey: PasskeyId },
  claim: Claim | null,
): Promise<{ readonly revokedAt: Date; readonly proof: Inclusion }> {
  needs.ledger.assertWritable();
  const { entry, at } = await needs.database.transaction(async (tx) => {
    const { subject, person } = await needs.people.known(tx, caller.account, child);
    await needs.people.lockSubject(tx, subject, 'update');
    const found = (await passkeysOf(tx, person)).find(({ id }) => id === passkey);
    if (found === undefined) throw new NotFound();
    requireFreshLogin(needs, caller);
    if (!isActive(found)) throw new PasskeyConflict('this passkey was revoked before');
    await settleOnce(tx, claim, { status: 201, location: null });
    const appended = await needs.ledger.append(tx, {
      event: 'person.passkey-revoked',
      owner: subject,
      retention: 'consent-proof',
      payload: { subject, person, passkey },
      relies: [found.entry],
    });
    await insertRevocation(tx, { passkey, entry: appended.id, seq: appended.seq, at: appended.at });
    return { entry: appended.id, at: appended.at };
  });
  return { revokedAt: at, proof: await needs.ledger.settled(entry) };
}
