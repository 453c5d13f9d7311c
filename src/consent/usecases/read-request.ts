import { type ConsentRequestId, NotFound, type PartnerId, type SubjectRef } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { ruleInForce } from '../domain/age-band.js';
import { consentInForce } from '../domain/in-force.js';
import type { DecisionRecord, RequestRecord } from '../domain/records.js';
import { type RequestState, stateOf } from '../domain/request-state.js';
import { decisionsOf } from '../store/decisions.js';
import { requestById, requestsOf } from '../store/requests.js';
import type { ConsentNeeds } from './needs.js';

export interface AskedRequest {
  readonly id: ConsentRequestId;
  readonly subject: SubjectRef;
  readonly purpose: string;
  readonly version: number;
  readonly state: RequestState;
  readonly askedAt: Date;
  /** Over the persons whom this partner itself invited, whatever they decided. */
  readonly mailFails: boolean;
}

/**
 * A partner's own question. Says only whether everyone required has given: waiting, refused, withdrawn and lapsed look
 * the same, because a choice that shows is not free.
 *
 * @throws NotFound for an unknown request and for another partner's
 */
export async function readRequest(
  needs: ConsentNeeds,
  partner: PartnerId,
  id: ConsentRequestId,
): Promise<AskedRequest> {
  const tx = needs.database.reader;
  const request = await requestById(tx, id);
  if (request === null || request.partner !== partner) throw new NotFound();
  const subject = await needs.people.refOf(tx, request.subject, partner);
  if (subject === null) throw new NotFound();
  const requests = await requestsOf(tx, request.subject);
  const decisions = await decisionsOf(tx, request.subject, request.purpose);
  const state = await requestState(needs, tx, request, requests, decisions);
  const { purpose, version, askedAt } = request;
  const mailFails = await needs.mailFails(tx, { subject: request.subject, invitedBy: partner });
  return { id, subject, purpose, version, state, askedAt, mailFails };
}

async function requestState(
  needs: ConsentNeeds,
  tx: Tx,
  request: RequestRecord,
  requests: readonly RequestRecord[],
  decisions: readonly DecisionRecord[],
): Promise<RequestState> {
  const history = await needs.people.facts(tx, request.subject);
  const purpose = needs.catalogue.current(request.purpose);
  const today = needs.clock.today();
  if (purpose?.version !== request.version || ruleInForce(needs.catalogue.rules, today) === null)
    return 'incomplete';
  const question = { version: purpose.version, retention: purpose.retention, now: needs.clock.now(), today };
  const answer = consentInForce(history, needs.catalogue.rules, decisions, question);
  return stateOf(request, requests, decisions, answer);
}
