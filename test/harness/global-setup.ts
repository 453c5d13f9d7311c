import { rm } from 'node:fs/promises';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate, startEmbeddedServer } from '../../src/database/index.js';
import { temporaryFolder } from './folder.js';

declare module 'vitest' {
  interface ProvidedContext {
    superuserUrl: string;
    ownerUrl: string;
    appUrl: string;
  }
}

/** One real PostgreSQL for the run, with a migrated template of both databases that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await temporaryFolder('run');
  const server = await startEmbeddedServer(folder);
  await migrate(server.ownerUrl, 'prisma/migrations');
  await migrate(server.keysOwnerUrl, 'prisma/keys-migrations');
  const client = new pg.Client({ connectionString: server.superuserUrl });
  await client.connect();
  // Nobody misses what a power cut would take from these, and each copy would wait for the disk. Tests of a lost server
  // have one of their own.
  for (const setting of ['fsync', 'full_page_writes'])
    await client.query(`ALTER SYSTEM SET ${setting} = off`);
  await client.query('SELECT pg_reload_conf()');
  await client.query('ALTER DATABASE kernhub IS_TEMPLATE true');
  await client.query('ALTER DATABASE kernhub_keys IS_TEMPLATE true');
  await client.end();
  project.provide('superuserUrl', server.superuserUrl);
  project.provide('ownerUrl', server.ownerUrl);
  project.provide('appUrl', server.appUrl);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
