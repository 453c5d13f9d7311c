import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import {
  type BackupManifest,
  BackupRefused,
  fileOf,
  manifestFile,
  migrationsOf,
  tablesOf,
} from './back-up.js';

const rowsAtOnce = 500;

/**
 * Reads a backup's manifest and holds every file against it.
 *
 * @param now a backup of keys is refused from its last day on
 * @throws BackupRefused
 */
export async function readBackup(
  folder: string,
  kind: BackupManifest['kind'],
  now: Date,
): Promise<BackupManifest> {
  const read = readFile(join(folder, manifestFile), 'utf8').then((text) => JSON.parse(text) as unknown);
  const manifest = (await read.catch((cause: unknown) => {
    throw new BackupRefused(`${folder} holds no whole backup: ${manifestFile} cannot be read`, { cause });
  })) as BackupManifest | null;
  if (manifest?.format !== 'kernhub/backup/v1' || manifest.kind !== kind) {
    throw new BackupRefused(`${folder} is no backup of ${kind === 'keys' ? 'keys' : 'the main database'}`);
  }
  const expired = manifest.expiresAt !== null && now >= new Date(manifest.expiresAt);
  if (expired || (kind === 'keys' && manifest.expiresAt === null)) {
    throw new BackupRefused(
      `the backup of keys in ${folder} is past its last day, ${manifest.expiresAt}: destroy it`,
    );
  }
  for (const { table, rows, sha256 } of manifest.tables) {
    const hash = createHash('sha256');
    let counted = 0;
    for await (const lines of linesOf(folder, table)) {
      counted += lines.length;
      hash.update(lines.map((line) => `${line}\n`).join(''));
    }
    if (counted !== rows || hash.digest('hex') !== sha256) {
      throw new BackupRefused(
        `${fileOf(folder, table)} is not what the manifest says: the backup was altered`,
      );
    }
  }
  return manifest;
}

/**
 * Puts a backup into an empty, migrated database, in one transaction.
 *
 * @param url of the role that owns the tables
 * @throws BackupRefused where the database holds anything, or has other migrations
 */
export async function restoreBackup(url: string, folder: string, manifest: BackupManifest): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC -c statement_timeout=0' });
  await client.connect();
  try {
    await client.query('BEGIN');
    await refuseUnlessFit(client, manifest);
    for (const { table } of manifest.tables) await fill(client, folder, table);
    for (const [sequence, value] of Object.entries(manifest.sequences)) {
      await client.query('SELECT setval($1::regclass, $2)', [client.escapeIdentifier(sequence), value]);
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

async function refuseUnlessFit(client: pg.Client, manifest: BackupManifest): Promise<void> {
  const same = JSON.stringify(await migrationsOf(client)) === JSON.stringify(manifest.migrations);
  if (!same) {
    throw new BackupRefused(
      'the backup has other migrations than this version: put it back with the version that made it',
    );
  }
  const tables = await tablesOf(client);
  const other = manifest.tables.find(({ table }) => !tables.includes(table));
  if (other !== undefined) throw new BackupRefused(`there is no table ${other.table}`);
  for (const table of tables) {
    const { rowCount } = await client.query(`SELECT 1 FROM ${client.escapeIdentifier(table)} LIMIT 1`);
    if (rowCount !== 0) {
      throw new BackupRefused(`the database is not empty: ${table} holds rows. A backup goes into a new one`);
    }
  }
}

async function fill(client: pg.Client, folder: string, table: string): Promise<void> {
  const name = client.escapeIdentifier(table);
  for await (const lines of linesOf(folder, table)) {
    for (let from = 0; from < lines.length; from += rowsAtOnce) {
      const rows = `[${lines.slice(from, from + rowsAtOnce).join(',')}]`;
      await client.query(
        `INSERT INTO ${name} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::${name}, $1::json)`,
        [rows],
      );
    }
  }
}

async function* linesOf(folder: string, table: string): AsyncGenerator<readonly string[]> {
  let rest = '';
  const text = createReadStream(fileOf(folder, table)).pipe(createGunzip()).setEncoding('utf8');
  for await (const chunk of text) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  if (rest !== '') throw new BackupRefused(`${fileOf(folder, table)} ends in the middle of a row`);
}
