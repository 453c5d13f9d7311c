import type { Tx } from '../../database/index.js';

/** What waits: tasks that no source has answered, and sealed answers that no recipient has receipted. */
export interface Backlog {
  readonly waitingTasks: number;
  readonly sealedEnvelopes: number;
}

export async function countBacklog(tx: Tx): Promise<Backlog> {
  const [row] = await tx.query<Backlog>(
    `SELECT (SELECT count(*)::int FROM exchange_task WHERE state IN ('waiting', 'taken')) AS "waitingTasks",
            (SELECT count(*)::int FROM sealed_envelope) AS "sealedEnvelopes"`,
  );
  return row ?? { waitingTasks: 0, sealedEnvelopes: 0 };
}
