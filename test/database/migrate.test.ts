import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/index.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';

describe('migrations at start', () => {
  let db: FreshDatabase;
  let folder: string;
  beforeAll(async () => {
    db = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'kernhub-migrations-'));
    await cp('prisma/migrations', folder, { recursive: true });
    await addMigration('29990101000000_create_first', 'CREATE TABLE first (id int)');
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await db.drop();
  });

  const addMigration = async (name: string, sql: string): Promise<void> => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'migration.sql'), sql);
  };
  const query = async (sql: string): Promise<readonly pg.QueryResultRow[]> => {
    const client = new pg.Client({ connectionString: db.ownerUrl });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };

  it('applies each once when several processes start together', async () => {
    const results = await Promise.all([1, 2, 3].map(() => migrate(db.ownerUrl, folder)));
    expect(results.flat()).toEqual(['29990101000000_create_first']);
  });

  it('leaves nothing of a migration that fails halfway', async () => {
    await addMigration('29990102000000_fail', 'CREATE TABLE second (id int); SELECT 1/0;');
    await expect(migrate(db.ownerUrl, folder)).rejects.toThrow(
      /29990102000000_fail failed: division by zero/,
    );
    await rm(join(folder, '29990102000000_fail'), { recursive: true });
    expect(await query("SELECT to_regclass('second') AS found")).toEqual([{ found: null }]);
  });

  it('refuses to start on a migration that was changed after it was applied', async () => {
    await addMigration('29990101000000_create_first', 'CREATE TABLE first (id bigint)');
    await expect(migrate(db.ownerUrl, folder)).rejects.toThrow(/29990101000000_create_first was changed/);
    await addMigration('29990101000000_create_first', 'CREATE TABLE first (id int)');
  });

  it('refuses to start when the database is newer than the files', async () => {
    await rm(join(folder, '29990101000000_create_first'), { recursive: true });
    await expect(migrate(db.ownerUrl, folder)).rejects.toThrow(/this is an older kernhub/);
  });

  it("keeps Prisma's own bookkeeping", async () => {
    const rows = await query(
      'SELECT length(checksum) AS size, applied_steps_count FROM _prisma_migrations LIMIT 1',
    );
    expect(rows).toEqual([{ size: 64, applied_steps_count: 1 }]);
  });
});
