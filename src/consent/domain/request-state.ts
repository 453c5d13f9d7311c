import { answers } from './asked.js';
import type { ConsentInForce } from './in-force.js';
import type { DecisionRecord, RequestRecord } from './records.js';

/** All that anyone but the deciding person learns: waiting, refused, withdrawn and lapsed look the same. */
export type RequestState = 'complete' | 'incomplete';

/**
 * Complete once everyone required has given, and each of them had this question before them. Never for a partner that
 * would receive by it, where nobody else named them.
 */
export function stateOf(
  request: RequestRecord,
  requests: readonly RequestRecord[],
  decisions: readonly DecisionRecord[],
  answer: ConsentInForce,
): RequestState {
  const relied = decisions.filter(({ entry }) => answer.relies.includes(entry));
  const leftOut = request.flows.some((flow) => answer.flows.get(flow)?.leftOut.has(request.partner));
  return answer.inForce && !leftOut && relied.every((decision) => answers(decision, request, requests))
    ? 'complete'
    : 'incomplete';
}
