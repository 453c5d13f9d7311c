import {
  type AccountId,
  type Claim,
  type Inclusion,
  NotFound,
  type PartnerId,
} from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { StateConflict } from '../domain/errors.js';
import { lockPartners, partnerById, setSuspended } from '../store/partners.js';
import type { IdentityNeeds } from './needs.js';

interface StateChange {
  readonly by: AccountId;
  readonly partner: PartnerId;
  readonly reason: string;
  readonly claim: Claim | null;
}

/**
 * Stops everything of a partner from its next request on. Requests that already decided hold a lock on the partner, so
 * this waits for them and they stand before it in the ledger.
 *
 * @throws NotFound | StateConflict
 */
export const suspendPartner = (needs: IdentityNeeds, change: StateChange): Promise<Inclusion> =>
  setState(needs, change, true);

/** @throws NotFound | StateConflict */
export const resumePartner = (needs: IdentityNeeds, change: StateChange): Promise<Inclusion> =>
  setState(needs, change, false);

async function setState(
  { database, ledger, covenant }: IdentityNeeds,
  { by, partner, reason, claim }: StateChange,
  suspended: boolean,
): Promise<Inclusion> {
  const entry = await database.transaction(async (tx) => {
    await lockPartners(tx, [partner], 'update');
    const record = await partnerById(tx, partner, covenant.agreement().version);
    if (record === null) throw new NotFound();
    if ((record.state === 'suspended') === suspended) {
      throw new StateConflict(
        suspended ? 'the partner is suspended already' : 'the partner is not suspended',
      );
    }
    await setSuspended(tx, partner, suspended);
    await settleOnce(tx, claim, { status: 200, location: null });
    return ledger.append(tx, {
      event: suspended ? 'partner.suspended' : 'partner.resumed',
      owner: 'hub',
      retention: 'operation',
      payload: { partner, reason, by },
    });
  });
  return ledger.settled(entry.id);
}
