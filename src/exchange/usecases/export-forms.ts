/** The forms in which the access log is taken along; each is made from one page of the database at a time. */

import { expiryInstant, expiryOf } from '../../consent/index.js';
import type { AccessExportFormat, Place } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { base64url, utf8 } from '../../kernel/index.js';
import type { Catalogue } from '../../purposes/index.js';
import { csvHead, csvRowOf } from '../domain/export/csv.js';
import { auditEventsOf } from '../domain/export/fhir-audit-event.js';
import { consentOf } from '../domain/export/fhir-consent.js';
import type { FoundConsent, FoundExchange, Naming } from '../domain/export/found.js';
import { ldvLinesOf, resourceOf } from '../domain/export/ldv.js';
import { otlpEnvelope, otlpSpanOf } from '../domain/export/otlp.js';
import type { LoggedExchange } from '../domain/records.js';
import { countOrdered, type LogFilter, searchExchanges } from '../store/access-log.js';
import { consentsFound, consentsOnFile, countConsents } from '../store/found-consents.js';
import { tasksOfAll } from '../store/tasks.js';
import { nameDataSubject, type SearchNeeds, tellOf } from './logged-accesses.js';
import type { ExchangeNeeds } from './needs.js';

/** Rows that are in memory at once. */
const pageSize = 500;

export type ExportNeeds = SearchNeeds & Pick<ExchangeNeeds, 'catalogue' | 'publicUrl'>;

/** What is looked for, among what there was by then. */
export interface Asked {
  readonly filter: LogFilter;
  readonly until: Date;
}

interface ExportForm {
  readonly type: string;
  readonly fileName: string;
  /** @param found how many requests */
  count(tx: Tx, asked: Asked, found: number): Promise<number>;
  data(needs: ExportNeeds, asked: Asked): AsyncIterable<string>;
}

const ndjson = (documents: readonly object[]): string =>
  documents.map((document) => `${JSON.stringify(document)}\n`).join('');

export const exportForms: Readonly<Record<AccessExportFormat, ExportForm>> = {
  csv: {
    type: 'text/csv; charset=utf-8; header=present',
    fileName: 'kernhub-access-log.csv',
    count: async (_tx, _asked, found) => found,
    data: asCsv,
  },
  json: {
    type: 'application/json',
    fileName: 'kernhub-access-log.json',
    count: async (_tx, _asked, found) => found,
    data: asJson,
  },
  ldv: {
    type: 'application/x-ndjson',
    fileName: 'kernhub-logboek-dataverwerkingen.ndjson',
    count: async (tx, { filter, until }, found) => found + (await countOrdered(tx, filter, until)).tasks,
    data: asLdv,
  },
  'ldv-otlp': {
    type: 'application/json',
    fileName: 'kernhub-logboek-dataverwerkingen.otlp.json',
    count: async (tx, { filter, until }, found) => found + (await countOrdered(tx, filter, until)).tasks,
    data: asOtlp,
  },
  'fhir-audit-event': {
    type: 'application/fhir+ndjson',
    fileName: 'kernhub-AuditEvent.ndjson',
    count: async (tx, { filter, until }, found) => found + (await countOrdered(tx, filter, until)).released,
    data: asAuditEvents,
  },
  'fhir-consent': {
    type: 'application/fhir+ndjson',
    fileName: 'kernhub-Consent.ndjson',
    count: (tx, { filter, until }) => countConsents(tx, filter, until),
    data: asConsents,
  },
};

/** Forms that name no child: in the others two partners could tell that they have one in common. */
export const formsOfPartners: ReadonlySet<AccessExportFormat> = new Set(['csv', 'json'] as const);

/** @param made what of a page is told, read with it */
async function* pagesOf<T>(
  { database }: ExportNeeds,
  { filter, until }: Asked,
  made: (tx: Tx, records: readonly LoggedExchange[]) => Promise<T>,
): AsyncIterable<T> {
  // Behind every id of that moment, in any collation.
  let after: Place = { at: until, id: 'zzz' };
  for (;;) {
    const { records, told } = await database.readAs(filter.seenBy ?? null, async (tx) => {
      const records = await searchExchanges(tx, filter, after, pageSize);
      return { records, told: await made(tx, records) };
    });
    const last = records.at(-1);
    if (last === undefined) return;
    yield told;
    if (records.length < pageSize) return;
    after = { at: last.askedAt, id: last.id };
  }
}

/** One document (RFC 8259), one exchange a line. */
async function* asJson(needs: ExportNeeds, asked: Asked): AsyncIterable<string> {
  yield '{"accesses":[';
  let between = '\n';
  for await (const items of pagesOf(needs, asked, tellBy(needs, asked))) {
    yield `${between}${items.map((item) => JSON.stringify(item)).join(',\n')}`;
    between = ',\n';
  }
  yield '\n]}\n';
}

async function* asCsv(needs: ExportNeeds, asked: Asked): AsyncIterable<string> {
  yield csvHead;
  for await (const items of pagesOf(needs, asked, tellBy(needs, asked))) {
    yield items.map(csvRowOf).join('');
  }
}

async function* asLdv(needs: ExportNeeds, asked: Asked): AsyncIterable<string> {
  const naming = namingBy(needs);
  for await (const found of pagesOf(needs, asked, withTasks)) {
    yield ndjson(found.flatMap((one) => ldvLinesOf(one, naming)));
  }
}

async function* asOtlp(needs: ExportNeeds, asked: Asked): AsyncIterable<string> {
  const naming = namingBy(needs);
  const { head, tail } = otlpEnvelope(resourceOf(naming.hub));
  yield head;
  let between = '\n';
  for await (const found of pagesOf(needs, asked, withTasks)) {
    const spans = found.flatMap((one) => ldvLinesOf(one, naming)).map(otlpSpanOf);
    yield `${between}${spans.map((span) => JSON.stringify(span)).join(',\n')}`;
    between = ',\n';
  }
  yield tail;
}

async function* asAuditEvents(needs: ExportNeeds, asked: Asked): AsyncIterable<string> {
  const naming = namingBy(needs);
  for await (const { found, consents } of pagesOf(needs, asked, withConsents)) {
    yield ndjson(found.flatMap((one) => auditEventsOf(one, consents.get(one.exchange.id) ?? [], naming)));
  }
}

async function* asConsents(needs: ExportNeeds, { filter, until }: Asked): AsyncIterable<string> {
  const { database, catalogue } = needs;
  const naming = namingBy(needs);
  let before: string | null = null;
  for (;;) {
    const rows = await consentsFound(database.reader, filter, { until, before, limit: pageSize });
    if (rows.length === 0) return;
    yield ndjson(rows.map((row) => consentOf(row, endOf(catalogue, row), until, naming)));
    if (rows.length < pageSize) return;
    before = rows.at(-1)?.seq ?? null;
  }
}

const tellBy =
  (needs: ExportNeeds, { filter }: Asked) =>
  (tx: Tx, records: readonly LoggedExchange[]) =>
    tellOf(needs, tx, records, filter.seenBy ?? null);

async function withConsents(tx: Tx, records: readonly LoggedExchange[]) {
  const ids = records.map(({ id }) => id);
  return { found: await withTasks(tx, records), consents: await consentsOnFile(tx, ids) };
}

async function withTasks(tx: Tx, records: readonly LoggedExchange[]): Promise<readonly FoundExchange[]> {
  const tasks = await tasksOfAll(
    tx,
    records.map(({ id }) => id),
  );
  return records.map((exchange) => ({ exchange, tasks: tasks(exchange.id) }));
}

function endOf(
  catalogue: Pick<Catalogue, 'version'>,
  { purpose, version, decidedAt, decidedOn }: FoundConsent,
): Date | null {
  const found = catalogue.version(purpose, version);
  return found === null ? null : expiryInstant(expiryOf(found.retention, decidedAt, decidedOn));
}

const namingBy = (needs: ExportNeeds): Naming => ({
  hub: needs.publicUrl,
  subject: (subject) => nameDataSubject(needs, subject),
  person: (person) => base64url(needs.vault.disguise(utf8(person), 'exchange/person')),
});
