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
  /** Of this version, for who names it elsewhere. */
  uri: Type.String({ format: 'uri', maxLength: 500 }),
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

/**
 * The address of one version of an activity: what a line elsewhere names as its processing activity (LDV 1.0,
 * `dpl.core.processing_activity_id`). A version never changes, so what the address leads to is always the same activity.
 *
 * @param hub origin of the hub
 */
export const processingActivityUri = (hub: string, purpose: string, version: number): string =>
  `${hub}/v1/processing-activities/${purpose}/versions/${version}`;

/** Where the register says what the data subjects of an export are called by (LDV 1.0, `data_subject_id_type`). */
export const dataSubjectIdType = (hub: string): string => `${hub}/officer/register#data-subjects`;

/** What the hub keeps of it all, by class of retention (`consent-schemas/retention.json`). */
export const keptByHub = closed({
  class: slug,
  /** Null where it goes at once when a child is erased. */
  keep: Type.Union([closed({ years: Type.Integer(), article: text(200), why: text(500) }), Type.Null()]),
});

/** `GET /v1/processing-activities/{purpose}/versions/{version}` (officer): a {@link processingActivity}, also a former one. */
export const activityAddress = closed({
  purpose: slug,
  version: Type.String({ pattern: '^[1-9][0-9]{0,5}$' }),
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
