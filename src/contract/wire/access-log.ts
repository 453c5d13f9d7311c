/** Officer: what was asked about whom, by anyone, and what came of it. */
import type { AccountId, EntryId, ExchangeId, PartnerId, ReceiptId, SubjectRef } from '../ids.js';
import {
  base64urlText,
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
import { basis } from '../statements.js';

/** `nothing-released`: it was allowed, and so far no source's answer was handed over. */
export const accessOutcome = oneOf('refused', 'nothing-released', 'released');

/**
 * `POST /v1/audit/accesses/_search` (officer). Days are those on the wall in Amsterdam, both inclusive. The look is
 * recorded with its reason and with what was looked for; a child that was looked up is named in it.
 */
export const accessSearch = closed({
  reason: text(500),
  /** Who asked. */
  partner: Type.Optional(id<PartnerId>('partner')),
  professional: Type.Optional(id<AccountId>('account')),
  function: Type.Optional(text(200)),
  purpose: Type.Optional(slug),
  field: Type.Optional(fieldName),
  /** On which something was ordered of a source; a refused request has none. */
  basis: Type.Optional(basis),
  outcome: Type.Optional(accessOutcome),
  emergency: Type.Optional(Type.Boolean()),
  from: Type.Optional(civilDate),
  to: Type.Optional(civilDate),
  /** A child by a partner's own id for it. */
  child: Type.Optional(closed({ partner: id<PartnerId>('partner'), subject: id<SubjectRef>('subjectRef') })),
  /** The child that a receipt is about, which a family shows; instead of `child`. */
  receipt: Type.Optional(id<ReceiptId>('receipt')),
  /** The child that an export in a standard form calls so; instead of `child`. */
  dataSubject: Type.Optional(base64urlText(100)),
  cursor: Type.Optional(base64urlText(200)),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});

const { cursor, limit, ...searched } = accessSearch.properties;
export const accessExportFormats = [
  'csv',
  'json',
  'ldv',
  'ldv-otlp',
  'fhir-audit-event',
  'fhir-consent',
] as const;
/**
 * `POST /v1/audit/exports` (officer): all that a search finds, as a file that comes bit by bit. `ldv` is NDJSON of Logboek
 * Dataverwerkingen 1.0 (Logius), `ldv-otlp` the same as one body of OTLP/HTTP (JSON), `fhir-audit-event` and `fhir-consent` are NDJSON of FHIR 4.0.1 (Bulk Data); in
 * these four the child stands under a name that only the hub can resolve.
 */
export const accessExport = closed({ ...searched, format: oneOf(...accessExportFormats) });

/** Whose child it is does not show: who needs that looks the child up, with a reason. */
export const loggedAccess = closed({
  exchange: id<ExchangeId>('exchange'),
  askedAt: timestamp,
  partner: closed({ id: id<PartnerId>('partner'), name: text(200), role: slug }),
  /** Both null to the officer of a partner that was asked: who asked at the other is not its to know. */
  professional: closed({
    account: Type.Union([id<AccountId>('account'), Type.Null()]),
    function: Type.Union([text(200), Type.Null()]),
  }),
  purpose: slug,
  version: Type.Integer(),
  question: slug,
  fields: Type.Array(fieldName),
  emergency: Type.Boolean(),
  outcome: accessOutcome,
  sources: Type.Array(
    closed({
      source: id<PartnerId>('partner'),
      flow: slug,
      basis,
      fields: Type.Array(fieldName),
      state: slug,
      releasedAt: Type.Union([timestamp, Type.Null()]),
    }),
  ),
  /** The entry in the log that holds the decision. */
  decision: id<EntryId>('entry'),
});
/** Newest first. */
export const loggedAccesses = closed({
  items: Type.Array(loggedAccess),
  next: Type.Union([Type.String(), Type.Null()]),
});

export type AccessSearch = Static<typeof accessSearch>;
export type AccessExport = Static<typeof accessExport>;
export type AccessExportFormat = (typeof accessExportFormats)[number];
export type AccessOutcome = Static<typeof accessOutcome>;
export type LoggedAccess = Static<typeof loggedAccess>;
