/** Sums over calendar quarters, as they are on the wall in Amsterdam. */
import type { PartnerId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import { outcomes } from './access-log.js';

export interface QuarterSum {
  /** First day of the quarter. */
  readonly quarter: CivilDate;
  readonly purpose: string;
  /** Null: whatever came of it. */
  readonly outcome: 'refused' | 'nothing-released' | 'released' | null;
  /** Null: of all together. */
  readonly partner: PartnerId | null;
  readonly count: number;
  /** Different children among them. */
  readonly children: number;
}

/** @param from a first day of a quarter @param before one that is not counted any more */
export const sumQuarters = (tx: Tx, from: CivilDate, before: CivilDate): Promise<readonly QuarterSum[]> =>
  tx.query<QuarterSum>(
    `SELECT quarter::text, purpose, outcome, partner, count(*)::int AS count, count(DISTINCT subject)::int AS children FROM (
       SELECT date_trunc('quarter', asked_at AT TIME ZONE 'Europe/Amsterdam')::date AS quarter, purpose,
              requester AS partner, subject,
              CASE WHEN ${outcomes.refused} THEN 'refused' WHEN ${outcomes.released} THEN 'released' ELSE 'nothing-released' END
                AS outcome
         FROM exchange AS e
        WHERE asked_at >= ($1::date::timestamp AT TIME ZONE 'Europe/Amsterdam')
          AND asked_at < ($2::date::timestamp AT TIME ZONE 'Europe/Amsterdam')) AS asked
      GROUP BY GROUPING SETS ((quarter, purpose), (quarter, purpose, outcome), (quarter, purpose, partner),
                              (quarter, purpose, outcome, partner))
      ORDER BY quarter, purpose`,
    [from, before],
  );
