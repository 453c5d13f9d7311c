/** Counts of what was asked, for whoever looks at the whole: they name no child and no professional. */
import type { Code, PartnerId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import { outcomes } from './access-log.js';

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

export const countExchanges = (tx: Tx, from: CivilDate): Promise<readonly ExchangeCount[]> =>
  tx.query<ExchangeCount>(
    `SELECT week::text, purpose, partner, outcome, refusal, emergency, count(*)::int AS count FROM (
       SELECT date_trunc('week', asked_at AT TIME ZONE 'Europe/Amsterdam')::date AS week, purpose, requester AS partner,
              CASE WHEN ${outcomes.refused} THEN 'refused' WHEN ${outcomes.released} THEN 'released' ELSE 'nothing-released' END
                AS outcome,
              refusal, emergency
         FROM exchange AS e WHERE asked_at >= ($1::date::timestamp AT TIME ZONE 'Europe/Amsterdam')) AS asked
      GROUP BY week, purpose, partner, outcome, refusal, emergency
      ORDER BY week, purpose, partner`,
    [from],
  );

export interface StopCounts {
  readonly waiting: number;
  readonly overdue: number;
  readonly answered: number;
}

/** Orders to stop that were given since. */
export async function countStops(tx: Tx, from: CivilDate, now: Date): Promise<StopCounts> {
  const [row] = await tx.query<StopCounts>(
    `SELECT count(*) FILTER (WHERE answered_at IS NULL AND due_at > $2)::int AS waiting,
            count(*) FILTER (WHERE answered_at IS NULL AND due_at <= $2)::int AS overdue,
            count(*) FILTER (WHERE answered_at IS NOT NULL)::int AS answered
       FROM stop_order
      WHERE answered_at IS NULL OR ordered_at >= ($1::date::timestamp AT TIME ZONE 'Europe/Amsterdam')`,
    [from, now],
  );
  return row ?? { waiting: 0, overdue: 0, answered: 0 };
}

/** Emergencies that no officer gave a verdict on yet. */
export async function countUnreviewed(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM emergency_review WHERE reviewed_at IS NULL',
  );
  return row?.count ?? 0;
}
