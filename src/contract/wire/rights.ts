/** Rights of AVG art. 15-22: a person asks in own words, a privacy officer answers within a term. */
import type { ChildRef, PartnerId, RightsAssignmentId, RightsRequestId } from '../ids.js';
import { dataSubjectRights, erasableClass, partnerAnswer, restriction } from '../rights-statements.js';
import { civilDate, closed, compactJws, id, oneOf, type Static, Type, text, timestamp } from '../schema.js';
import { inclusion } from '../statements.js';
import { namedPartner } from './consent.js';

const request = id<RightsRequestId>('rightsRequest');
const right = oneOf(...dataSubjectRights);
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** `POST /v1/me/children/{child}/rights-requests` (idempotent). */
export const rightsRequestSubmission = closed({
  right,
  /** What is wrong, or why, in the person's own words: needed for `rectification`, `restriction` and `objection`. */
  explanation: Type.Optional(text(2_000)),
});

const words = orNull(text(2_000));

const told = {
  id: request,
  right,
  state: oneOf('open', 'granted', 'refused', 'executed', 'withdrawn'),
  requestedAt: timestamp,
  /** The answer comes within a month, or within three where that was said in the first (AVG art. 12(3)). */
  dueOn: civilDate,
  /** Null also once the child was erased. */
  explanation: words,
  /** Why the answer takes longer. */
  extension: orNull(closed({ reason: words })),
  /** What was done. */
  grant: orNull(closed({ reason: words })),
  /** Of a refusal: on which article, and why in words. */
  refusal: orNull(closed({ article: text(200), reason: words })),
  /** Partners that hold data of their own and were asked to answer too, by name, the first asked first. */
  partners: Type.Array(
    closed({
      name: text(200),
      askedOn: civilDate,
      dueOn: civilDate,
      /** Null while it has not said that it answered. */
      answer: orNull(partnerAnswer),
    }),
  ),
};

/** What the person who asked sees of it, also when the child is not known here any more: `child` is null then. */
export const ownRightsRequest = closed({ ...told, child: orNull(id<ChildRef>('childRef')) });
/** What an officer opens of one, to answer on paper; whose it is does not show. */
export const rightsRequestRecord = closed({
  ...told,
  as: oneOf('guardian', 'young-person'),
  answeredAt: orNull(timestamp),
});
export const ownRightsRequests = closed({ items: Type.Array(ownRightsRequest) });
export const rightsWithdrawn = closed({ request, state: oneOf('withdrawn'), proof: inclusion });

/** `POST /v1/rights-requests/_search` (officer): those that wait, the first due first, or were answered; whose they are does not show. */
export const rightsRequestSearch = closed({
  /** Those that were answered come the last answered first; by default those that wait. */
  state: Type.Optional(oneOf('open', 'answered')),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
});
export const waitingRightsRequests = closed({
  items: Type.Array(
    closed({
      id: request,
      right,
      as: oneOf('guardian', 'young-person'),
      state: told.state,
      requestedAt: timestamp,
      answeredAt: orNull(timestamp),
      dueOn: civilDate,
      extended: Type.Boolean(),
      explanation: words,
      /** Of erasure: what the retention rule says now: what goes, and what the law obliges to keep. */
      proposal: orNull(closed({ destroy: Type.Array(erasableClass), restrict: Type.Array(restriction) })),
      /** Partners that are enrolled with the child: it can be assigned to these. */
      partners: Type.Array(namedPartner),
      /** To which it was, the first first. */
      assignments: Type.Array(
        closed({
          id: id<RightsAssignmentId>('rightsAssignment'),
          partner: id<PartnerId>('partner'),
          assignedAt: timestamp,
          dueOn: civilDate,
          answer: orNull(partnerAnswer),
        }),
      ),
    }),
  ),
});

/** `POST /v1/rights-requests/{request}/refusals` (privacy officer, idempotent). */
export const rightsRefusal = closed({
  article: text(200),
  /** To the person who asked. */
  reason: text(2_000),
});
/** `POST /v1/rights-requests/{request}/grants` and `…/extensions` (privacy officer, idempotent): what was done, or why later. */
export const rightsAnswer = closed({ reason: text(2_000) });

/** `POST /v1/erasures` (privacy officer, idempotent): `typ: kernhub-erasure+jwt` by a key of the officer in the roster. */
export const erasureOrder = closed({ statement: compactJws() });
export const erased = closed({ request, entries: Type.Integer({ minimum: 0 }), proof: inclusion });
export const rightsDecided = closed({
  request,
  state: oneOf('granted', 'refused', 'executed'),
  proof: inclusion,
});
export const rightsExtended = closed({ request, dueOn: civilDate, proof: inclusion });

export type RightsRequestRecord = Static<typeof rightsRequestRecord>;
export type OwnRightsRequest = Static<typeof ownRightsRequest>;
export type WaitingRightsRequest = Static<typeof waitingRightsRequests>['items'][number];
