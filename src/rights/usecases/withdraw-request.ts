import {
  type Citizen,
  type Claim,
  type Inclusion,
  NotFound,
  type RightsRequestId,
} from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { closeRequest, findRequest } from '../store/requests.js';
import { lockOpenRequest } from './lock-request.js';
import type { RightsNeeds } from './needs.js';

/**
 * Takes back an own request that waits for an answer.
 *
 * @throws NotFound also for somebody else's | StateConflict once it was answered
 */
export async function withdrawRequest(
  needs: RightsNeeds,
  { account }: Citizen,
  id: RightsRequestId,
  claim: Claim | null,
): Promise<Inclusion> {
  const { database, ledger, clock } = needs;
  ledger.assertWritable();
  const entry = await database.transaction(async (tx) => {
    // Whose it is never changes, so nobody waits for the lock of another's child.
    if ((await findRequest(tx, id))?.account !== account) throw new NotFound();
    const { subject, person, kind: right, entry: asked } = await lockOpenRequest(needs, tx, id);
    await settleOnce(tx, claim, { status: 201, location: null });
    await closeRequest(tx, id, { state: 'withdrawn', article: null, reason: null, at: clock.now() });
    const appended = await ledger.append(tx, {
      event: 'rights.withdrawn',
      owner: subject,
      retention: 'operation',
      payload: { request: id, right, subject, person },
      relies: [asked],
    });
    return appended.id;
  });
  return ledger.settled(entry);
}
