/** Officer: emergencies, why they could not wait, and the verdict on each. */
import type { AccountId, EmergencyId, ExchangeId, PartnerId, SubjectRef } from '../ids.js';
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

export const emergencyVerdict = oneOf('necessary', 'not-necessary');
/** What a partner did after a verdict that its emergency was not necessary; `contested`: it does not agree. */
export const warningMeasure = oneOf('discussed', 'instructed', 'contested');

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
  /** By when an officer must have given a verdict (`EMERGENCY_REVIEW_HOURS`). */
  dueAt: timestamp,
  /** It has none yet, and that time is over. */
  overdue: Type.Boolean(),
  review: Type.Union([closed({ verdict: emergencyVerdict, reviewedAt: timestamp }), Type.Null()]),
  /** Where it was not necessary: what the partner that asked did with that word; null while it did not answer. */
  warning: Type.Union([
    closed({
      measure: Type.Union([warningMeasure, Type.Null()]),
      answeredAt: Type.Union([timestamp, Type.Null()]),
    }),
    Type.Null(),
  ]),
});

/** `GET /v1/audit/emergencies?state=&cursor=`. */
export const emergencies = closed({
  items: Type.Array(emergency),
  next: Type.Union([Type.String(), Type.Null()]),
});

/** `POST /v1/audit/emergencies/{emergency}/reviews` (privacy officer, idempotent). The latest review counts. */
export const emergencyReview = closed({
  verdict: emergencyVerdict,
  /** In the officer's words, kept sealed with the entry. */
  remark: Type.Optional(text(2_000)),
  /** Of one that is hidden from the family: to leave it hidden, or to show it now. Without it the hiding lapses. */
  hiding: Type.Optional(oneOf('confirmed', 'lifted')),
});
export const emergencyReviewed = closed({ emergency: id<EmergencyId>('emergency'), proof: inclusion });

/** `GET /v1/emergency-warnings` (system, professional): own emergencies that were not necessary and wait for an answer, oldest first. */
export const emergencyWarnings = closed({
  items: Type.Array(
    closed({
      emergency: id<EmergencyId>('emergency'),
      exchange: id<ExchangeId>('exchange'),
      /** The partner's own name for the child; null where it has it no more. */
      subject: Type.Union([id<SubjectRef>('subjectRef'), Type.Null()]),
      purpose: slug,
      version: Type.Integer(),
      function: Type.Union([text(200), Type.Null()]),
      askedAt: timestamp,
      reviewedAt: timestamp,
    }),
  ),
});
/** `POST /v1/emergency-warnings/{emergency}/answers` (professional, idempotent): not by who used the emergency. */
export const warningAnswer = closed({ measure: warningMeasure });
export const warningAnswered = closed({ emergency: id<EmergencyId>('emergency'), proof: inclusion });

export type Emergency = Static<typeof emergency>;
export type EmergencyVerdict = Static<typeof emergencyVerdict>;
export type EmergencyWarning = Static<typeof emergencyWarnings>['items'][number];
export type WarningMeasure = Static<typeof warningMeasure>;
export type EmergencyReview = Static<typeof emergencyReview>;
