/** Consent that a professional writes down with the person present: helped on a screen, on a signed form, or a no by phone. */
import type { PartnerId, PersonRef, RecordingId, SubjectRef } from '../ids.js';
import {
  civilDate,
  closed,
  fieldName,
  id,
  list,
  oneOf,
  type Static,
  slug,
  Type,
  text,
  timestamp,
} from '../schema.js';
import { inclusion } from '../statements.js';
import { familyLanguage } from './catalogue.js';
import { choice } from './consent.js';

export const recordedChannel = oneOf('assisted', 'paper', 'phone');

/**
 * Of the request's own flows. Who sends and receives is not the professional's to see: the hub takes every partner that
 * the family would be asked about, or of the recipients those that the person named.
 */
export const recordedFlow = closed({
  flow: slug,
  fields: list(fieldName, 60),
  recipients: Type.Optional(list(id<PartnerId>('partner'), 200, 1)),
});

/**
 * `POST /v1/consent-requests/{request}/recordings` (professional, idempotent). A yes waits for its second step; a no, by
 * phone too, holds at once, and where a yes stood it is that withdrawal.
 */
export const recordingSubmission = closed({
  person: id<PersonRef>('personRef'),
  channel: recordedChannel,
  version: Type.Integer({ minimum: 1 }),
  noticeHash: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  language: familyLanguage,
  choice,
  flows: list(recordedFlow, 60),
  /** Date on the signed form; required for a yes on paper. */
  signedOn: Type.Optional(civilDate),
});
/** `code` is shown once, to be put on the person's paper; null with a no. 202 and no proof while the ledger stalls. */
export const recordedWithPerson = closed({
  code: Type.Union([text(40), Type.Null()]),
  codeExpiresAt: Type.Union([timestamp, Type.Null()]),
  /** Until when the second step counts. */
  confirmBefore: Type.Union([timestamp, Type.Null()]),
  proof: Type.Union([inclusion, Type.Null()]),
});

/** `POST /v1/recordings/_read` and `_undo` (anyone who holds the paper). */
export const recordingCode = closed({ code: text(40) });
/** `POST /v1/recordings/_search` and `_witness` (professional): the code on the person's paper, and the child as one's own. */
export const witnessing = closed({ code: text(40), subject: id<SubjectRef>('subjectRef') });
export const witnessed = closed({ witnessedAt: timestamp, proof: inclusion });

/** What was written down, and never what holds now: whoever wrote it down saw the code too. */
export const recordingView = closed({
  id: id<RecordingId>('recording'),
  purpose: slug,
  version: Type.Integer(),
  language: slug,
  noticeHash: Type.String(),
  channel: recordedChannel,
  recordedBy: text(200),
  recordedOn: civilDate,
  signedOn: Type.Union([civilDate, Type.Null()]),
  flows: Type.Array(closed({ flow: slug, fields: Type.Array(Type.String()) })),
});
/** The same whether or not anything still held: from now on nothing is shared on it. */
export const recordingUndone = closed({ undone: Type.Literal(true) });

export type RecordingSubmission = Static<typeof recordingSubmission>;
export type RecordedWithPerson = Static<typeof recordedWithPerson>;
export type Witnessing = Static<typeof witnessing>;
export type RecordedChannel = Static<typeof recordedChannel>;
export type RecordingView = Static<typeof recordingView>;
