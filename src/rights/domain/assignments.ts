/** A request that partners are to answer too, since only they can read what they hold; and what makes such an answer. */
import {
  type EntryId,
  HubError,
  type PartnerAnswer,
  type PartnerAnswerStatement,
  type PartnerId,
  type RequestFault,
  type RightsAssignmentId,
  type RightsAssignmentSubmission,
  type RightsRequestId,
} from '../../contract/index.js';
import { type CivilDate, canonicalJson, civilDateOf } from '../../kernel/index.js';
import type { RequestRecord } from './records.js';

export interface NewAssignment {
  readonly id: RightsAssignmentId;
  readonly request: RightsRequestId;
  readonly partner: PartnerId;
  readonly dueOn: CivilDate;
  readonly entry: EntryId;
  readonly assignedAt: Date;
  /** Words for the partner, sealed under a key of the account that asked. */
  readonly instruction: Uint8Array | null;
  /** Whether the partner reads what the person who asked wrote. */
  readonly explained: boolean;
}

export interface AssignmentRecord extends NewAssignment {
  /** Null until the partner answered. */
  readonly answer: PartnerAnswer | null;
}

/** Every fault of what an officer asks, given who is enrolled with the child. */
export function assignmentFaults(
  { partners, dueOn, passExplanation = false }: RightsAssignmentSubmission,
  { explanation, dueOn: month, extendedTo }: RequestRecord,
  enrolled: readonly PartnerId[],
  today: CivilDate,
): readonly RequestFault[] {
  const fault = (holds: boolean, pointer: string, reason: string): readonly RequestFault[] =>
    holds ? [] : [{ pointer, reason }];
  return [
    ...partners.flatMap((partner, place) =>
      fault(enrolled.includes(partner), `/partners/${place}`, 'is not enrolled with this child'),
    ),
    ...fault(dueOn >= today, '/dueOn', 'lies in the past'),
    ...fault(dueOn <= (extendedTo ?? month), '/dueOn', 'lies after the day on which the request is due'),
    ...fault(!passExplanation || explanation !== null, '/passExplanation', 'there are no words to pass on'),
  ];
}

const clockSkewMs = 60_000;

/**
 * @param statement signed with a key of this partner
 * @throws HubError `statement-invalid`, with everything that is wrong
 */
export function judgeAnswer(
  { iss, assignment, outcome, manner, article, on, iat }: PartnerAnswerStatement,
  { id, partner, assignedAt }: AssignmentRecord,
  now: Date,
): void {
  const soon = new Date(now.getTime() + clockSkewMs);
  const wrong = [
    ...(iss === partner ? [] : ['iss is not the partner that was asked']),
    ...(assignment === id ? [] : ['assignment is another one']),
    ...(iat * 1000 <= soon.getTime() ? [] : ['iat lies ahead']),
    ...(on <= civilDateOf(soon) ? [] : ['on lies ahead']),
    ...(on >= civilDateOf(assignedAt) ? [] : ['on lies before the day of the assignment']),
    ...((outcome === 'answered') === (manner !== undefined)
      ? []
      : ['answered has a manner, and nothing else']),
    ...((outcome === 'refused') === (article !== undefined)
      ? []
      : ['refused has an article, and nothing else']),
  ];
  if (wrong.length > 0) throw new HubError('statement-invalid', { detail: `statement: ${wrong.join('; ')}` });
}

/** What a partner says, without when it signed. */
export const answerIn = ({ outcome, manner, article, on }: PartnerAnswer): PartnerAnswer => ({
  outcome,
  ...(manner !== undefined && { manner }),
  ...(article !== undefined && { article }),
  on,
});

export const isSameAnswer = (one: PartnerAnswer, other: PartnerAnswer): boolean =>
  canonicalJson(answerIn(one)) === canonicalJson(answerIn(other));
