/** What of the log is older than a term: by class, time and kind, without a look at any content. */
import type { Tx } from '../../database/index.js';

export interface Term {
  readonly retention: string;
  /** Only entries of these kinds. */
  readonly kinds: readonly string[];
  /** Content from before this moment is past its term. */
  readonly ends: Date;
}

export interface YearPast {
  /** In Europe/Amsterdam. */
  readonly year: number;
  readonly entries: number;
  readonly owners: number;
}

const past = `ledger_payload AS p JOIN ledger_entry AS e USING (log_id, seq)
      WHERE p.log_id = $1 AND p.retention = $2 AND p.at < $4 AND e.kind = ANY ($3) AND p.owner <> 'hub'`;
const valuesOf = (logId: number, { retention, kinds, ends }: Term) => [logId, retention, kinds, ends];

/**
 * Per year, and all together under the year null: an owner of several years counts once.
 *
 * @param without owners that are left out
 */
export const countPast = (
  tx: Tx,
  logId: number,
  term: Term,
  without: readonly string[],
): Promise<readonly (Omit<YearPast, 'year'> & { readonly year: number | null })[]> =>
  tx.query(
    `SELECT year, count(*)::int AS entries, count(DISTINCT owner)::int AS owners FROM (
       SELECT p.owner, extract(year FROM p.at AT TIME ZONE 'Europe/Amsterdam')::int AS year
         FROM ${past} AND NOT p.owner = ANY ($5)) AS old
      GROUP BY GROUPING SETS ((year), ()) ORDER BY year`,
    [...valuesOf(logId, term), without],
  );

/** In their order, after one of them. */
export async function ownersPast(
  tx: Tx,
  logId: number,
  term: Term,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await tx.query<{ owner: string }>(
    `SELECT DISTINCT p.owner FROM ${past} AND p.owner > $5 ORDER BY p.owner LIMIT $6`,
    [...valuesOf(logId, term), after, limit],
  );
  return rows.map(({ owner }) => owner);
}

/** The time of the oldest that is not past its term yet; null where there is none. */
export async function oldestWithin(
  tx: Tx,
  logId: number,
  { retention, kinds, ends }: Term,
): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date }>(
    `SELECT p.at FROM ledger_payload AS p
      CROSS JOIN LATERAL (SELECT kind FROM ledger_entry WHERE log_id = p.log_id AND seq = p.seq OFFSET 0) AS e
      WHERE p.log_id = $1 AND p.retention = $2 AND p.at >= $4 AND e.kind = ANY ($3) AND p.owner <> 'hub'
      ORDER BY p.at LIMIT 1`,
    [logId, retention, kinds, ends],
  );
  return row?.at ?? null;
}

/** The lowest index of what is as young as that or younger; null where nothing is. */
export async function firstIndexFrom(tx: Tx, logId: number, at: Date): Promise<number | null> {
  const [row] = await tx.query<{ index: string | null }>(
    `SELECT min(l.index) AS index FROM ledger_payload AS p JOIN ledger_leaf AS l USING (log_id, seq)
      WHERE p.log_id = $1 AND p.at >= $2`,
    [logId, at],
  );
  return row?.index == null ? null : Number(row.index);
}
