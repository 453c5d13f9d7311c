/** Officer: personal data breaches (AVG 33 and 34), whom they affect, the 72 hours, and what was done. */
import type { AccountId, BreachId, ExchangeId, PartnerId } from '../ids.js';
import {
  civilDate,
  closed,
  digest,
  fieldName,
  id,
  oneOf,
  type Static,
  slug,
  Type,
  text,
  timestamp,
} from '../schema.js';
import { inclusion } from '../statements.js';

export const breachNatures = ['credential-lost', 'misuse', 'intrusion', 'sent-wrongly', 'other'] as const;
export const breachSteps = ['supervisor-notified', 'families-notified', 'closed'] as const;

/** Whose or what was lost, misused or broken into: exactly one. `key` is the `kid` of a partner's key. */
export const breachAbout = Type.Union([
  closed({ partner: id<PartnerId>('partner') }),
  closed({ key: digest }),
  closed({ professional: id<AccountId>('account') }),
]);

/** `POST /v1/audit/breaches` (privacy officer, idempotent). */
export const breachReport = closed({
  about: breachAbout,
  nature: oneOf(...breachNatures),
  /** Days on the wall in Europe/Amsterdam, both included. */
  from: civilDate,
  to: civilDate,
  /** When the controller became aware; not in the future. The 72 hours run from then (AVG 33(1)). */
  awareAt: timestamp,
  /** Why the case is opened; kept sealed with the entry. */
  reason: text(500),
});

export const breachCase = closed({
  id: id<BreachId>('breach'),
  about: breachAbout,
  nature: oneOf(...breachNatures),
  from: civilDate,
  to: civilDate,
  awareAt: timestamp,
  /** 72 hours after that. */
  dueAt: timestamp,
  /** Notified to the supervisor after that, or not notified and past it. */
  late: Type.Boolean(),
  state: oneOf('open', 'notified', 'closed'),
  steps: Type.Array(closed({ step: oneOf(...breachSteps), takenAt: timestamp })),
  /** Whether the partner, key or account that it is about is suspended now. */
  suspended: Type.Boolean(),
  openedAt: timestamp,
});
/** `GET /v1/audit/breaches?cursor=`, newest first. */
export const breachCases = closed({
  items: Type.Array(breachCase),
  next: Type.Union([Type.String(), Type.Null()]),
});
export const breachOpened = closed({ breach: id<BreachId>('breach'), proof: inclusion });

/** `POST /v1/audit/breaches/{breach}/_assess`. */
export const breachAssessing = closed({
  /** Kept sealed with the entry about the look. */
  reason: text(500),
  cursor: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 200 })),
});
/** Whom it affects: children of whom something was released, and what. It names none of them. */
export const breachAssessment = closed({
  case: breachCase,
  children: Type.Integer({ minimum: 0 }),
  exchanges: Type.Integer({ minimum: 0 }),
  purposes: Type.Array(
    closed({
      purpose: slug,
      children: Type.Integer({ minimum: 1 }),
      exchanges: Type.Integer({ minimum: 1 }),
      fields: Type.Array(fieldName),
    }),
  ),
  /** Exchanges in which something was released, newest first; each opens to its story. */
  items: Type.Array(
    closed({
      exchange: id<ExchangeId>('exchange'),
      askedAt: timestamp,
      recipient: id<PartnerId>('partner'),
      purpose: slug,
      sources: Type.Array(id<PartnerId>('partner')),
    }),
  ),
  next: Type.Union([Type.String(), Type.Null()]),
  /** Drafts in Dutch; what stands between square brackets only people know. */
  drafts: closed({
    /** To the supervisor, with what AVG 33(3) asks. */
    supervisor: Type.String(),
    /** To families, at B1, with what AVG 34(2) asks. */
    families: Type.String(),
  }),
});

/** `POST /v1/audit/breaches/{breach}/steps` (privacy officer, idempotent). */
export const breachStep = closed({
  step: oneOf(...breachSteps),
  /** In the officer's words, kept sealed with the entry; of a case that is closed without a notification, why (AVG 33(5)). */
  note: text(2_000),
});
/** `POST /v1/audit/breaches/{breach}/suspensions` and `/resumptions` (privacy officer, idempotent). */
export const breachSuspension = closed({ reason: text(400) });

export type BreachAbout = Static<typeof breachAbout>;
export type BreachReport = Static<typeof breachReport>;
export type BreachCase = Static<typeof breachCase>;
export type BreachAssessment = Static<typeof breachAssessment>;
export type BreachStep = Static<typeof breachStep>;
