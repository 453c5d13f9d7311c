/** Officer: the records of processing activities (AVG art. 30), made from what the hub itself goes by. */
import type { PartnerId } from '../ids.js';
import { closed, fieldName, id, oneOf, type Static, slug, Type, text } from '../schema.js';
import { basis } from '../statements.js';
import { retention } from './catalogue.js';

const role = closed({ role: slug, label: text(120) });
const partner = closed({
  id: id<PartnerId>('partner'),
  name: text(200),
  role: slug,
  state: slug,
});

/** Art. 30(1)(b) to (f), of one purpose in force. */
export const processingActivity = closed({
  purpose: slug,
  version: Type.Integer(),
  title: text(120),
  description: text(1_000),
  dpvPurpose: text(200),
  dataSubjects: Type.Array(oneOf('child', 'guardian', 'professional')),
  flows: Type.Array(
    closed({
      flow: slug,
      source: role,
      recipient: role,
      controller: text(200),
      fields: Type.Array(closed({ name: fieldName, label: text(120), health: Type.Boolean() })),
      basis,
      article: text(200),
      art9: Type.Union([text(200), Type.Null()]),
      /** Only consent lifts the professional secrecy at the source. */
      secrecyConsent: Type.Boolean(),
      shownToFamily: Type.Boolean(),
      dpiaRemark: Type.Union([text(500), Type.Null()]),
    }),
  ),
  /** Registered partners that may stand in one of the flows. */
  partners: Type.Array(partner),
  /** How long a consent for it lasts, after which nothing is shared on it. */
  retention,
  emergency: Type.Boolean(),
});

/** What the hub keeps of it all, by class of retention (`consent-schemas/retention.json`). */
export const keptByHub = closed({
  class: slug,
  /** Null where it goes at once when a child is erased. */
  keep: Type.Union([closed({ years: Type.Integer(), article: text(200), why: text(500) }), Type.Null()]),
});

/** `GET /v1/processing-activities` (officer). Names no person. */
export const processingActivities = closed({
  hub: closed({
    origin: Type.String(),
    contactEmail: Type.String(),
    keeps: Type.Array(keptByHub),
  }),
  items: Type.Array(processingActivity),
});

export type ProcessingActivity = Static<typeof processingActivity>;
export type ProcessingActivities = Static<typeof processingActivities>;
