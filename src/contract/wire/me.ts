/** Parent, young person: `/v1/me/…`, with a session. */
import type { ChildRef, ConsentRequestId, DecisionId, ReceiptId, SubjectId } from '../ids.js';
import { civilDate, closed, id, list, oneOf, type Static, slug, Type, text, timestamp } from '../schema.js';
import { inclusion } from '../statements.js';
import { familyLanguage, purpose } from './catalogue.js';
import { choice, decidedFlow, namedPartner, recordedHand } from './consent.js';
import { emergencyVerdict } from './emergencies.js';
import { decisionSignature } from './passkeys.js';
import { relation } from './subjects.js';

export const invitationRedemption = closed({ code: text(40) });
export const child = closed({
  id: id<ChildRef>('childRef'),
  firstName: text(80),
  /** How this person stands to the child. */
  as: oneOf('guardian', 'young-person'),
  /** How many questions wait for this person's answer. */
  waiting: Type.Integer(),
  /** Purposes to which everyone who must said yes, this person too. */
  shared: Type.Array(slug),
  /** Purposes to which this person said yes, and which are not complete yet, whatever the cause. */
  incomplete: Type.Array(slug),
});
export const children = closed({ items: Type.Array(child) });

/** A partner's question, with everything the person needs to decide and nothing about other persons. */
export const question = closed({
  request: id<ConsentRequestId>('consentRequest'),
  askedBy: namedPartner,
  askedOn: Type.String({ format: 'date' }),
  explanation: text(1_000),
  purpose,
  /** Per flow which enrolled partners would send and receive. */
  flows: Type.Array(
    closed({
      flow: slug,
      sources: Type.Array(namedPartner),
      recipients: Type.Array(namedPartner),
    }),
  ),
  notice: closed({ language: slug, text: Type.String(), hash: Type.String() }),
  /**
   * This person's own last decision, with its state in the terms of the W3C DPV: `renewed` is a yes after an earlier yes.
   * Null where the consent is only requested.
   */
  own: Type.Union([
    closed({
      decision: id<DecisionId>('decision'),
      choice,
      state: oneOf('given', 'renewed', 'refused', 'withdrawn', 'expired', 'invalidated'),
      decidedAt: timestamp,
      /** How it came in, and the partner that wrote it down where it did not come from the person's own session. */
      channel: oneOf('portal', 'assisted', 'paper', 'phone'),
      recordedBy: Type.Union([namedPartner, Type.Null()]),
      /** Whether a passkey of the person signed it. */
      signed: Type.Boolean(),
    }),
    Type.Null(),
  ]),
  /** `complete` once everyone required has given; else `incomplete`, whatever the cause. */
  state: oneOf('complete', 'incomplete'),
});
export const consents = closed({ items: Type.Array(question) });

/** `POST /v1/me/children/{child}/decisions` (idempotent). Optional fields, sources and recipients may be left out. */
const answer = {
  request: id<ConsentRequestId>('consentRequest'),
  version: Type.Integer({ minimum: 1 }),
  noticeHash: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  language: familyLanguage,
  choice,
  flows: list(decidedFlow, 60),
};
export const decisionSubmission = closed({ ...answer, signature: Type.Optional(decisionSignature) });
/** `POST /v1/me/children/{child}/decisions/_challenge`: the same, before it is signed. */
export const decisionToSign = closed(answer);
export const recordedDecision = closed({
  id: id<DecisionId>('decision'),
  decidedAt: timestamp,
  proof: Type.Union([inclusion, Type.Null()]),
});
/** `POST /v1/me/children/{child}/decisions/{decision}/withdrawals` (idempotent). 202 with `proof: null` while the ledger stalls; it holds all the same. */
export const withdrawal = closed({ withdrawnAt: timestamp, proof: Type.Union([inclusion, Type.Null()]) });

/**
 * `GET /v1/me/children/{child}/accesses`: every exchange and every enrolment that this person may see, newest first. An
 * enrolment has a `relation` and no purpose, fields or basis.
 */
export const access = closed({
  on: Type.String({ format: 'date' }),
  partner: text(200),
  function: Type.Union([text(120), Type.Null()]),
  purpose: Type.Union([slug, Type.Null()]),
  fields: Type.Array(Type.String()),
  basis: Type.Union([Type.String(), Type.Null()]),
  relation: Type.Union([relation, Type.Null()]),
  outcome: oneOf('asked', 'refused', 'released', 'emergency', 'enrolled'),
  /** What a privacy officer said of an emergency, and when. */
  review: Type.Union([closed({ verdict: emergencyVerdict, on: civilDate }), Type.Null()]),
});
export const accesses = closed({ items: Type.Array(access), next: Type.Union([Type.String(), Type.Null()]) });

/** `GET /v1/me/children/{child}/receipts`: what this person can have a receipt of, newest first. */
export const receiptEvent = oneOf(
  'consent.given',
  'consent.refused',
  'consent.withdrawn',
  'exchange.released',
  'exchange.refused',
  'emergency.permitted',
);
export const receiptSummary = closed({
  id: id<ReceiptId>('receipt'),
  event: receiptEvent,
  purpose: slug,
  version: Type.Integer({ minimum: 1 }),
  on: Type.String({ format: 'date' }),
  recorded: recordedHand,
});
export const receipts = closed({
  items: Type.Array(receiptSummary),
  next: Type.Union([Type.String(), Type.Null()]),
});

/** `GET /v1/me/children/{child}/looks`: looks of privacy officers at this child, newest first; without why. */
const officerLook = closed({
  on: Type.String({ format: 'date' }),
  duty: slug,
  /** `searched`: what was asked about the child; `opened`: one exchange from beginning to end; `request`: an own request about rights. */
  what: oneOf('searched', 'opened', 'request'),
});
export const officerLooks = closed({ items: Type.Array(officerLook) });

/** `POST /v1/audit/access-statements` (officer). The look is recorded with its reason, and the family sees that it was taken. */
export const accessStatementRequest = closed({ subject: id<SubjectId>('subject'), reason: text(500) });

export type OfficerLook = Static<typeof officerLook>;
export type ReceiptEvent = Static<typeof receiptEvent>;
export type ReceiptSummary = Static<typeof receiptSummary>;
export type DecisionSubmission = Static<typeof decisionSubmission>;
export type DecisionToSign = Static<typeof decisionToSign>;
