import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/database/index.js';
import { temporaryFolder } from '../harness/folder.js';

describe('the embedded server', () => {
  let folder: string;
  let server: EmbeddedServer;
  beforeAll(async () => {
    folder = await temporaryFolder('embedded');
    server = await startEmbeddedServer(folder);
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = async (url: string, sql: string): Promise<string> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return String(Object.values((await client.query(sql)).rows[0] ?? {})[0]);
    } finally {
      await client.end();
    }
  };

  it('is durable and checks its pages', async () => {
    expect(await ask(server.superuserUrl, 'SHOW fsync')).toBe('on');
    expect(await ask(server.superuserUrl, 'SHOW synchronous_commit')).toBe('on');
    expect(await ask(server.superuserUrl, 'SHOW data_checksums')).toBe('on');
  });

  it('listens on this machine only and asks for a password', async () => {
    expect(await ask(server.superuserUrl, 'SHOW listen_addresses')).toBe('127.0.0.1');
    const without = Object.assign(new URL(server.appUrl), { password: 'wrong' }).href;
    await expect(ask(without, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  });

  it('keeps its passwords from other users', async () => {
    expect((await stat(join(folder, 'database-passwords.json'))).mode & 0o777).toBe(0o600);
  });

  it('is adopted by the next start when its hub was killed', async () => {
    await ask(server.ownerUrl, "SELECT set_config('a.b', 'x', false)");
    const again = await startEmbeddedServer(folder);
    expect(again.pid).toBe(server.pid);
  });

  it('keeps what was committed over a stop and a start', async () => {
    await ask(server.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await server.stop();
    server = await startEmbeddedServer(folder);
    expect(await ask(server.ownerUrl, 'SELECT answer FROM kept')).toBe('42');
  });

  it('gives the hub no right to make tables', async () => {
    await ask(server.ownerUrl, 'REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    await expect(ask(server.appUrl, 'CREATE TABLE mine (id int)')).rejects.toThrow(/permission denied/);
  });

  it('writes no values of a failing statement to its log', async () => {
    await ask(server.ownerUrl, 'CREATE TABLE once (id text PRIMARY KEY)');
    await ask(server.ownerUrl, "INSERT INTO once VALUES ('canary-in-a-row')");
    await expect(ask(server.ownerUrl, "INSERT INTO once VALUES ('canary-in-a-row')")).rejects.toThrow(
      /duplicate key/,
    );
    const log = await readFile(join(server.place, 'postgresql.log'), 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('canary-in-a-row');
  });

  it('sets a cluster aside whose passwords are gone, and begins a new one', async () => {
    const other = await temporaryFolder('embedded-again');
    await (await startEmbeddedServer(other)).stop();
    await rm(join(other, 'database-passwords.json'));
    const again = await startEmbeddedServer(other);
    const kept = (await readdir(other)).filter((name) => name.startsWith('cluster-without-passwords-'));
    await again.stop();
    await rm(other, { recursive: true, force: true });
    expect(kept).toHaveLength(1);
  });
});
