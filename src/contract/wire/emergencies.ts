/** Officer: emergencies, why they could not wait, and the verdict on each. */
import type { AccountId, EmergencyId, ExchangeId, PartnerId } from '../ids.js';
import {
  civilDate,
  closed,
  compactJws,
  id,
  oneOf,
  type Static,
  slug,
  Type,
  text,
  timestamp,
} from '../schema.js';
import { officerText } from '../sealed-texts.js';
import { inclusion } from '../statements.js';

const verdict = oneOf('necessary', 'not-necessary');

/** Waiting ones are oldest first, reviewed ones newest first. */
export const emergency = closed({
  id: id<EmergencyId>('emergency'),
  exchange: id<ExchangeId>('exchange'),
  recipient: id<PartnerId>('partner'),
  professional: closed({
    account: id<AccountId>('account'),
    function: Type.Union([text(200), Type.Null()]),
    /** The child was enrolled less than 24 hours before, and a colleague stood behind it. */
    second: Type.Boolean(),
  }),
  purpose: slug,
  version: Type.Integer(),
  question: slug,
  askedAt: timestamp,
  /** The texts are bound to it: `apv` is the SHA-256 of its ASCII. */
  keyStatement: compactJws(),
  /** Sealed to privacy officers of the roster; empty once reviewed. */
  necessity: Type.Array(officerText),
  /** What each source did, and the ground on which a professional there released by hand. */
  sources: Type.Array(
    closed({
      source: id<PartnerId>('partner'),
      state: slug,
      released: Type.Boolean(),
      ground: Type.Union([slug, Type.Null()]),
    }),
  ),
  /** Null where the family saw it from the beginning. */
  hiding: Type.Union([
    closed({
      /** The first day on which the family sees it, unless an officer confirms the hiding before. */
      until: civilDate,
      state: oneOf('hidden', 'confirmed', 'lapsed', 'lifted'),
      /** Why it was unsafe, sealed like the necessity. */
      reason: Type.Array(officerText),
    }),
    Type.Null(),
  ]),
  review: Type.Union([closed({ verdict, reviewedAt: timestamp }), Type.Null()]),
});

/** `GET /v1/audit/emergencies?state=&cursor=`. */
export const emergencies = closed({
  items: Type.Array(emergency),
  next: Type.Union([Type.String(), Type.Null()]),
});

/** `POST /v1/audit/emergencies/{emergency}/reviews` (privacy officer, idempotent). The latest review counts. */
export const emergencyReview = closed({
  verdict,
  /** In the officer's words, kept sealed with the entry. */
  remark: Type.Optional(text(2_000)),
  /** Of one that is hidden from the family: to leave it hidden, or to show it now. Without it the hiding lapses. */
  hiding: Type.Optional(oneOf('confirmed', 'lifted')),
});
export const emergencyReviewed = closed({ emergency: id<EmergencyId>('emergency'), proof: inclusion });

export type Emergency = Static<typeof emergency>;
export type EmergencyReview = Static<typeof emergencyReview>;
