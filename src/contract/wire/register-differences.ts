/** Officer: what became different in the register between two days, as the log says it. */
import type { PartnerId } from '../ids.js';
import {
  civilDate,
  closed,
  fieldName,
  id,
  oneOf,
  type Static,
  slug,
  Type,
  text,
  timestamp,
} from '../schema.js';

const version = Type.Integer({ minimum: 1 });
const orNone = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const fromTo = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  closed({ from: orNone(schema), to: orNone(schema) });
const partnerState = oneOf('registered', 'active', 'suspended');

/** One data field in one flow. */
const flowField = closed({ flow: slug, field: fieldName });

const activityDifference = closed({
  purpose: slug,
  title: text(120),
  /** The version in force at the end of either day; null where there was none yet. */
  versions: fromTo(version),
  flows: closed({
    added: Type.Array(slug),
    removed: Type.Array(slug),
    /** What of it is different, by the name that the register has for it. */
    changed: Type.Array(closed({ flow: slug, what: Type.Array(slug) })),
  }),
  fields: closed({ added: Type.Array(flowField), removed: Type.Array(flowField) }),
  /** Of the activity itself, such as `retention`. */
  changed: Type.Array(slug),
});

const partnerDifference = closed({
  partner: id<PartnerId>('partner'),
  name: text(200),
  role: slug,
  states: fromTo(partnerState),
  /** The agreement that it had signed last. */
  agreements: fromTo(slug),
});

/** `GET /v1/processing-differences` (officer): both days as they ended in Amsterdam. */
export const differencesAsked = closed({ from: civilDate, to: civilDate });

/** Names no person. What is the same on both days is left out. */
export const registerDifferences = closed({
  from: civilDate,
  to: civilDate,
  /** When the log begins: before that nothing is known. */
  since: orNone(timestamp),
  activities: Type.Array(activityDifference),
  partners: Type.Array(partnerDifference),
  policies: closed({
    digests: fromTo(text(100)),
    /** By their ids; null where the hub kept no text of one of the sets. */
    rules: orNone(
      closed({
        added: Type.Array(text(120)),
        changed: Type.Array(text(120)),
        removed: Type.Array(text(120)),
      }),
    ),
  }),
  agreement: fromTo(slug),
  consentRules: closed({ added: Type.Array(closed({ version: slug, effectiveOn: civilDate })) }),
  /** Digests of the file that says which roles there are. */
  roles: fromTo(text(100)),
  roster: fromTo(version),
  /** Published until the second day and offered no more: the log does not say since when. */
  offeredNoMore: Type.Array(slug),
});

export type RegisterDifferences = Static<typeof registerDifferences>;
export type ActivityDifference = Static<typeof activityDifference>;
export type PartnerDifference = Static<typeof partnerDifference>;
