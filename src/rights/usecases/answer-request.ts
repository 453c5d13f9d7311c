import {
  type Claim,
  HubError,
  type Inclusion,
  type Officer,
  type RightsRequestId,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { type CivilDate, civilDateOf } from '../../kernel/index.js';
import { StateConflict } from '../domain/errors.js';
import { extendedToMonths, monthsAfter } from '../domain/term.js';
import { closeRequest, extendRequest } from '../store/requests.js';
import { lockOpenRequest, type OpenRequest } from './lock-request.js';
import type { RightsNeeds } from './needs.js';
import { sealWords } from './sealed-words.js';

type Reason = { readonly reason: string };

/**
 * Refuses a request, on an article of law and with words for the person who asked (AVG art. 12(4)). The FG advises and
 * the privacy officer decides (AVG 38(6)).
 *
 * @throws NotFound | StateConflict | HubError `caller-not-allowed`
 */
export const refuseRequest = (
  needs: RightsNeeds,
  officer: Officer,
  id: RightsRequestId,
  { article, reason }: Reason & { readonly article: string },
  claim: Claim | null,
): Promise<Inclusion> =>
  answer(needs, officer, id, claim, async (tx, request) => {
    const sealed = await sealWords(needs, request.account, id, 'reason', reason);
    await closeRequest(tx, id, { state: 'refused', article, reason: sealed, at: needs.clock.now() });
    return { event: 'rights.refused', said: { article }, topic: 'reason', words: reason };
  });

/**
 * Says that what was asked is done, and what that was. Erasure is done by a signed order alone.
 *
 * @see AVG art. 12(3), 15, 16, 18, 21
 * @throws NotFound | StateConflict | HubError `caller-not-allowed`
 */
export const grantRequest = (
  needs: RightsNeeds,
  officer: Officer,
  id: RightsRequestId,
  { reason }: Reason,
  claim: Claim | null,
): Promise<Inclusion> =>
  answer(needs, officer, id, claim, async (tx, request) => {
    if (request.kind === 'erasure') {
      throw new StateConflict('erasure is granted by the signed order that carries it out');
    }
    const sealed = await sealWords(needs, request.account, id, 'reason', reason);
    await closeRequest(tx, id, { state: 'granted', article: null, reason: sealed, at: needs.clock.now() });
    return { event: 'rights.granted', said: {}, topic: 'reason', words: reason };
  });

/**
 * Takes two months more, once, and only within the first (AVG art. 12(3)).
 *
 * @throws NotFound | StateConflict | HubError `caller-not-allowed`
 */
export async function extendTerm(
  needs: RightsNeeds,
  officer: Officer,
  id: RightsRequestId,
  { reason }: Reason,
  claim: Claim | null,
): Promise<{ readonly dueOn: CivilDate; readonly proof: Inclusion }> {
  let dueOn: CivilDate | null = null;
  const proof = await answer(needs, officer, id, claim, async (tx, request) => {
    if (request.extendedTo !== null) throw new StateConflict('the term was extended already');
    if (needs.clock.today() > request.dueOn) {
      throw new StateConflict('the first month is over: a term is extended within it');
    }
    const extendedTo = monthsAfter(civilDateOf(request.requestedAt), extendedToMonths);
    const sealed = await sealWords(needs, request.account, id, 'extension', reason);
    await extendRequest(tx, id, { extendedTo, reason: sealed });
    dueOn = extendedTo;
    return { event: 'rights.extended', said: { dueOn: extendedTo }, topic: 'extension', words: reason };
  });
  if (dueOn === null) throw new StateConflict('this request was answered already');
  return { dueOn, proof };
}

interface Answer {
  readonly event: 'rights.refused' | 'rights.granted' | 'rights.extended';
  /** What the entry says besides request, right, child and officer. */
  readonly said: Readonly<Record<string, string>>;
  readonly topic: 'reason' | 'extension';
  readonly words: string;
}

/** In one transaction under the locks of child and request: the row and the entry that tells of it. */
async function answer(
  needs: RightsNeeds,
  { account: officer, duty }: Officer,
  id: RightsRequestId,
  claim: Claim | null,
  decide: (tx: Tx, request: OpenRequest) => Promise<Answer>,
): Promise<Inclusion> {
  if (duty !== 'privacy-officer') throw new HubError('caller-not-allowed');
  const { database, ledger } = needs;
  ledger.assertWritable();
  const entry = await database.transaction(async (tx) => {
    const request = await lockOpenRequest(needs, tx, id);
    const { event, said, topic, words } = await decide(tx, request);
    await settleOnce(tx, claim, { status: 201, location: null });
    const { subject, person, kind: right } = request;
    const appended = await ledger.append(tx, {
      event,
      owner: subject,
      retention: 'operation',
      payload: { request: id, right, subject, ...said, officer },
      relies: [request.entry],
      parts: [{ topic, person, value: words }],
    });
    return appended.id;
  });
  return ledger.settled(entry);
}
