/** The catalogue: purposes, their flows and fields, notices, consent rules, roles. The files in consent-schemas/ have these very shapes. */
import type { Role } from '../ids.js';
import {
  closed,
  digest,
  fieldName,
  fieldNamePattern,
  list,
  oneOf,
  type Static,
  slug,
  slugPattern,
  type TSchema,
  Type,
  text,
  timestamp,
} from '../schema.js';
import { basis } from '../statements.js';

const role = Type.Unsafe<Role>(slug);
const duration = Type.String({
  pattern: '^P(?:\\d+Y)?(?:\\d+M)?(?:\\d+W)?(?:\\d+D)?(?:T(?:\\d+H)?(?:\\d+M)?)?$',
  maxLength: 30,
});

/** How long a consent for a purpose lasts: after a time, on a day of the year (`--10-01`), or until an event and at most so long. */
export const retention = Type.Union([
  closed({ after: duration }),
  closed({ on: Type.String({ pattern: '^--\\d{2}-\\d{2}$' }) }),
  closed({ event: slug, max: duration }),
]);

export const field = closed({
  name: fieldName,
  /** Plain Dutch label and example, as the family sees them. */
  label: text(120),
  example: text(200),
  /** Whether the family may leave it out. */
  optional: Type.Boolean(),
  /** Whether it can hold health data (AVG art. 9). */
  health: Type.Boolean(),
  /** Every value is padded to this many bytes before it is sealed, so that its length says nothing. */
  paddedBytes: Type.Integer({ minimum: 16, maximum: 8_192 }),
  /** JSON Schema 2020-12 of the value. */
  schema: Type.Unsafe<Record<string, unknown>>({ type: 'object' }),
});

export const flow = closed({
  id: slug,
  source: role,
  recipient: role,
  fields: list(fieldName, 60, 1),
  basis,
  /** The article of law, such as `AVG 6(1)(a)` or `Leerplichtwet 21a`. */
  article: text(200),
  /** AVG art. 9(2) exception; required where a field can hold health data. */
  art9: Type.Union([text(200), Type.Null()]),
  /** Professional secrecy at the source that only consent lifts (WGBO 7:457, Jeugdwet 7.3.11). */
  secrecyConsent: Type.Boolean(),
  controller: text(200),
  /** Why this flow on this basis needs attention in the DPIA; for consent towards a public authority. */
  dpiaRemark: Type.Optional(text(500)),
  /** Where false, the family does not see it by law; the reason is then in `dpiaRemark`. */
  shownToFamily: Type.Boolean(),
});

export const purpose = closed({
  id: slug,
  version: Type.Integer({ minimum: 1 }),
  title: text(120),
  description: text(1_000),
  /** The DPV term that comes nearest. */
  dpvPurpose: text(200),
  flows: list(flow, 60, 1),
  fields: list(field, 60, 1),
  /** Codes a requester may ask, with their plain Dutch text. */
  questions: list(closed({ code: slug, text: text(300) }), 30, 1),
  retention,
  /** Emergency purposes: released by hand, own limits. Null for all others. */
  emergency: Type.Union([
    closed({
      functions: list(slug, 40, 1),
      perProfessionalPerDay: Type.Integer({ minimum: 1 }),
      grounds: list(closed({ code: slug, text: text(300) }), 20, 1),
    }),
    Type.Null(),
  ]),
});

/** Who must consent at which age; a decision stores the version applied. */
export const consentRule = closed({
  version: slug,
  effectiveOn: Type.String({ format: 'date' }),
  /** In order of age; `fromAge` inclusive. */
  bands: list(
    closed({
      fromAge: Type.Integer({ minimum: 0, maximum: 18 }),
      youngPerson: Type.Boolean(),
      guardians: Type.Boolean(),
    }),
    10,
    1,
  ),
  /** From this age nobody holds parental authority (BW 1:233, 1:245), so nobody decides instead; 18 where it is absent. */
  guardiansUntilAge: Type.Optional(Type.Integer({ minimum: 12, maximum: 30 })),
  source: text(400),
});

export const roleDefinition = closed({
  role,
  label: text(120),
  /** Whether this role ever may use the BSN, and on which article. */
  bsnArticle: Type.Union([text(120), Type.Null()]),
  mayReceiveHealth: Type.Boolean(),
  corePartner: Type.Boolean(),
  enrolmentsPerDay: Type.Integer({ minimum: 1 }),
});

const named = <S extends TSchema>(key: string, value: S, max: number) =>
  Type.Record(Type.String({ pattern: key }), value, {
    additionalProperties: false,
    minProperties: 1,
    maxProperties: max,
  });

/** What a family reads of a purpose in one language: `labels/<purpose>@<version>.<language>.json`, by name and code. */
export const purposeLabels = closed({
  title: text(120),
  description: text(1_000),
  fields: named(fieldNamePattern, closed({ label: text(120), example: text(200) }), 60),
  questions: named(slugPattern, text(300), 30),
});

/** Who the organisations are, in one language: `role-labels/<language>.json`, by role and `core-partner`. */
export const roleLabels = closed({
  roles: named(slugPattern, closed({ label: text(120), explanation: text(300) }), 101),
});

/** Languages in which families are spoken to. */
export const familyLanguage = oneOf('nl', 'en', 'tr', 'ar', 'pl', 'uk');
export const audience = oneOf('guardian', 'young-person');

/**
 * `GET /v1/purposes/{purpose}/versions/{version}/texts/{language}` (partner): what this reader is shown, to be read out
 * with the person present. Each in the language that it names, which is Dutch where nobody translated.
 */
export const familyTexts = closed({
  /** `hash` is the SHA-256 of `text` in UTF-8, base64url: it goes into the proof of what was decided. */
  notice: closed({ language: slug, text: Type.String(), hash: digest }),
  labels: closed({ language: slug, ...purposeLabels.properties }),
});

/** `GET /v1/purposes` and `GET /v1/purposes/{purpose}/versions/{version}` (partner). */
export const purposeList = closed({
  items: Type.Array(
    closed({ id: slug, version: Type.Integer(), title: text(120), publishedAt: timestamp, digest }),
  ),
});

export type Purpose = Static<typeof purpose>;
export type Flow = Static<typeof flow>;
export type Field = Static<typeof field>;
export type Retention = Static<typeof retention>;
export type ConsentRule = Static<typeof consentRule>;
export type RoleDefinition = Static<typeof roleDefinition>;
export type PurposeLabels = Static<typeof purposeLabels>;
export type RoleLabels = Static<typeof roleLabels>;
export type FamilyTexts = Static<typeof familyTexts>;
export type FamilyLanguage = Static<typeof familyLanguage>;
