/** Partner: exchanges, tasks, envelopes, receipts. docs/first-call.md goes through one by hand. */
import type { ExchangeId, PartnerId, SubjectRef, TaskId } from '../ids.js';
import {
  base64urlText,
  closed,
  compactJwe,
  compactJws,
  fieldName,
  id,
  list,
  oneOf,
  type Static,
  slug,
  Type,
  timestamp,
} from '../schema.js';
import { necessityText, officerText, sealedText } from '../sealed-texts.js';
import { inclusion } from '../statements.js';

/** `POST /v1/exchanges` (professional, idempotent). */
export const exchangeRequest = closed({
  subject: id<SubjectRef>('subjectRef'),
  purpose: slug,
  question: slug,
  keyStatement: compactJws(),
  /** Free text, only as JWE to the sources' roster keys; a source gets the ones addressed to it. */
  questionText: Type.Optional(list(sealedText, 50)),
  /** Emergency only: the necessity statement, sealed to the sources and to the privacy officers of the roster. */
  necessity: Type.Optional(list(necessityText, 60, 1)),
  /**
   * Emergency only: why it is unsafe that the family sees it now, sealed to the privacy officers. It is hidden for 7 days
   * then, and longer only where an officer confirms it.
   */
  unsafeForFamily: Type.Optional(list(officerText, 10, 1)),
  /**
   * The partner's own system knows that the child is one of somebody who works there, and wants the privacy officers to look.
   * It decides nothing; no family and no other partner is shown it.
   */
  colleaguesChild: Type.Optional(Type.Literal(true)),
});

/** `not-available` whatever the cause, and only at the deadline. */
export const sourceState = oneOf('waiting', 'shared', 'not-available');
export const exchangeState = oneOf('open', 'complete', 'partial', 'expired', 'refused', 'withdrawn');

export const envelope = closed({
  /** `typ: kernhub-manifest+jwt`. */
  manifest: compactJws(),
  fields: Type.Record(fieldName, compactJwe()),
});

/** One delivery from one source. Verify everything in exchange.md step 7 before opening. */
export const delivery = closed({
  task: id<TaskId>('task'),
  source: closed({ id: id<PartnerId>('partner'), role: slug }),
  ticket: compactJws(),
  envelope,
  release: inclusion,
});
export const exchange = closed({
  id: id<ExchangeId>('exchange'),
  purpose: slug,
  version: Type.Integer(),
  state: exchangeState,
  deadlineAt: timestamp,
  sources: Type.Array(closed({ role: slug, state: sourceState })),
  deliveries: Type.Array(delivery),
  decision: inclusion,
});
/** `POST /v1/exchanges/{exchange}/receipts` (system or professional, idempotent): `typ: kernhub-receipt+jwt`. */
export const receiptSubmission = closed({ receipt: compactJws() });

/** `GET /v1/tasks?limit=` (system; `Prefer: wait`): tasks taken by this call, leased for 60 s. */
export const task = closed({
  id: id<TaskId>('task'),
  ticket: compactJws(),
  /** This source's pairwise id and the salt of the ticket's `subjectDigest`. */
  subject: id<SubjectRef>('subjectRef'),
  salt: base64urlText(43),
  /** Sealed texts addressed to this source. */
  questionText: Type.Array(sealedText),
  necessity: Type.Array(sealedText),
  /** Emergency: stays with the source until a professional releases or declines. */
  manual: Type.Boolean(),
  leasedUntil: timestamp,
});
export const tasks = closed({ items: Type.Array(task) });
export const declineRequest = closed({
  reason: oneOf(
    'child-not-here',
    'no-data',
    'secrecy',
    'unsafe',
    'ticket-refused',
    'mapping-failed',
    'professional-declined',
  ),
  /** For `ticket-refused`: which checks failed, as codes. */
  causes: list(slug, 20),
});
/**
 * `POST /v1/emergency-approvals` (professional, idempotent): a second professional of the same partner stands behind an
 * emergency request for a child enrolled less than 24 hours ago. Valid 15 minutes, once.
 */
export const emergencyApproval = closed({ subject: id<SubjectRef>('subjectRef'), purpose: slug });
/** `PUT /v1/tasks/{task}/envelope` and the receipts answer this. */
export const acknowledged = closed({ state: slug });

export type ExchangeRequest = Static<typeof exchangeRequest>;
export type Envelope = Static<typeof envelope>;
export type ExchangeView = Static<typeof exchange>;
export type Delivery = Static<typeof delivery>;
export type Task = Static<typeof task>;
export type DeclineRequest = Static<typeof declineRequest>;
