/** Officer: one exchange with all that is known of it, and how each word of that is proven. */

import type { AccountId, DecisionId, EntryId, ExchangeId, PartnerId, StopId, TaskId } from '../ids.js';
import type { Code } from '../problems.js';
import {
  civilDate,
  closed,
  digest,
  fieldName,
  id,
  list,
  oneOf,
  type Static,
  slug,
  type TSchema,
  Type,
  text,
  timestamp,
} from '../schema.js';
import { basis, inclusion } from '../statements.js';
import { keepGround, stopOutcome } from '../stop-statements.js';
import { choice, decidedFlow, recordedHand } from './consent.js';
import { emergencyVerdict, warningMeasure } from './emergencies.js';

const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const partnerNamed = closed({ id: id<PartnerId>('partner'), name: text(200), role: orNull(slug) });
const entry = id<EntryId>('entry');
const fields = Type.Array(fieldName);
const code = Type.Unsafe<Code>(slug);

/** `POST /v1/audit/exchanges/{exchange}/_open` and `…/evidence` (officer): why; the look is recorded with it. */
export const inspection = closed({ reason: text(500) });

/** A policy as it decided. `text` is null where the hub kept only the digest of that set. */
const decidingPolicy = closed({
  id: text(120),
  file: orNull(text(200)),
  text: orNull(Type.String()),
});

/** What was decided at the request, or anew at a release, as the entry says it. */
const storedDecision = closed({
  entry,
  event: text(80),
  at: timestamp,
  /** By which ages and end dates were judged; null in entries from before it was recorded. */
  judgedOn: orNull(civilDate),
  outcome: oneOf('permitted', 'refused', 'released'),
  refusal: orNull(code),
  /** The set by its digest, as the log published it, and those of it that decided. */
  policies: closed({ digest, deciding: Type.Array(decidingPolicy) }),
  flows: Type.Array(
    closed({ task: id<TaskId>('task'), flow: slug, source: id<PartnerId>('partner'), basis, fields }),
  ),
  reliesOn: Type.Array(entry),
});

/** Persons around the child are numbered within this answer, and named nowhere in it. */
const personNumber = Type.Integer({ minimum: 1 });

/** Something that the decision stands on, as it was recorded; `says` leaves out who it is about. */
const storedFact = closed({
  entry,
  event: text(80),
  at: timestamp,
  person: orNull(personNumber),
  says: Type.Record(Type.String(), Type.Unknown()),
});

/** A word of the family that the decision or a release stands on. */
const reliedConsent = closed({
  entry,
  event: text(80),
  at: timestamp,
  person: personNumber,
  /** Null of a withdrawal, and where it was erased. */
  as: orNull(oneOf('guardian', 'young-person')),
  decision: id<DecisionId>('decision'),
  version: Type.Integer(),
  choice: orNull(choice),
  flows: orNull(list(decidedFlow, 60)),
  recorded: recordedHand,
  /** Whether a passkey of the person signed it. */
  signed: Type.Boolean(),
  /** As it was shown; `text` is null where no text of that hash is in the catalogue any more. */
  notice: orNull(closed({ language: slug, hash: digest, text: orNull(Type.String()) })),
});

const storedTask = closed({
  task: id<TaskId>('task'),
  source: partnerNamed,
  flow: slug,
  basis,
  /** Null in a log from before the text of the purpose was recorded. */
  article: orNull(text(200)),
  art9: orNull(text(200)),
  fields,
  /** Emergency: a professional at the source releases by hand. */
  manual: Type.Boolean(),
  state: slug,
  declined: orNull(closed({ at: timestamp, reason: slug, causes: Type.Array(slug) })),
  /** Envelopes that the hub did not take in. */
  rejected: Type.Array(closed({ at: timestamp, causes: Type.Array(slug) })),
  envelope: orNull(
    closed({
      at: timestamp,
      manifest: digest,
      /** SHA-256 of each sealed field, as the source signed it. */
      fields: Type.Record(fieldName, digest),
      ground: orNull(slug),
    }),
  ),
  releases: Type.Array(closed({ entry, at: timestamp })),
  receipt: orNull(
    closed({ entry, at: timestamp, outcome: oneOf('opened', 'rejected'), causes: Type.Array(slug) }),
  ),
  destroyed: orNull(closed({ entry, at: timestamp, cause: slug })),
  stop: orNull(id<StopId>('stop')),
});

const storedStop = closed({
  stop: id<StopId>('stop'),
  entry,
  cause: slug,
  orderedAt: timestamp,
  dueAt: timestamp,
  tasks: Type.Array(id<TaskId>('task')),
  answer: orNull(closed({ entry, at: timestamp, outcome: stopOutcome, ground: orNull(keepGround) })),
});

/** An entry and its place; its proof is in the checkpoint of the story. */
const storedEntry = closed({
  entry,
  event: text(80),
  kind: slug,
  at: timestamp,
  index: inclusion.properties.index,
  leaf: inclusion.properties.leaf,
  hashes: inclusion.properties.hashes,
});

export const exchangeStory = closed({
  exchange: id<ExchangeId>('exchange'),
  state: slug,
  request: closed({
    askedAt: timestamp,
    deadlineAt: timestamp,
    partner: partnerNamed,
    /** All null to the officer of a partner that was asked. */
    professional: closed({
      account: orNull(id<AccountId>('account')),
      function: orNull(text(200)),
      /** The authentication level of the login. */
      acr: orNull(text(200)),
    }),
    purpose: closed({ id: slug, version: Type.Integer(), title: text(120), digest }),
    question: closed({ code: slug, text: orNull(text(300)) }),
    fields,
    emergency: Type.Boolean(),
    secondProfessional: Type.Boolean(),
    /** The requester's own system said that the child is a colleague's. */
    colleaguesChild: Type.Boolean(),
    /** Of an emergency that the family did not see before that day, unless an officer said otherwise. */
    hiddenUntil: orNull(civilDate),
    /** SHA-256 of the key statement that the recipient signed. */
    keyStatement: digest,
  }),
  /** Of the request first, then one for each release: every release was decided anew. */
  decisions: Type.Array(storedDecision),
  facts: Type.Array(storedFact),
  consents: Type.Array(reliedConsent),
  tasks: Type.Array(storedTask),
  stops: Type.Array(storedStop),
  /** Verdicts of privacy officers, of an emergency. */
  reviews: Type.Array(
    closed({
      entry,
      at: timestamp,
      officer: id<AccountId>('account'),
      verdict: emergencyVerdict,
      hiding: orNull(oneOf('confirmed', 'lifted')),
    }),
  ),
  /** What the partner did with a verdict that it was not necessary. */
  measures: Type.Array(closed({ entry, at: timestamp, measure: warningMeasure })),
  /** Of everything above, in the order of the log. */
  entries: Type.Array(storedEntry),
  /** What something above stands on and was erased with the child: only its leaf is left. */
  erased: Type.Array(entry),
  checkpoint: inclusion.properties.checkpoint,
  /** C2SP vkeys of the log, current one first. */
  verifierKeys: Type.Array(text(400)),
});

export type Inspection = Static<typeof inspection>;
export type ExchangeStory = Static<typeof exchangeStory>;
