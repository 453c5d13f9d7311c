import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';

/** A backup cannot be made, read or put back; the message says why and what to do. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

export interface BackedUpTable {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 of its lines, hexadecimal. */
  readonly sha256: string;
}

/** Stands beside the tables of a backup, and is written last: a backup without it is not whole. */
export interface BackupManifest {
  readonly format: 'kernhub/backup/v1';
  readonly kind: 'main' | 'keys';
  /** RFC 3339 in UTC. */
  readonly takenAt: string;
  /** Of a backup of keys: from then on it may exist no more, and is not put back. */
  readonly expiresAt: string | null;
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[];
  /** The newest signed checkpoint of the ledger; null in a backup of keys, and of a hub that never ran. */
  readonly checkpoint: string | null;
  /** Erasures that were carried out before, by name. */
  readonly erasures: readonly string[];
  readonly sequences: Readonly<Record<string, string>>;
  readonly tables: readonly BackedUpTable[];
}

export const manifestFile = 'manifest.json';
export const fileOf = (folder: string, table: string): string => join(folder, `${table}.ndjson.gz`);

const linesAtOnce = 1_000;

/**
 * Writes every table of a database, as one state of it has them, into a folder: one file of NDJSON for each, streamed.
 * Needs nothing but SQL, because the embedded server comes without pg_dump.
 *
 * @param url of the role that owns the tables
 * @throws BackupRefused where the folder holds something already
 */
export async function backUp(
  url: string,
  folder: string,
  facts: Pick<BackupManifest, 'kind' | 'takenAt' | 'expiresAt' | 'erasures'>,
): Promise<BackupManifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) {
    throw new BackupRefused(`${folder} is not empty: a backup goes into a folder of its own`);
  }
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC -c statement_timeout=0' });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const tables: BackedUpTable[] = [];
    for (const table of await tablesOf(client)) tables.push(await writeTable(client, folder, table));
    const manifest: BackupManifest = {
      format: 'kernhub/backup/v1',
      ...facts,
      migrations: await migrationsOf(client),
      checkpoint: await checkpointIn(client, tables),
      sequences: await sequencesOf(client),
      tables,
    };
    await writeFile(join(folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    return manifest;
  } finally {
    await client.end();
  }
}

/** Every table but the bookkeeping of migrations, each after those that it refers to. */
export async function tablesOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ table: string; needs: string[] }>(
    `SELECT c.relname AS table, coalesce(array_agg(DISTINCT target.relname::text)
              FILTER (WHERE target.relname IS NOT NULL AND target.oid <> c.oid), '{}') AS needs
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_constraint f ON f.conrelid = c.oid AND f.contype = 'f'
       LEFT JOIN pg_class target ON target.oid = f.confrelid
      WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
      GROUP BY c.relname, c.oid ORDER BY c.relname`,
  );
  const ordered: string[] = [];
  for (let left = rows; left.length > 0; ) {
    const ready = left.filter(({ needs }) => needs.every((table) => ordered.includes(table)));
    if (ready.length === 0) throw new BackupRefused('tables refer to each other in a circle');
    ordered.push(...ready.map(({ table }) => table));
    left = left.filter(({ table }) => !ordered.includes(table));
  }
  return ordered;
}

async function writeTable(client: pg.Client, folder: string, table: string): Promise<BackedUpTable> {
  const hash = createHash('sha256');
  let rows = 0;
  const name = client.escapeIdentifier(table);
  await client.query(
    `DECLARE lines NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS line FROM ${name} AS t ${await rootsFirst(client, table)}`,
  );
  async function* lines(): AsyncGenerator<string> {
    for (;;) {
      const fetched = await client.query<{ line: string }>(`FETCH ${linesAtOnce} FROM lines`);
      if (fetched.rows.length === 0) return;
      rows += fetched.rows.length;
      const text = fetched.rows.map(({ line }) => `${line}\n`).join('');
      hash.update(text);
      yield text;
    }
  }
  const file = createWriteStream(fileOf(folder, table), { flags: 'wx', mode: 0o600 });
  await pipeline(Readable.from(lines()), createGzip(), file);
  await client.query('CLOSE lines');
  return { table, rows, sha256: hash.digest('hex') };
}

/** Where rows refer to others of their table, those that refer to none come first. */
async function rootsFirst(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ column: string }>(
    `SELECT a.attname AS column FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (f.conkey)
      WHERE c.relname = $1 AND f.contype = 'f' AND f.confrelid = f.conrelid`,
    [table],
  );
  return rows.length === 0
    ? ''
    : `ORDER BY ${rows.map(({ column }) => `t.${client.escapeIdentifier(column)} IS NOT NULL`).join(', ')}`;
}

export async function migrationsOf(client: pg.Client): Promise<BackupManifest['migrations']> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows;
}

async function sequencesOf(client: pg.Client): Promise<Readonly<Record<string, string>>> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `SELECT sequencename AS name, last_value::text AS value FROM pg_sequences
      WHERE schemaname = 'public' AND last_value IS NOT NULL`,
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

async function checkpointIn(client: pg.Client, tables: readonly BackedUpTable[]): Promise<string | null> {
  if (!tables.some(({ table }) => table === 'ledger_checkpoint')) return null;
  const { rows } = await client.query<{ note: string }>(
    'SELECT note FROM ledger_checkpoint WHERE log_id = 0 ORDER BY size DESC LIMIT 1',
  );
  return rows[0]?.note ?? null;
}
