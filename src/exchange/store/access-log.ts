import type {
  AccessOutcome,
  AccessSearch,
  EntryId,
  PartnerId,
  Place,
  SubjectId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { LoggedExchange } from '../domain/records.js';
import { loggedColumns } from './exchanges.js';
import { everyone, type Sight, sightOf } from './sight.js';

/** What is looked for. */
export interface LogFilter
  extends Pick<
    AccessSearch,
    | 'partner'
    | 'professional'
    | 'function'
    | 'purpose'
    | 'field'
    | 'basis'
    | 'outcome'
    | 'emergency'
    | 'from'
    | 'to'
  > {
  readonly subject?: SubjectId;
  /** Only what this partner asked or was asked, and of it only what it may know. */
  readonly seenBy?: PartnerId;
}

const released = ({ task }: Sight): string =>
  `EXISTS (SELECT FROM exchange_task AS t WHERE t.exchange = e.id AND t.released_at IS NOT NULL AND ${task})`;
/** Conditions on `exchange AS e`, of what is seen of it. */
export const outcomesIn = (sight: Sight): Readonly<Record<AccessOutcome, string>> => ({
  refused: "e.state = 'refused'",
  'nothing-released': `e.state <> 'refused' AND NOT ${released(sight)}`,
  released: `e.state <> 'refused' AND ${released(sight)}`,
});
/** Midnight in Amsterdam, as a moment that an index on moments can be asked for. */
export const midnight = (value: string, days: number): string =>
  `((${value}::date + ${days})::timestamp AT TIME ZONE 'Europe/Amsterdam')`;

/** Each condition with its one value; those that are not looked for are not asked, so that an index can serve the rest. */
const conditionsIn = (sight: Sight): Readonly<Record<string, (value: string) => string>> => ({
  subject: (value) => `e.subject = ${value}`,
  partner: (value) => `e.requester = ${value}`,
  professional: (value) => `e.account = ${value} AND ${sight.asked}`,
  function: (value) => `e.function = ${value} AND ${sight.asked}`,
  purpose: (value) => `e.purpose = ${value}`,
  field: (value) => fieldIn(sight, `@> ARRAY[${value}]::text[]`),
  basis: (value) => basisIn(sight, value),
  emergency: (value) => `e.emergency = ${value}`,
  from: (value) => `e.asked_at >= ${midnight(value, 0)}`,
  to: (value) => `e.asked_at < ${midnight(value, 1)}`,
});

const basisIn = (sight: Sight, basis: string): string =>
  sight === everyone
    ? `${basis} = ANY (e.bases)`
    : `EXISTS (SELECT FROM exchange_task AS t WHERE t.exchange = e.id AND t.basis = ${basis} AND ${sight.task})`;

/** Whoever was asked knows only for what itself. */
const fieldIn = (sight: Sight, held: string): string =>
  sight === everyone
    ? `e.fields ${held}`
    : `((${sight.asked} AND e.fields ${held}) OR EXISTS (
        SELECT FROM exchange_task AS t WHERE t.exchange = e.id AND t.fields ${held} AND ${sight.task}))`;

/** Where, and with which values. */
function conditionsOf({ outcome, seenBy, ...filter }: LogFilter, put: (value: unknown) => string): string[] {
  const sight = seenBy === undefined ? everyone : sightOf(put(seenBy));
  const conditions = conditionsIn(sight);
  return [
    ...(seenBy === undefined ? [] : [sight.exchange]),
    ...Object.entries(filter)
      .filter(([name, value]) => value !== undefined && name in conditions)
      .map(([name, value]) => conditions[name]?.(put(value)) ?? ''),
    ...(outcome === undefined ? [] : [outcomesIn(sight)[outcome]]),
  ];
}

/** The statement and its values, so that a plan of it can be shown. */
export function searchStatement(
  filter: LogFilter,
  after: Place | null,
  limit: number,
): { readonly text: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [];
  const put = (value: unknown): string => `$${values.push(value)}`;
  const where = conditionsOf(filter, put);
  if (after !== null) where.push(`(e.asked_at, e.id) < (${put(after.at)}::timestamptz, ${put(after.id)})`);
  const text = `SELECT ${loggedColumns} FROM exchange AS e
    ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`}
    ORDER BY e.asked_at DESC, e.id DESC LIMIT ${put(limit)}`;
  return { text, values };
}

/** Newest first. */
export function searchExchanges(
  tx: Tx,
  filter: LogFilter,
  after: Place | null,
  limit: number,
): Promise<readonly LoggedExchange[]> {
  const { text, values } = searchStatement(filter, after, limit);
  return tx.query<LoggedExchange>(text, values);
}

/** Conditions on `exchange AS e`: what a search finds among those that were asked by then. */
export const foundBy = (filter: LogFilter, until: Date, put: (value: unknown) => string): string =>
  [...conditionsOf(filter, put), `e.asked_at <= ${put(until)}`].join(' AND ');

/** How many a search finds among those that were asked by then. */
export async function countFound(tx: Tx, filter: LogFilter, until: Date): Promise<number> {
  const values: unknown[] = [];
  const where = foundBy(filter, until, (value) => `$${values.push(value)}`);
  const rows = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM exchange AS e WHERE ${where}`,
    values,
  );
  return rows[0]?.count ?? 0;
}

/** What was ordered of sources for what a search finds, and how much of that was released. */
export async function countOrdered(
  tx: Tx,
  filter: LogFilter,
  until: Date,
): Promise<{ readonly tasks: number; readonly released: number }> {
  const values: unknown[] = [];
  const where = foundBy(filter, until, (value) => `$${values.push(value)}`);
  const rows = await tx.query<{ tasks: number; released: number }>(
    `SELECT count(*)::int AS tasks, count(o.released_at)::int AS released
       FROM exchange AS e JOIN exchange_task AS o ON o.exchange = e.id WHERE ${where}`,
    values,
  );
  return rows[0] ?? { tasks: 0, released: 0 };
}

/** The child of the request that was decided under that entry, where that partner asked or was asked. */
export async function subjectDecidedOn(
  tx: Tx,
  decision: EntryId,
  seenBy: PartnerId,
): Promise<SubjectId | null> {
  const rows = await tx.query<{ subject: SubjectId }>(
    `SELECT subject FROM exchange AS e WHERE decision_entry = $1 AND ${sightOf('$2').exchange}`,
    [decision, seenBy],
  );
  return rows[0]?.subject ?? null;
}
