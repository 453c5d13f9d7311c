import type { AccessExport, LoggedAccess, Officer } from '../../contract/index.js';
import { csvLine, csvMark } from '../../text/index.js';
import type { Place } from '../domain/cursor.js';
import { countFound, type LogFilter, searchExchanges } from '../store/access-log.js';
import { lookUp, recordSearch, refuseTwoWays, type SearchNeeds, tellOf } from './logged-accesses.js';

/** Rows that are in memory at once. */
const pageSize = 500;

export interface ExportedAccesses {
  readonly type: string;
  readonly fileName: string;
  /** How many there are, so that whoever reads can tell how far it is; one that was just being recorded may come on top. */
  readonly count: number;
  readonly data: AsyncIterable<string>;
}

/**
 * All that a search finds until now, newest first, as a file that is read from the database as it goes out. The look is
 * recorded, with how many were found, before the first byte.
 *
 * @throws NotFound for a child that nobody knows by that name
 * @throws InvalidRequest where a child is looked up in two ways
 */
export async function exportAccesses(
  needs: SearchNeeds,
  caller: Officer,
  { format, reason, child, receipt, ...wanted }: AccessExport,
): Promise<ExportedAccesses> {
  const by = { ...(child !== undefined && { child }), ...(receipt !== undefined && { receipt }) };
  refuseTwoWays(by);
  needs.ledger.assertWritable();
  const until = needs.clock.now();
  const { filter, count, entry } = await needs.database.transaction(async (tx) => {
    const subject = await lookUp(needs, tx, by);
    const filter = { ...wanted, ...(subject !== null && { subject }) };
    const count = await countFound(tx, filter, until);
    const looked = Object.keys(wanted);
    const search = { subject, reason, looked, count, taken: format };
    return { filter, count, entry: await recordSearch(needs, tx, caller, search) };
  });
  await needs.ledger.settled(entry);
  const pages = pagesOf(needs, filter, until);
  return {
    type: format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json',
    fileName: `kernhub-access-log.${format}`,
    count,
    data: format === 'csv' ? asCsv(pages) : asJson(pages),
  };
}

type Pages = AsyncIterable<readonly LoggedAccess[]>;

async function* pagesOf(needs: SearchNeeds, filter: LogFilter, until: Date): Pages {
  const { reader } = needs.database;
  // Behind every id of that moment, in any collation.
  let after: Place = { at: until, id: 'zzz' };
  for (;;) {
    const records = await searchExchanges(reader, filter, after, pageSize);
    const last = records.at(-1);
    if (last === undefined) return;
    yield await tellOf(needs, reader, records);
    if (records.length < pageSize) return;
    after = { at: last.askedAt, id: last.id };
  }
}

/** One document (RFC 8259), one exchange a line. */
async function* asJson(pages: Pages): AsyncIterable<string> {
  yield '{"accesses":[';
  let between = '\n';
  for await (const items of pages) {
    yield `${between}${items.map((item) => JSON.stringify(item)).join(',\n')}`;
    between = ',\n';
  }
  yield '\n]}\n';
}

const columns = [
  'exchange',
  'askedAt',
  'partner',
  'partnerName',
  'role',
  'account',
  'function',
  'purpose',
  'version',
  'question',
  'fields',
  'emergency',
  'outcome',
  'sources',
  'decision',
] as const;

async function* asCsv(pages: Pages): AsyncIterable<string> {
  yield csvMark + csvLine(columns);
  for await (const items of pages) yield items.map((item) => csvLine(rowOf(item))).join('');
}

function rowOf(access: LoggedAccess): readonly string[] {
  const { partner, professional, sources } = access;
  const values: Readonly<Record<(typeof columns)[number], string>> = {
    exchange: access.exchange,
    askedAt: access.askedAt,
    partner: partner.id,
    partnerName: partner.name,
    role: partner.role,
    account: professional.account,
    function: professional.function ?? '',
    purpose: access.purpose,
    version: String(access.version),
    question: access.question,
    fields: access.fields.join(' '),
    emergency: String(access.emergency),
    outcome: access.outcome,
    sources: sources
      .map(({ source, flow, basis, state, releasedAt }) =>
        [source, flow, basis, state, releasedAt ?? 'not released'].join(' '),
      )
      .join('; '),
    decision: access.decision,
  };
  return columns.map((column) => values[column]);
}
