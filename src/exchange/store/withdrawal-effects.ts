/** How soon a withdrawal is felt: from its commit to the first request about that child and purpose that was refused. */
import type { EntryId, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';

export async function insertWithdrawalEffect(
  tx: Tx,
  withdrawal: { readonly entry: EntryId; readonly subject: SubjectId; readonly purpose: string },
  at: Date,
): Promise<void> {
  const { entry, subject, purpose } = withdrawal;
  await tx.query(
    'INSERT INTO withdrawal_effect (entry, subject, purpose, withdrawn_at) VALUES ($1, $2, $3, $4)',
    [entry, subject, purpose, at],
  );
}

/** The first refusal counts. */
export async function recordRefusal(tx: Tx, subject: SubjectId, purpose: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE withdrawal_effect SET refused_at = greatest($3, withdrawn_at)
      WHERE subject = $1 AND purpose = $2 AND refused_at IS NULL`,
    [subject, purpose, at],
  );
}

export interface FirstRefusals {
  readonly count: number;
  /** Mean and longest time from withdrawal to first refusal, in seconds; 0 where there was none. */
  readonly meanSeconds: number;
  readonly longestSeconds: number;
}

export async function firstRefusals(tx: Tx, since: Date): Promise<FirstRefusals> {
  const [row] = await tx.query<FirstRefusals>(
    `SELECT count(*)::int AS count, coalesce(avg(seconds), 0)::float8 AS "meanSeconds",
            coalesce(max(seconds), 0)::float8 AS "longestSeconds"
       FROM (SELECT extract(epoch FROM refused_at - withdrawn_at) AS seconds
               FROM withdrawal_effect WHERE refused_at > $1) AS felt`,
    [since],
  );
  return row ?? { count: 0, meanSeconds: 0, longestSeconds: 0 };
}
