/** What is signed about a person's rights: the officer's word that erases, and the hub's word on its certificate. */
import type { RightsRequestId } from './ids.js';
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

/** Of these what is older than its term goes by itself being old; an identity lapses with the child alone. */
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

export type ErasableClass = Static<typeof erasableClass>;
export type LapsingClass = Static<typeof lapsingClass>;
export type Restriction = Static<typeof restriction>;
