/** Counts of what was asked, for whoever looks at the whole: they name no child and no professional. */
import type { Code, PartnerId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import { midnight, outcomesIn } from './access-log.js';
import { everyone, type Sight, sightOf } from './sight.js';

export interface ExchangeCount {
  /** The Monday that the week begins with, as on the wall in Amsterdam. */
  readonly week: CivilDate;
  readonly purpose: string;
  /** Who asked. */
  readonly partner: PartnerId;
  readonly outcome: 'refused' | 'nothing-released' | 'released';
  /** Null also for what was refused before that was kept. */
  readonly refusal: Code | null;
  readonly emergency: boolean;
  readonly count: number;
}

/** What was asked from a day on, each with its time on the wall in Amsterdam and what came of it. */
const askedFrom = (from: string, sight: Sight = everyone): string => `(
  SELECT asked_at AT TIME ZONE 'Europe/Amsterdam' AS at, asked_at, subject, purpose, requester AS partner, refusal, emergency,
         CASE WHEN ${outcomesIn(sight).refused} THEN 'refused' WHEN ${outcomesIn(sight).released} THEN 'released' ELSE 'nothing-released' END
           AS outcome
    FROM exchange AS e WHERE asked_at >= ${midnight(from, 0)} AND ${sight.exchange}) AS asked`;

const countIn = (
  sight: Sight,
): string => `SELECT date_trunc('week', at)::date::text AS week, purpose, partner, outcome, refusal, emergency,
       count(*)::int AS count
  FROM ${askedFrom('$1', sight)}
 GROUP BY 1, purpose, partner, outcome, refusal, emergency
 ORDER BY 1, purpose, partner`;

/** With the first day as its value. */
export const countStatement = countIn(everyone);
const countSeenStatement = countIn(sightOf('$2'));

/** @param seenBy the partner whose officer counts; null for everyone's */
export const countExchanges = (
  tx: Tx,
  from: CivilDate,
  seenBy: PartnerId | null,
): Promise<readonly ExchangeCount[]> =>
  seenBy === null
    ? tx.query<ExchangeCount>(countStatement, [from])
    : tx.query<ExchangeCount>(countSeenStatement, [from, seenBy]);

export interface QuarterSum {
  /** First day of the calendar quarter. */
  readonly quarter: CivilDate;
  readonly purpose: string;
  /** Null: whatever came of it. */
  readonly outcome: ExchangeCount['outcome'] | null;
  /** Null: of all together. */
  readonly partner: PartnerId | null;
  readonly count: number;
  /** Different children among them. */
  readonly children: number;
}

/** @param from a first day of a quarter @param before one that is not counted any more */
export const sumQuarters = (tx: Tx, from: CivilDate, before: CivilDate): Promise<readonly QuarterSum[]> =>
  tx.query<QuarterSum>(
    `SELECT quarter, purpose, outcome, partner, count(*)::int AS count, count(DISTINCT subject)::int AS children
       FROM (SELECT date_trunc('quarter', at)::date::text AS quarter, purpose, outcome, partner, subject
               FROM ${askedFrom('$1')} WHERE asked_at < ${midnight('$2', 0)}) AS asked
      GROUP BY GROUPING SETS ((quarter, purpose), (quarter, purpose, outcome), (quarter, purpose, partner),
                              (quarter, purpose, outcome, partner))
      ORDER BY quarter, purpose`,
    [from, before],
  );

export interface StopCounts {
  readonly waiting: number;
  readonly overdue: number;
  readonly answered: number;
}

/** Orders to stop that were given since, to that partner or to all. */
export async function countStops(
  tx: Tx,
  from: CivilDate,
  now: Date,
  seenBy: PartnerId | null,
): Promise<StopCounts> {
  const [row] = await tx.query<StopCounts>(
    `SELECT count(*) FILTER (WHERE answered_at IS NULL AND due_at > $2)::int AS waiting,
            count(*) FILTER (WHERE answered_at IS NULL AND due_at <= $2)::int AS overdue,
            count(*) FILTER (WHERE answered_at IS NOT NULL)::int AS answered
       FROM stop_order
      WHERE (answered_at IS NULL OR ordered_at >= ${midnight('$1', 0)}) AND ($3::text IS NULL OR recipient = $3)`,
    [from, now, seenBy],
  );
  return row ?? { waiting: 0, overdue: 0, answered: 0 };
}
