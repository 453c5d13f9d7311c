/** Reading on in the log of what was asked: from where, what is new, and the days that the rules look at. */
import type { AccountId, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import type { Request } from '../domain/finding.js';

/** Makes the row that is taken in turns, where there is none yet; on its own, so that nobody waits for who reads. */
export async function beginScan(tx: Tx): Promise<void> {
  await tx.query('INSERT INTO unusual_scan (log_id, next_index) VALUES (0, 0) ON CONFLICT DO NOTHING');
}

/** @returns the first place that was not read yet; null when another process reads at this moment */
export async function takeTurn(tx: Tx): Promise<number | null> {
  const rows = await tx.query<{ next: string }>(
    'SELECT next_index AS next FROM unusual_scan WHERE log_id = 0 FOR UPDATE SKIP LOCKED',
  );
  return rows[0] === undefined ? null : Number(rows[0].next);
}

export async function moveTo(tx: Tx, next: number): Promise<void> {
  await tx.query('UPDATE unusual_scan SET next_index = $1 WHERE log_id = 0', [next]);
}

/** How many entries have a place. */
export async function sizeOfLog(tx: Tx): Promise<number> {
  const rows = await tx.query<{ size: string }>(
    'SELECT coalesce(max(index) + 1, 0) AS size FROM ledger_leaf WHERE log_id = 0',
  );
  return Number(rows[0]?.size ?? 0);
}

const requestColumns = `e.id AS exchange, e.subject, e.requester AS partner, e.account, e.asked_at AS "askedAt",
  e.state = 'refused' AS refused, e.emergency, e.colleagues_child AS "colleaguesChild"`;

/** What was decided at these places, in their order. Of an erased child nothing is left. */
export const decidedAt = (tx: Tx, from: number, before: number): Promise<readonly Request[]> =>
  tx.query<Request>(
    `SELECT ${requestColumns}
       FROM ledger_leaf AS l JOIN ledger_entry AS n ON n.log_id = l.log_id AND n.seq = l.seq
       JOIN exchange AS e ON e.decision_entry = n.id
      WHERE l.log_id = 0 AND l.index >= $1 AND l.index < $2 AND n.kind = 'exchange' ORDER BY l.index`,
    [from, before],
  );

/** Days of one professional, both included. */
export interface Span {
  readonly account: AccountId;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

const spanTables = (spans: readonly Span[]) => [
  spans.map(({ account }) => account),
  spans.map(({ from }) => from),
  spans.map(({ to }) => to),
];
const inSpans = `unnest($1::text[], $2::date[], $3::date[]) AS s (account, first, last) JOIN exchange AS e
  ON e.account = s.account AND e.asked_at >= s.first::timestamp AT TIME ZONE 'Europe/Amsterdam'
  AND e.asked_at < (s.last + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam'`;

/** Locks the children of those days, so that what is written about them does not outlive an erasure. */
export async function lockAskedAbout(tx: Tx, spans: readonly Span[]): Promise<ReadonlySet<SubjectId>> {
  const rows = await tx.query<{ id: SubjectId }>(
    `SELECT id FROM subject WHERE id IN (SELECT e.subject FROM ${inSpans}) ORDER BY id FOR SHARE`,
    spanTables(spans),
  );
  return new Set(rows.map(({ id }) => id));
}

/** What these professionals asked on those days, oldest first. */
export const askedIn = (tx: Tx, spans: readonly Span[]): Promise<readonly Request[]> =>
  tx.query<Request>(`SELECT ${requestColumns} FROM ${inSpans} ORDER BY e.asked_at, e.id`, spanTables(spans));
