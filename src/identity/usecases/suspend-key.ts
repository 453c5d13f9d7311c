import { type AccountId, type Claim, type Inclusion, NotFound } from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { StateConflict } from '../domain/errors.js';
import { endKey, ownerOfKey } from '../store/keys.js';
import { lockPartners } from '../store/partners.js';
import type { IdentityNeeds } from './needs.js';

/**
 * Ends a key of a partner at once, on the word of an officer and not of the partner: nothing that it signs or opens counts from then
 * on. It never comes back; agents follow at the next roster.
 *
 * @throws NotFound | StateConflict where it has ended
 */
export async function suspendKey(
  { database, ledger, clock }: IdentityNeeds,
  {
    by,
    kid,
    reason,
    claim,
  }: {
    readonly by: AccountId;
    readonly kid: string;
    readonly reason: string;
    readonly claim: Claim | null;
  },
): Promise<Inclusion> {
  const owner = await ownerOfKey(database.reader, kid);
  if (owner === null) throw new NotFound();
  const { partner, use } = owner;
  const entry = await database.transaction(async (tx) => {
    await lockPartners(tx, [partner], 'update');
    const ends = clock.now();
    if (!(await endKey(tx, kid, ends))) {
      throw new StateConflict('the key has ended already');
    }
    await settleOnce(tx, claim, { status: 200, location: null });
    return ledger.append(tx, {
      event: 'partner.key-suspended',
      owner: 'hub',
      retention: 'operation',
      payload: { partner, use, kid, ends: ends.toISOString(), reason, by },
    });
  });
  return ledger.settled(entry.id);
}
