/** Partner: ask the family. */
import type { ConsentRequestId, PartnerId, SubjectRef } from '../ids.js';
import { closed, id, list, oneOf, type Static, slug, Type, text, timestamp } from '../schema.js';
import { inclusion } from '../statements.js';
import { familyLanguage } from './catalogue.js';

/** A partner as people know it. */
export const namedPartner = closed({ id: id<PartnerId>('partner'), name: text(200) });

/** How a consent came in that the person did not give in an own session, and the partner that wrote it down; else null. */
export const recordedHand = Type.Union([
  closed({
    channel: oneOf('assisted', 'paper', 'phone', 'code'),
    by: Type.Union([namedPartner, Type.Null()]),
  }),
  Type.Null(),
]);

/** `POST /v1/consent-requests` (professional, idempotent). `explanation` is shown to the family, in the professional's own words. */
export const consentRequestSubmission = closed({
  subject: id<SubjectRef>('subjectRef'),
  purpose: slug,
  version: Type.Integer({ minimum: 1 }),
  /** Flows asked for; each with the partners that would send and receive. */
  flows: list(slug, 60, 1),
  explanation: text(1_000),
});
/** `complete` or `incomplete`, and nothing else: waiting, refused, withdrawn and lapsed look the same. */
export const consentRequest = closed({
  id: id<ConsentRequestId>('consentRequest'),
  subject: id<SubjectRef>('subjectRef'),
  purpose: slug,
  version: Type.Integer(),
  state: oneOf('complete', 'incomplete'),
  askedAt: timestamp,
  /**
   * Mail to somebody whom this partner invited is refused for good: ask on paper or in a talk. Says not whose, and nothing
   * of persons whom others invited. Absent in the answer to asking.
   */
  mailFails: Type.Optional(Type.Boolean()),
  proof: Type.Optional(inclusion),
});

/**
 * What a person decides, canonical (RFC 8785); its SHA-256 is what the person may sign. Per flow the recipients and
 * sources (partners) and fields that the person allows; what is allowed in the end is the intersection over all
 * required persons.
 */
export const choice = oneOf('given', 'refused');
export const decidedFlow = closed({
  flow: slug,
  sources: list(id<PartnerId>('partner'), 200),
  recipients: list(id<PartnerId>('partner'), 200),
  fields: list(Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }), 60),
});
export const decision = closed({
  purpose: slug,
  version: Type.Integer({ minimum: 1 }),
  noticeHash: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  language: familyLanguage,
  choice,
  flows: list(decidedFlow, 60),
});

export type ConsentRequestSubmission = Static<typeof consentRequestSubmission>;
export type Decision = Static<typeof decision>;
export type DecidedFlow = Static<typeof decidedFlow>;
