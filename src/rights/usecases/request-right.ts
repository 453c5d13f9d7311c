import {
  type ChildRef,
  type Citizen,
  type Claim,
  HubError,
  InvalidRequest,
  idPrefix,
  type Right,
  type RightsRequestId,
} from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { seesUntil } from '../../exchange/index.js';
import { mustSignInAgain } from '../../identity/index.js';
import { type CivilDate, civilDateOf, newId } from '../../kernel/index.js';
import { StateConflict } from '../domain/errors.js';
import { answerWithinMonths, monthsAfter } from '../domain/term.js';
import { insertRequest, openRequestOf } from '../store/requests.js';
import type { RightsNeeds } from './needs.js';
import { sealWords } from './sealed-words.js';

/** Only with words can anyone judge these. */
const needExplanation: readonly Right[] = ['rectification', 'restriction', 'objection'];

export interface AskedRight {
  readonly right: Right;
  readonly explanation: string | null;
}

/**
 * A parent's or young person's request about the data of a child. Only who decides about the child now may ask (UAVG 5):
 * a guardian with authority until the sixteenth birthday, the young person. It changes nothing by itself.
 *
 * @see AVG art. 12(3), 15-21
 * @throws InvalidRequest | NotFound | StateConflict | HubError `caller-not-allowed` | `step-up-required`
 */
export async function requestRight(
  needs: RightsNeeds,
  { account, authenticatedAt }: Citizen,
  child: ChildRef,
  { right, explanation }: AskedRight,
  claim: Claim | null,
): Promise<{ readonly id: RightsRequestId; readonly requestedAt: Date; readonly dueOn: CivilDate }> {
  const { database, ledger, people, clock } = needs;
  if (explanation === null && needExplanation.includes(right)) {
    throw new InvalidRequest([{ pointer: '/explanation', reason: `is needed for ${right}` }]);
  }
  ledger.assertWritable();
  const id = newId<'RightsRequestId'>(idPrefix.rightsRequest);
  const made = await database.transaction(async (tx) => {
    const own = await people.known(tx, account, child);
    const { subject, person, as } = own;
    await people.lockSubject(tx, subject, 'update');
    if (seesUntil(own, await people.facts(tx, subject), clock.today()) !== null) {
      throw new HubError('caller-not-allowed', {
        detail: 'only who decides about the child now may ask this',
      });
    }
    const requestedAt = clock.now();
    if (right === 'erasure' && mustSignInAgain(authenticatedAt, requestedAt, null)) {
      throw new HubError('step-up-required', { detail: 'please sign in again to ask this' });
    }
    if ((await openRequestOf(tx, person, right)) !== null) {
      throw new StateConflict('you asked this already, and it waits for an answer');
    }
    await settleOnce(tx, claim, { status: 201, location: locationOf(id) });
    const dueOn = monthsAfter(civilDateOf(requestedAt), answerWithinMonths);
    const { id: entry } = await ledger.append(tx, {
      event: 'rights.requested',
      owner: subject,
      retention: 'operation',
      payload: { request: id, right, subject, person, as, dueOn },
      parts: explanation === null ? [] : [{ topic: 'explanation', person, value: explanation }],
    });
    const sealed =
      explanation === null ? null : await sealWords(needs, account, id, 'explanation', explanation);
    const asked = { subject, person, as, account, dueOn, entry, requestedAt, explanation: sealed };
    await insertRequest(tx, { id, kind: right, ...asked });
    return { entry, requestedAt, dueOn };
  });
  await ledger.settled(made.entry);
  return { id, requestedAt: made.requestedAt, dueOn: made.dueOn };
}

export const locationOf = (id: RightsRequestId): string => `/v1/me/rights-requests/${id}`;
