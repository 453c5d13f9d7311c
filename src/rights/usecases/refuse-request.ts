import {
  type AccountId,
  type Claim,
  HubError,
  type Inclusion,
  NotFound,
  type Officer,
  type RightsRequestId,
} from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { fromUtf8, utf8 } from '../../kernel/index.js';
import { StateConflict } from '../domain/errors.js';
import { findRequest, lockRequest, refuseRequest as refuseInStore } from '../store/requests.js';
import type { RightsNeeds } from './needs.js';

/** The words are the asking person's, under a key of that account. */
const reasonContext = (id: RightsRequestId): string => `rights/reason/${id}`;

/** @throws VaultKeyShredded */
export const openReason = async (
  { vault }: Pick<RightsNeeds, 'vault'>,
  account: AccountId,
  id: RightsRequestId,
  sealed: Uint8Array,
): Promise<string> => fromUtf8(await vault.open(account, 'operation', sealed, reasonContext(id)));

/**
 * Refuses a request, on an article of law and with words for the person who asked (AVG art. 12(4)). The FG advises and
 * the privacy officer decides (AVG 38(6)).
 *
 * @throws NotFound | StateConflict | HubError `caller-not-allowed`
 */
export async function refuseRequest(
  { database, ledger, vault, people, clock }: RightsNeeds,
  { account: officer, duty }: Officer,
  id: RightsRequestId,
  { article, reason }: { readonly article: string; readonly reason: string },
  claim: Claim | null,
): Promise<Inclusion> {
  if (duty !== 'privacy-officer') throw new HubError('caller-not-allowed');
  ledger.assertWritable();
  const entry = await database.transaction(async (tx) => {
    const found = await findRequest(tx, id);
    if (found === null) throw new NotFound();
    if (found.subject !== null) await people.lockSubject(tx, found.subject, 'update');
    await lockRequest(tx, id);
    const request = await findRequest(tx, id);
    if (request?.state !== 'open' || request.subject === null || request.person === null) {
      throw new StateConflict('this request was answered already');
    }
    const { subject, person, account, kind } = request;
    await settleOnce(tx, claim, { status: 201, location: null });
    const sealed = await vault.seal(account, 'operation', utf8(reason), reasonContext(id));
    await refuseInStore(tx, id, { article, reason: sealed, at: clock.now() });
    const appended = await ledger.append(tx, {
      event: 'rights.refused',
      owner: subject,
      retention: 'operation',
      payload: { request: id, right: kind, subject, article, officer },
      relies: [request.entry],
      parts: [{ topic: 'reason', person, value: reason }],
    });
    return appended.id;
  });
  return ledger.settled(entry);
}
