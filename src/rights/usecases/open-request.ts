import {
  NotFound,
  type Officer,
  type RightsRequestId,
  type RightsRequestRecord,
} from '../../contract/index.js';
import { findRequest } from '../store/requests.js';
import type { RightsNeeds } from './needs.js';
import { partnersAsked, tellRequest } from './tell-request.js';

/**
 * One request for an officer, also once it was answered: what a letter to the person who asked says. Whose it is does not
 * show. The look is recorded, under the key of the child, and whoever asked sees that it was taken.
 *
 * @throws NotFound | LedgerUnavailable
 */
export async function openRequest(
  needs: RightsNeeds,
  { account, duty }: Officer,
  id: RightsRequestId,
): Promise<RightsRequestRecord> {
  const { database, ledger, people } = needs;
  ledger.assertWritable();
  const { told, entry } = await database.transaction(async (tx) => {
    const request = await findRequest(tx, id);
    if (request === null) throw new NotFound();
    const told = {
      ...(await tellRequest(needs, request, await partnersAsked(needs, tx, [request]))),
      as: request.as,
      answeredAt: request.decidedAt?.toISOString() ?? null,
    };
    // Locked, so that no key of a child is made anew while its erasure destroys them.
    const { subject } = request;
    const known = subject !== null && (await people.lockIfKnown(tx, subject, 'share')) ? subject : null;
    const { id: entry } = await ledger.append(tx, {
      event: 'rights.opened',
      owner: known ?? 'hub',
      retention: 'access-log',
      payload: { request: id, ...(known !== null && { subject: known }), officer: account, duty },
    });
    return { told, entry };
  });
  await ledger.settled(entry);
  return told;
}
