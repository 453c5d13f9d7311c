/** What families decided, beside what was asked about the same child for the same purpose. */
import type { DecisionId, ExchangeId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { FoundConsent } from '../domain/export/found.js';
import { foundBy, type LogFilter } from './access-log.js';

/** With its place in the log, by which the next page is asked. */
export interface ConsentRow extends FoundConsent {
  readonly seq: string;
}

/** Where decisions can be found at once, whatever else is looked for. */
function among(filter: LogFilter, until: Date, put: (value: unknown) => string): string {
  const { subject, purpose } = filter;
  return [
    `d.decided_at <= ${put(until)}`,
    ...(subject === undefined ? [] : [`d.subject = ${put(subject)}`]),
    ...(purpose === undefined ? [] : [`d.purpose = ${put(purpose)}`]),
  ].join(' AND ');
}

/**
 * Decisions about the children and purposes of what a search finds, newest first. `OFFSET 0` makes the server look up what was
 * asked about each child by the child, also where it has counted nothing yet: else it may read all requests for each.
 */
export function consentsFound(
  tx: Tx,
  filter: LogFilter,
  { until, before, limit }: { readonly until: Date; readonly before: string | null; readonly limit: number },
): Promise<readonly ConsentRow[]> {
  const values: unknown[] = [];
  const put = (value: unknown): string => `$${values.push(value)}`;
  const found = `${among(filter, until, put)} AND EXISTS (
    SELECT FROM (SELECT * FROM exchange WHERE subject = d.subject OFFSET 0) AS e
     WHERE e.purpose = d.purpose AND ${foundBy(filter, until, put)})`;
  const earlier = before === null ? '' : `AND d.seq < ${put(before)}::bigint`;
  return tx.query<ConsentRow>(
    `SELECT d.id, d.subject, d.person, d.person_role AS "as", q.partner AS "askedBy", d.purpose, d.version,
       d.notice_hash AS "noticeHash", d.choice, d.flows, d.rule_version AS "ruleVersion", d.decided_at AS "decidedAt",
       d.decided_on::text AS "decidedOn", w.withdrawn_at AS "withdrawnAt", d.seq::text AS seq,
       EXISTS (SELECT FROM consent_decision AS l WHERE l.subject = d.subject AND l.purpose = d.purpose
         AND l.person = d.person AND l.seq > d.seq) AS superseded
       FROM consent_decision AS d JOIN consent_request AS q ON q.id = d.request
       LEFT JOIN consent_withdrawal AS w ON w.decision = d.id
      WHERE ${found} ${earlier} ORDER BY d.seq DESC LIMIT ${put(limit)}`,
    values,
  );
}

export async function countConsents(tx: Tx, filter: LogFilter, until: Date): Promise<number> {
  const values: unknown[] = [];
  const put = (value: unknown): string => `$${values.push(value)}`;
  const found = `${among(filter, until, put)} AND (d.subject, d.purpose) IN (
    SELECT e.subject, e.purpose FROM exchange AS e WHERE ${foundBy(filter, until, put)})`;
  const rows = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM consent_decision AS d WHERE ${found}`,
    values,
  );
  return rows[0]?.count ?? 0;
}

/**
 * For each exchange the decisions that said yes to that version of its purpose and stood when it was decided: of each
 * person the last before it in the log, unless withdrawn before it.
 */
export async function consentsOnFile(
  tx: Tx,
  exchanges: readonly ExchangeId[],
): Promise<ReadonlyMap<ExchangeId, readonly DecisionId[]>> {
  const rows = await tx.query<{ exchange: ExchangeId; decisions: DecisionId[] }>(
    `SELECT e.id AS exchange, array_agg(d.id ORDER BY d.seq) AS decisions
       FROM exchange AS e JOIN ledger_entry AS n ON n.id = e.decision_entry
       JOIN consent_decision AS d ON d.subject = e.subject AND d.purpose = e.purpose AND d.version = e.version
        AND d.choice = 'given' AND d.seq < n.seq
       LEFT JOIN consent_withdrawal AS w ON w.decision = d.id AND w.seq < n.seq
      WHERE e.id = ANY($1) AND w.decision IS NULL
        AND NOT EXISTS (SELECT FROM consent_decision AS l WHERE l.subject = d.subject AND l.purpose = d.purpose
          AND l.person = d.person AND l.seq > d.seq AND l.seq < n.seq)
      GROUP BY e.id`,
    [exchanges],
  );
  return new Map(rows.map(({ exchange, decisions }) => [exchange, decisions]));
}
