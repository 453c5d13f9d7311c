import type { EntryId } from '../contract/index.js';
import type { Database, Tx } from '../database/index.js';
import type { Publication } from './domain/publications.js';

export interface PublishedRow {
  readonly entry: EntryId;
  readonly kind: Publication['kind'];
  readonly name: string;
  readonly version: string;
  readonly digest: string;
  readonly publishedAt: Date;
}

/**
 * One lock for the whole catalogue, because every decision relies on it and one hot row would be churned by all.
 * Taken before any other lock; `share` to rely on what is published, `update` to publish.
 */
export async function lockCatalogue(tx: Tx, mode: 'share' | 'update'): Promise<void> {
  const lock = mode === 'share' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await tx.query(`SELECT ${lock}(hashtextextended('kernhub/catalogue', 0))`);
}

/** Everything published, oldest first. */
export const publishedRows = (tx: Tx): Promise<readonly PublishedRow[]> =>
  tx.query<PublishedRow>(
    `SELECT entry, kind, name, version, digest, published_at AS "publishedAt" FROM publication ORDER BY position`,
  );

/** When each purpose version was published, and with which digest. */
export const publishedPurposes = ({
  publication,
}: Database['prisma']): Promise<
  readonly Pick<PublishedRow, 'name' | 'version' | 'digest' | 'publishedAt'>[]
> =>
  publication.findMany({
    where: { kind: 'purpose' },
    select: { name: true, version: true, digest: true, publishedAt: true },
    orderBy: { position: 'asc' },
  });

export async function insertPublication(
  tx: Tx,
  row: { readonly entry: EntryId; readonly at: Date } & Omit<Publication, 'file'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO publication (entry, kind, name, version, digest, published_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [row.entry, row.kind, row.name, row.version, row.digest, row.at],
  );
}

/** Each set once, by its digest. */
export async function keepPolicies(
  tx: Tx,
  { digest, texts }: { readonly digest: string; readonly texts: Readonly<Record<string, string>> },
): Promise<void> {
  await tx.query(
    'INSERT INTO policy_set (digest, texts, kept_at) VALUES ($1, $2, clock_timestamp()) ON CONFLICT DO NOTHING',
    [digest, JSON.stringify(texts)],
  );
}

async function entryOf(tx: Tx, kind: string, name: string, version: string): Promise<EntryId> {
  const rows = await tx.query<{ entry: EntryId }>(
    'SELECT entry FROM publication WHERE kind = $1 AND name = $2 AND version = $3 ORDER BY position DESC LIMIT 1',
    [kind, name, version],
  );
  const row = rows[0];
  if (row === undefined) throw new RangeError(`${kind} ${name} ${version} was never published`);
  return row.entry;
}

/** The entries that published what a decision relies on. */
export interface PublishedEntries {
  readonly purpose: EntryId;
  /** Of the policies in force: the last published. @throws RangeError when none was */
  policies(): EntryId;
  /** @throws RangeError when that rule was never published */
  rule(version: string): EntryId;
}

/**
 * What published a purpose version, the policies in force and every consent rule, in one statement, because every
 * decision relies on them.
 *
 * @throws RangeError when that purpose version was never published
 */
export async function publishedEntries(
  tx: Tx,
  { purpose, version }: { readonly purpose: string; readonly version: number },
): Promise<PublishedEntries> {
  const rows = await tx.query<{ kind: string; rule: string | null; entry: EntryId }>(
    `SELECT DISTINCT ON (kind, rule) kind, entry, CASE WHEN kind = 'rule' THEN version END AS rule FROM publication
      WHERE (kind = 'purpose' AND name = $1 AND version = $2) OR kind = 'policies'
         OR (kind = 'rule' AND name = 'consent-rule')
      ORDER BY kind, rule, position DESC`,
    [purpose, String(version)],
  );
  const entryOfRow = (kind: string, rule: string | null = null): EntryId => {
    const row = rows.find((found) => found.kind === kind && found.rule === rule);
    if (row === undefined)
      throw new RangeError(`${kind} ${rule ?? ''} for ${purpose} ${version} was never published`);
    return row.entry;
  };
  return {
    purpose: entryOfRow('purpose'),
    policies: () => entryOfRow('policies'),
    rule: (ruleVersion) => entryOfRow('rule', ruleVersion),
  };
}

/** The ledger entry that published a purpose version. @throws RangeError when it was not */
export const catalogueEntry = (tx: Tx, purpose: string, version: number): Promise<EntryId> =>
  entryOf(tx, 'purpose', purpose, String(version));

/** The ledger entry that published a consent rule. @throws RangeError when it was not */
export const ruleEntry = (tx: Tx, version: string): Promise<EntryId> =>
  entryOf(tx, 'rule', 'consent-rule', version);

/** The ledger entry of the policies in force: the last published. @throws RangeError when none was */
export const policiesEntry = async (tx: Tx): Promise<EntryId> => {
  const rows = await tx.query<{ entry: EntryId }>(
    `SELECT entry FROM publication WHERE kind = 'policies' ORDER BY position DESC LIMIT 1`,
  );
  const row = rows[0];
  if (row === undefined) throw new RangeError('no policies were published');
  return row.entry;
};

/** The sets of policies of these digests that were kept. */
export const keptPolicies = (
  tx: Tx,
  digests: readonly string[],
): Promise<readonly { readonly digest: string; readonly texts: Readonly<Record<string, string>> }[]> =>
  tx.query('SELECT digest, texts FROM policy_set WHERE digest = ANY ($1::text[])', [digests]);
