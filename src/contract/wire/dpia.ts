/** Officer: the facts for a data protection impact assessment (AVG art. 35(7)), made from what the hub goes by now. */
import type { PartnerId } from '../ids.js';
import { civilDate, closed, digest, id, oneOf, type Static, slug, Type, text } from '../schema.js';
import { consentRule } from './catalogue.js';
import { keptByHub, processingActivity } from './processing.js';

const partner = id<PartnerId>('partner');

/** What the system itself enforces, whoever wants otherwise. */
export const safeguards = [
  'sealed-fields',
  'padded-fields',
  'minimised-at-source',
  'no-bsn',
  'names-sealed',
  'keys-apart',
  'covenant-keys',
  'consent-at-use',
  'professional-present',
  'second-factor',
  'emergency-review',
  'short-lived-answers',
  'stop-orders',
  'complete-log',
  'witnesses',
  'officers-on-record',
  'erasure',
] as const;
/** What the hub learns all the same. */
export const seenByHub = ['who-asks-whom', 'when', 'purpose-and-fields', 'explanations', 'teams'] as const;
/** What it cannot see. */
export const unseenByHub = ['values', 'free-text', 'bsn', 'names-at-rest', 'work-at-partners'] as const;

/** `GET /v1/dpia-facts` (officer). Names no person. */
export const dpiaFacts = closed({
  on: civilDate,
  hub: closed({ origin: Type.String(), contactEmail: Type.String() }),
  activities: Type.Array(processingActivity),
  /** Who may stand where in each flow, of the partners that are registered now. */
  flows: Type.Array(
    closed({
      purpose: slug,
      flow: slug,
      sources: Type.Array(partner),
      recipients: Type.Array(partner),
      /** Whether the family is asked: for its consent, or because only that lifts the professional secrecy. */
      asksFamily: Type.Boolean(),
    }),
  ),
  roles: Type.Array(
    closed({
      role: slug,
      label: text(120),
      /** On which article it may use the BSN; null where it may not. */
      bsnArticle: Type.Union([text(120), Type.Null()]),
      mayReceiveHealth: Type.Boolean(),
      enrolmentsPerDay: Type.Integer(),
    }),
  ),
  /** Who must consent; null where no rule is in force. */
  consentRule: Type.Union([consentRule, Type.Null()]),
  policies: closed({
    digest,
    rules: Type.Array(closed({ id: text(120), file: text(200), text: Type.String() })),
  }),
  agreement: closed({ version: slug, digest, signed: Type.Array(partner) }),
  keeps: Type.Array(keptByHub),
  /** How long a source may answer, and after how long a sealed answer is destroyed that nobody acknowledged. */
  sealedAnswers: closed({ answerSeconds: Type.Integer(), keptSeconds: Type.Integer() }),
  /** Organisations that sign the log, by their name in the policy; null where the hub asks none. */
  witnesses: Type.Union([
    closed({ names: Type.Array(text(200)), quorum: Type.Boolean(), behind: Type.Array(text(200)) }),
    Type.Null(),
  ]),
  safeguards: Type.Array(oneOf(...safeguards)),
  hubSees: Type.Array(oneOf(...seenByHub)),
  hubCannotSee: Type.Array(oneOf(...unseenByHub)),
});

export type DpiaFacts = Static<typeof dpiaFacts>;
