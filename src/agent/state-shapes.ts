/** The shapes of the files in the state folder; checked when they are read. */
import {
  type ConsentRequestId,
  closed,
  compactJws,
  digest,
  type ExchangeId,
  fieldName,
  id,
  list,
  oneOf,
  type PersonRef,
  purpose,
  type Static,
  type SubjectRef,
  sealingJwk,
  slug,
  type TaskId,
  Type,
  task,
  text,
} from '../contract/index.js';

/** The newest roster accepted, so that an older one is refused after a restart too. */
export const rosterSchema = closed({
  seen: Type.Union([
    closed({ version: Type.Integer(), digest, statement: compactJws(4_000_000) }),
    Type.Null(),
  ]),
});

/** The partner's own number ↔ the pairwise id at the hub. */
export const childrenSchema = closed({
  items: Type.Array(closed({ number: text(60), ref: id<SubjectRef>('subjectRef') })),
});

/** Purpose versions as first seen; a published version never changes. */
export const purposesSchema = closed({
  items: Type.Array(closed({ id: slug, version: Type.Integer(), digest, document: purpose })),
});

/** Whom this partner invited about a child and what it asked the family, by the hub's ids; no name and no answer. */
export const familySchema = closed({
  persons: Type.Array(
    closed({
      number: text(60),
      person: id<PersonRef>('personRef'),
      as: oneOf('guardian', 'young-person'),
      invitedAt: Type.Integer(),
    }),
  ),
  questions: Type.Array(
    closed({
      number: text(60),
      request: id<ConsentRequestId>('consentRequest'),
      purpose: slug,
      version: Type.Integer(),
      flows: list(slug, 60, 1),
      askedAt: Type.Integer(),
    }),
  ),
});

/** Which exchange and child each key statement served, until it expires. */
export const statementsSchema = closed({
  items: Type.Array(
    closed({
      iss: id('partner'),
      jti: text(64),
      exchange: id('exchange'),
      subject: id('subjectRef'),
      exp: Type.Integer(),
    }),
  ),
});

/** Emergency tasks that wait for a professional's hand. */
export const waitingSchema = closed({
  items: Type.Array(closed({ task, number: text(60), arrivedAt: Type.Integer() })),
});

/** Own requests that may still bring an answer, with the one key that opens it; gone once nothing can come. */
export const pendingSchema = closed({
  items: Type.Array(
    closed({
      exchange: id<ExchangeId>('exchange'),
      number: text(60),
      purpose: slug,
      version: Type.Integer(),
      question: slug,
      fields: list(fieldName, 60, 1),
      keyStatement: compactJws(),
      privateJwk: closed({ ...sealingJwk.properties, d: text(60) }),
      askedBy: text(300),
      askedAt: Type.Integer(),
      receipted: list(id<TaskId>('task'), 500),
    }),
  ),
});

export type RosterState = Static<typeof rosterSchema>;
export type ChildrenState = Static<typeof childrenSchema>;
export type FamilyState = Static<typeof familySchema>;
export type PurposesState = Static<typeof purposesSchema>;
export type StatementsState = Static<typeof statementsSchema>;
export type WaitingState = Static<typeof waitingSchema>;
export type PendingState = Static<typeof pendingSchema>;
export type InvitedPerson = FamilyState['persons'][number];
export type AskedQuestion = FamilyState['questions'][number];
export type WaitingTask = WaitingState['items'][number];
export type PendingRequest = PendingState['items'][number];
