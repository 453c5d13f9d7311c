import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';

/** How much waits, in numbers that name nobody. */
export interface RightsBacklog {
  /** Requests without an answer. */
  readonly open: number;
  /** Of these, whose term is over (AVG 12(3)). */
  readonly late: number;
  /** Partners' answers to open requests that should have been there. */
  readonly partnersLate: number;
}

export async function countBacklog(tx: Tx, today: CivilDate): Promise<RightsBacklog> {
  const rows = await tx.query<RightsBacklog>(
    `SELECT count(*)::int AS open, count(*) FILTER (WHERE coalesce(extended_to, due_on) < $1::date)::int AS late,
       (SELECT count(*)::int FROM rights_assignment AS a JOIN rights_request AS r ON r.id = a.request
         WHERE a.answered_at IS NULL AND a.due_on < $1::date AND r.state = 'open') AS "partnersLate"
      FROM rights_request WHERE state = 'open'`,
    [today],
  );
  return rows[0] ?? { open: 0, late: 0, partnersLate: 0 };
}
