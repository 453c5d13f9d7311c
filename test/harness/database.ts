import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/database/index.js';

export interface FreshDatabase {
  /** As the hub's own role. */
  readonly database: Database;
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** Superuser, in the main database of this test. */
  readonly superuserUrl: string;
  readonly keysUrl: string;
  readonly keysOwnerUrl: string;
  drop(): Promise<void>;
}

/** A migrated pair of databases (main and keys) of its own, on the real server of this run. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asSuperuser(async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE kernhub STRATEGY FILE_COPY OWNER kernhub_owner`);
    await client.query(
      `CREATE DATABASE ${name}_keys TEMPLATE kernhub_keys STRATEGY FILE_COPY OWNER kernhub_owner`,
    );
  });
  const at = (url: string, database: string): string =>
    Object.assign(new URL(url), { pathname: `/${database}` }).href;
  const database = openDatabase(at(inject('appUrl'), name));
  return {
    database,
    appUrl: at(inject('appUrl'), name),
    ownerUrl: at(inject('ownerUrl'), name),
    superuserUrl: at(inject('superuserUrl'), name),
    keysUrl: at(inject('appUrl'), `${name}_keys`),
    keysOwnerUrl: at(inject('ownerUrl'), `${name}_keys`),
    drop: async () => {
      await database.close();
      await asSuperuser(async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        await client.query(`DROP DATABASE IF EXISTS ${name}_keys WITH (FORCE)`);
      });
    },
  };
}

async function asSuperuser(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: inject('superuserUrl') });
  await client.connect();
  try {
    // One copy of a template at a time.
    await client.query('SELECT pg_advisory_lock(1)');
    await work(client);
  } finally {
    await client.end();
  }
}
