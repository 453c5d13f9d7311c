/** The access log as a table (RFC 4180). */
import type { LoggedAccess } from '../../../contract/index.js';
import { csvLine, csvMark } from '../../../text/index.js';

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

export const csvHead: string = csvMark + csvLine(columns);

export function csvRowOf(access: LoggedAccess): string {
  const { partner, professional, sources } = access;
  const values: Readonly<Record<(typeof columns)[number], string>> = {
    exchange: access.exchange,
    askedAt: access.askedAt,
    partner: partner.id,
    partnerName: partner.name,
    role: partner.role,
    account: professional.account ?? '',
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
  return csvLine(columns.map((column) => values[column]));
}
