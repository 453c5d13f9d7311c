import { answers } from './asked.js';
import type { PersonalState } from './in-force.js';
import type { DecisionRecord, RequestRecord } from './records.js';

/**
 * Whether a question, asked in the version in force, waits for this person's answer. Who said no is not asked again by a
 * question that was already there, only by a new one.
 *
 * @param own the person's last decision about the purpose, whatever the version
 * @param state of that decision
 */
export function waitsFor(
  request: RequestRecord,
  requests: readonly RequestRecord[],
  own: DecisionRecord | undefined,
  state: PersonalState | null,
): boolean {
  if (own === undefined || state === 'expired' || state === 'invalidated') return true;
  return state === 'given' ? !answers(own, request, requests) : request.order > own.order;
}
