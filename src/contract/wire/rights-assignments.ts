/** Requests about rights that partners answer: an officer assigns them, a partner's agent hears of them and answers. */
import type { PartnerId, RightsAssignmentId, RightsRequestId } from '../ids.js';
import { civilDate, closed, compactJws, id, list, type Static, Type, text } from '../schema.js';
import { inclusion } from '../statements.js';

/** `POST /v1/rights-requests/{request}/assignments` (privacy officer, idempotent). */
export const rightsAssignmentSubmission = closed({
  /** Enrolled with the child; each is asked once at a time. */
  partners: list(id<PartnerId>('partner'), 50, 1),
  /** From today until the day on which the request itself is due. */
  dueOn: civilDate,
  /** What the partner should know; goes to each of them. */
  instruction: Type.Optional(text(1_000)),
  /** Whether the partners read what the person who asked wrote. */
  passExplanation: Type.Optional(Type.Boolean()),
});
export const rightsAssigned = closed({
  request: id<RightsRequestId>('rightsRequest'),
  items: Type.Array(
    closed({
      id: id<RightsAssignmentId>('rightsAssignment'),
      partner: id<PartnerId>('partner'),
      proof: inclusion,
    }),
  ),
});

/** One that waits for this partner. */
export const rightsAssignment = closed({
  id: id<RightsAssignmentId>('rightsAssignment'),
  /** `typ: kernhub-rights-assignment+jwt`, by the hub's ticket key. */
  order: compactJws(),
  /** Where it stands in the ledger. */
  proof: inclusion,
});
/** `GET /v1/rights-assignments?cursor=` (system; `Prefer: wait`): those that wait, the first assigned first. */
export const rightsAssignments = closed({
  items: Type.Array(rightsAssignment),
  /** The place of the last of these, to hear of what was assigned after it; null where there are none. */
  next: Type.Union([Type.String(), Type.Null()]),
});

/** `POST /v1/rights-assignments/{assignment}/statements` (idempotent): `typ: kernhub-rights-answer+jwt`, by the partner's roster key. */
export const rightsAnswerStatement = closed({ statement: compactJws() });

export type RightsAssignmentSubmission = Static<typeof rightsAssignmentSubmission>;
export type RightsAssigned = Static<typeof rightsAssigned>;
export type RightsAssignmentOrder = Static<typeof rightsAssignment>;
