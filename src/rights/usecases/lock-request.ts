import { NotFound, type RightsRequestId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { StateConflict } from '../domain/errors.js';
import type { RequestRecord } from '../domain/records.js';
import { findRequest, lockRequest } from '../store/requests.js';
import type { RightsNeeds } from './needs.js';

export type OpenRequest = RequestRecord & {
  readonly subject: NonNullable<RequestRecord['subject']>;
  readonly person: NonNullable<RequestRecord['person']>;
};

/**
 * Locks child and request, in that order, and answers the latter as it is then.
 *
 * @throws NotFound | StateConflict once it was answered or withdrawn
 */
export async function lockOpenRequest(
  { people }: Pick<RightsNeeds, 'people'>,
  tx: Tx,
  id: RightsRequestId,
): Promise<OpenRequest> {
  const found = await findRequest(tx, id);
  if (found === null) throw new NotFound();
  if (found.subject !== null) await people.lockSubject(tx, found.subject, 'update');
  await lockRequest(tx, id);
  const request = await findRequest(tx, id);
  if (request?.state !== 'open' || request.subject === null || request.person === null) {
    throw new StateConflict('this request was answered already');
  }
  return { ...request, subject: request.subject, person: request.person };
}
