/**
 * What is signed about a person's rights: the officer's word that erases, the hub's word on its certificate, and what
 * hub and partner say of a request that the partner is to answer.
 */
import type { PartnerId, PersonRef, RightsAssignmentId, RightsRequestId, SubjectRef } from './ids.js';
import {
  civilDate,
  closed,
  digest,
  id,
  list,
  oneOf,
  type Static,
  sealingJwk,
  signingJwk,
  Type,
  text,
} from './schema.js';

/** How long what is sealed is kept, and so which key goes. What concerns the hub alone has no child to erase. */
export const erasableClass = oneOf('identity', 'consent-proof', 'access-log', 'operation');

/** Of these what is older than its term may go while the child is still known; its identity goes with the child alone. */
export const lapsingClass = oneOf('consent-proof', 'access-log', 'operation');

/** What the law obliges to keep (AVG 17(3)): used for nothing else until it may go (AVG 18(2)). */
export const restriction = closed({
  class: erasableClass,
  /** Such as `AVG 17(3)(b)`. */
  article: text(200),
  /** The first day on which it is destroyed. */
  until: civilDate,
});

/**
 * A privacy officer in the covenant roster, whose signed word erases, and who reads why an emergency could not wait; the
 * FG supervises and signs nothing (AVG 38(6)).
 */
export const rosterOfficer = closed({
  name: text(200),
  duty: Type.Literal('privacy-officer'),
  signing: list(signingJwk, 10, 1),
  /** Necessity statements of emergencies are sealed to these too; without any there can be no emergency. */
  sealing: Type.Optional(list(sealingJwk, 5)),
});

/** By a key of a privacy officer in the covenant roster. Names the request and no child. */
export const erasureStatement = closed({
  /** The hub's public origin, so that no word serves at another hub. */
  aud: text(200),
  request: id<RightsRequestId>('rightsRequest'),
  destroy: list(erasableClass, 4, 1),
  restrict: list(restriction, 4),
  iat: Type.Integer({ minimum: 0 }),
});

/** The hub's word on an erasure certificate. */
export const certificateStatement = closed({
  iss: text(200),
  sub: id<RightsRequestId>('rightsRequest'),
  /** SHA-256 of the canonical certificate (RFC 8785) without this statement. */
  digest,
  iat: Type.Integer({ minimum: 0 }),
});

/** AVG art. 15 and 20, 16, 17, 18, 21. */
export const dataSubjectRights = ['access', 'rectification', 'erasure', 'restriction', 'objection'] as const;
export type Right = (typeof dataSubjectRights)[number];

/**
 * The hub to one partner that holds data about the child: a family asked this, and only you can answer it for what you
 * hold (AVG 12(3), 26). The family is not named; who asked goes by the partner's own name for that person.
 */
export const rightsAssignmentStatement = closed({
  /** The hub's public origin. */
  iss: text(200),
  aud: id<PartnerId>('partner'),
  jti: id<RightsAssignmentId>('rightsAssignment'),
  right: oneOf(...dataSubjectRights),
  subject: id<SubjectRef>('subjectRef'),
  as: oneOf('guardian', 'young-person'),
  /** Absent where this partner never invited the person who asked: then it finds out who that is (AVG 12(6)). */
  person: Type.Optional(id<PersonRef>('personRef')),
  /** Until and with this day. */
  dueOn: civilDate,
  /** By a privacy officer of the hub. */
  instruction: Type.Optional(text(1_000)),
  /** In the words of the person who asked, where the officer passed them on. */
  explanation: Type.Optional(text(2_000)),
  iat: Type.Integer({ minimum: 0 }),
});

/** `answered`: the partner told the family; `nothing-held`: it holds nothing about the child; `refused`: on an article. */
export const partnerOutcome = oneOf('answered', 'nothing-held', 'refused');
/** How the family was answered. */
export const partnerManner = oneOf('in-person', 'letter', 'portal');

/** `answered` has a manner and `refused` an article; nothing else has one. */
export const partnerAnswer = closed({
  outcome: partnerOutcome,
  manner: Type.Optional(partnerManner),
  /** Of the law, such as `AVG 15(4)`. */
  article: Type.Optional(text(200)),
  /** The day on which the family was answered, or the partner found this out. */
  on: civilDate,
});

/** The partner's word on one assignment, by its roster key. Holds nothing of what it answered. */
export const partnerAnswerStatement = closed({
  iss: id<PartnerId>('partner'),
  assignment: id<RightsAssignmentId>('rightsAssignment'),
  ...partnerAnswer.properties,
  iat: Type.Integer({ minimum: 0 }),
});

export type PartnerAnswer = Static<typeof partnerAnswer>;
export type ErasableClass = Static<typeof erasableClass>;
export type LapsingClass = Static<typeof lapsingClass>;
export type Restriction = Static<typeof restriction>;
