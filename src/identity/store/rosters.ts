import type { EntryId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';

/** One roster at a time; readers are not held up. */
export async function lockRosters(tx: Tx): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('identity.roster', 0))");
}

export interface StoredRoster {
  readonly version: number;
  readonly statement: string;
  readonly entry: EntryId;
}

export async function latestRoster(tx: Tx): Promise<StoredRoster | null> {
  const rows = await tx.query<StoredRoster>(
    'SELECT version, statement, entry FROM roster ORDER BY version DESC LIMIT 1',
  );
  return rows[0] ?? null;
}

export async function keepRoster(tx: Tx, roster: StoredRoster, at: Date): Promise<void> {
  await tx.query('INSERT INTO roster (version, statement, entry, published_at) VALUES ($1, $2, $3, $4)', [
    roster.version,
    roster.statement,
    roster.entry,
    at,
  ]);
}
