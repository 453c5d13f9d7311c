import type { EntryId } from '../../contract/index.js';
import type { Database, Tx } from '../../database/index.js';

/** One roster at a time; readers are not held up. */
export async function lockRosters(tx: Tx): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('identity.roster', 0))");
}

export interface StoredRoster {
  readonly version: number;
  readonly statement: string;
  readonly entry: EntryId;
}

/** Under {@link lockRosters}: the version that the next one must exceed; 0 before the first. */
export async function latestVersion(tx: Tx): Promise<number> {
  const rows = await tx.query<{ version: number }>(
    'SELECT version FROM roster ORDER BY version DESC LIMIT 1',
  );
  return rows[0]?.version ?? 0;
}

export async function latestRoster({ roster }: Database['prisma']): Promise<StoredRoster | null> {
  const row = await roster.findFirst({ orderBy: { version: 'desc' } });
  return row === null
    ? null
    : { version: row.version, statement: row.statement, entry: row.entry as EntryId };
}

/** Newest first. */
export const everyRoster = ({
  roster,
}: Database['prisma']): Promise<readonly { readonly statement: string }[]> =>
  roster.findMany({ orderBy: { version: 'desc' }, select: { statement: true } });

export async function keepRoster(tx: Tx, roster: StoredRoster, at: Date): Promise<void> {
  await tx.query('INSERT INTO roster (version, statement, entry, published_at) VALUES ($1, $2, $3, $4)', [
    roster.version,
    roster.statement,
    roster.entry,
    at,
  ]);
}
