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
  proof: inclusion,
});
/** `POST /v1/authority-confirmations` (officer). `assertion` is the id shown in the officer's queue. */
export const authorityConfirmation = closed({
  assertion: Type.String({ pattern: '^ast_[A-Za-z0-9_-]{22}$' }),
  ground: oneOf('court-document', 'brp', 'officer'),
  reason: text(500),
});

export const authorityConfirmed = closed({ assertion: Type.String(), proof: inclusion });
/** `POST /v1/authority-assertions/_search` (officer): what waits for a confirmation, oldest first. The look is recorded. */
export const waitingAssertionsSearch = closed({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});
export const waitingAssertions = closed({
  items: Type.Array(
    closed({
      assertion: Type.String(),
      assertedBy: id<PartnerId>('partner'),
      kind: authorityKind,
      source: authorityAssertion.properties.source,
      assertedOn: civilDate,
      assertedAt: timestamp,
    }),
  ),
});

/** `POST /v1/subjects/{subject}/introductions` (professional, idempotent): a one-time code for one partner, 7 days. */
export const introductionRequest = closed({ to: id<PartnerId>('partner'), purpose: slug });
export const introduction = closed({ code: text(60), expiresAt: timestamp, proof: inclusion });
/** `POST /v1/introductions/_redeem` (professional, idempotent). */
export const introductionRedemption = closed({ code: text(60), relation });

export type EnrolmentRequest = Static<typeof enrolmentRequest>;
export type AuthorityKind = Static<typeof authorityKind>;
export type AuthorityAssertion = Static<typeof authorityAssertion>;
export type Relation = Static<typeof relation>;
