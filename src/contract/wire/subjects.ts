/** Partner: identifier evaluation, enrolment, invitations, authority, introductions. */
import type { InvitationId, PartnerId, PersonRef, SubjectRef } from '../ids.js';
import {
  base64urlText,
  civilDate,
  closed,
  id,
  oneOf,
  type Static,
  slug,
  Type,
  text,
  timestamp,
} from '../schema.js';
import { inclusion } from '../statements.js';

/**
 * `POST /v1/identifier-evaluations` (professional): RFC 9497, ristretto255-SHA512, verifiable mode. One blinded point
 * in; evaluated point and DLEQ proof out, all base64url of the serialised element or proof.
 */
export const identifierEvaluationRequest = closed({ blinded: base64urlText(64) });
export const identifierEvaluation = closed({ evaluated: base64urlText(64), proof: base64urlText(128) });

/** Names one assertion of authority, birth date or capacity, so that a partner and an officer can speak of the same. */
const assertion = Type.String({ pattern: '^ast_[A-Za-z0-9_-]{22}$' });

/** Why this partner knows the child. */
export const relation = oneOf('enrolled-pupil', 'in-care', 'in-guidance', 'attendance', 'participant');

/** `POST /v1/subjects` (professional, idempotent): enrol. `pseudonym` is the PRF output; the hub keeps only its HMAC. */
export const enrolmentRequest = closed({
  pseudonym: base64urlText(128),
  birthDate: civilDate,
  /** Shown to the family so that they recognise their child; sealed at rest. */
  firstName: text(80),
  relation,
});
export const subject = closed({
  id: id<SubjectRef>('subjectRef'),
  relation,
  enrolledAt: timestamp,
  proof: inclusion,
});
/** `assertion` is that of the birth date: what to name to an officer where two dates contradict each other. */
export const enrolledSubject = closed({ ...subject.properties, assertion });
/** `POST /v1/subjects/_search` (partner): the partner's own children, newest first. */
export const subjectSearch = closed({
  cursor: Type.Optional(base64urlText(200)),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});
export const subjectPage = closed({
  items: Type.Array(closed({ id: id<SubjectRef>('subjectRef'), relation, enrolledAt: timestamp })),
  next: Type.Union([Type.String(), Type.Null()]),
});

/** `POST /v1/subjects/{subject}/invitations` (professional, idempotent). The code goes to the person on paper or by hand. */
export const invitationRequest = closed({ as: oneOf('guardian', 'young-person') });
export const invitation = closed({
  id: id<InvitationId>('invitation'),
  person: id<PersonRef>('personRef'),
  code: text(40),
  expiresAt: timestamp,
  proof: inclusion,
});

/**
 * `PUT /v1/subjects/{subject}/authorities/{person}` (professional): what this partner has seen of a person's parental
 * authority (*gezag*). One that makes the set of required persons smaller waits for confirmation by an officer.
 */
export const authorityKind = oneOf(
  'joint',
  'single',
  'guardianship',
  'none',
  'not-determinable',
  'under-investigation',
);
export const authorityAssertion = closed({
  kind: authorityKind,
  source: oneOf('declared-by-person', 'partner-record', 'court-register', 'brp'),
  assertedOn: civilDate,
});
export const authority = closed({
  kind: authorityKind,
  /** False while it waits for a confirmation. */
  inEffect: Type.Boolean(),
  /** What to name to an officer who must confirm it. */
  assertion,
  proof: inclusion,
});
/**
 * `PUT /v1/subjects/{subject}/capacity` (professional): whether the young person can appraise own interests (*wilsbekwaam*,
 * WGBO 7:465), without the reason. Incapacity waits for an officer; then the guardians decide instead.
 */
export const capacityKind = oneOf('capable', 'incapable');
export const capacityAssertion = closed({
  kind: capacityKind,
  source: oneOf('care-provider', 'partner-record', 'declared-by-guardian'),
  assertedOn: civilDate,
});
export const capacity = closed({
  kind: capacityKind,
  /** False while it waits for a confirmation. */
  inEffect: Type.Boolean(),
  assertion,
  proof: inclusion,
});
/** `POST /v1/authority-confirmations` (officer). `assertion` is the id shown in the officer's queue. */
export const authorityConfirmation = closed({
  assertion,
  ground: oneOf('court-document', 'brp', 'officer'),
  reason: text(500),
});

export const authorityConfirmed = closed({ assertion, proof: inclusion });
/**
 * `POST /v1/authority-assertions/_search` (officer): what only a confirmation can settle, oldest first: words that would
 * leave someone out, doubt, and words that contradict each other. The look is recorded.
 */
export const waitingAssertionsSearch = closed({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});
const waiting = {
  assertion,
  assertedBy: id<PartnerId>('partner'),
  assertedAt: timestamp,
  /** Assertions about the same child that say otherwise, confirmed ones too; empty where nobody does. */
  contradicts: Type.Array(assertion),
};
export const waitingAssertion = Type.Union([
  closed({ about: Type.Literal('authority'), ...authorityAssertion.properties, ...waiting }),
  closed({ about: Type.Literal('capacity'), ...capacityAssertion.properties, ...waiting }),
  closed({ about: Type.Literal('birth-date'), birthDate: civilDate, ...waiting }),
]);
export const waitingAssertions = closed({ items: Type.Array(waitingAssertion) });

/** `POST /v1/subjects/{subject}/introductions` (professional, idempotent): a one-time code for one partner, 7 days. */
export const introductionRequest = closed({ to: id<PartnerId>('partner'), purpose: slug });
export const introduction = closed({ code: text(60), expiresAt: timestamp, proof: inclusion });
/** `POST /v1/introductions/_redeem` (professional, idempotent). */
export const introductionRedemption = closed({ code: text(60), relation });

export type EnrolmentRequest = Static<typeof enrolmentRequest>;
export type AuthorityKind = Static<typeof authorityKind>;
export type AuthorityAssertion = Static<typeof authorityAssertion>;
export type CapacityKind = Static<typeof capacityKind>;
export type CapacityAssertion = Static<typeof capacityAssertion>;
export type WaitingAssertion = Static<typeof waitingAssertion>;
export type Relation = Static<typeof relation>;
