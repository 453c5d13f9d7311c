/** Rights of AVG art. 15-22: a person asks, a privacy officer decides. Erasure today; the others take the same way. */
import type { RightsRequestId } from '../ids.js';
import { erasableClass, restriction } from '../rights-statements.js';
import { civilDate, closed, compactJws, id, oneOf, type Static, Type, text, timestamp } from '../schema.js';
import { inclusion } from '../statements.js';

const request = id<RightsRequestId>('rightsRequest');

/** `POST /v1/me/children/{child}/rights-requests` (idempotent). */
export const rightsRequestSubmission = closed({ right: oneOf('erasure') });

/** What the person who asked sees of it, also when the child is not known here any more. */
export const ownRightsRequest = closed({
  id: request,
  right: oneOf('erasure'),
  state: oneOf('open', 'refused', 'executed'),
  requestedAt: timestamp,
  /** The answer comes within a month (AVG art. 12(3)). */
  dueOn: civilDate,
  /** Of a refusal: on which article, and why in words. */
  refusal: Type.Union([
    closed({ article: text(200), reason: Type.Union([text(2_000), Type.Null()]) }),
    Type.Null(),
  ]),
});
export const ownRightsRequests = closed({ items: Type.Array(ownRightsRequest) });

/** `POST /v1/rights-requests/_search` (officer): those that wait, the first due first; whose they are does not show. */
export const rightsRequestSearch = closed({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
});
export const waitingRightsRequests = closed({
  items: Type.Array(
    closed({
      id: request,
      right: oneOf('erasure'),
      as: oneOf('guardian', 'young-person'),
      requestedAt: timestamp,
      dueOn: civilDate,
      /** What the retention rule says now: what goes, and what the law obliges to keep. */
      proposal: closed({ destroy: Type.Array(erasableClass), restrict: Type.Array(restriction) }),
    }),
  ),
});

/** `POST /v1/rights-requests/{request}/refusals` (privacy officer, idempotent). */
export const rightsRefusal = closed({
  article: text(200),
  /** To the person who asked. */
  reason: text(2_000),
});

/** `POST /v1/erasures` (privacy officer, idempotent): `typ: kernhub-erasure+jwt` by a key of the officer in the roster. */
export const erasureOrder = closed({ statement: compactJws() });
export const erased = closed({ request, entries: Type.Integer({ minimum: 0 }), proof: inclusion });
export const rightsDecided = closed({ request, state: oneOf('refused', 'executed'), proof: inclusion });

export type OwnRightsRequest = Static<typeof ownRightsRequest>;
export type WaitingRightsRequest = Static<typeof waitingRightsRequests>['items'][number];
