import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHub } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import { createLog } from '../../src/http/index.js';
import { generatePrivateJwk, publicJwkOf } from '../../src/kernel/index.js';
import { openHubKeys } from '../../src/open-hub-keys.js';
import { newHubKeys, writeHubKeys } from '../../src/vault/index.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';

let folder: string;
let fresh: FreshDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kernhub-app-'));
  fresh = await freshDatabase();
  await writeHubKeys(join(folder, 'development.json'), await newHubKeys({ development: true }));
  await writeHubKeys(join(folder, 'real.json'), await newHubKeys({ development: false }));
});
afterAll(async () => {
  await fresh.drop();
  await rm(folder, { recursive: true });
});

describe('the keys of the hub', () => {
  const open = (production: boolean, name: string | null) =>
    openHubKeys({ production, hubKeysFile: name === null ? null : join(folder, name), dataFolder: folder });

  it('made for development are refused in production, with what to do', async () => {
    await expect(open(true, 'development.json')).rejects.toThrow(
      /development\.json holds development keys, .*kernhub keys new hub/,
    );
    expect((await open(true, 'real.json')).development).toBe(false);
  });

  it('are made once in development, and never in a file that someone named', async () => {
    const made = await open(false, null);
    expect(made.development).toBe(true);
    expect((await open(false, null)).ticket.kid).toBe(made.ticket.kid);
    await expect(open(false, 'absent.json')).rejects.toThrow(/absent\.json cannot be read/);
  });
});

describe('a hub', () => {
  const config = async (changes: Record<string, string> = {}) =>
    loadConfig({
      PORT: '0',
      PUBLIC_URL: 'http://localhost:18099',
      DATA_FOLDER: folder,
      DATABASE_URL: fresh.appUrl,
      DATABASE_OWNER_URL: fresh.ownerUrl,
      KEYS_DATABASE_URL: fresh.keysUrl,
      KEYS_DATABASE_OWNER_URL: fresh.keysOwnerUrl,
      PROFESSIONALS_ISSUERS: 'http://localhost:1/professionals',
      OFFICERS_ISSUER: 'http://localhost:1/officers',
      CITIZENS_ISSUER: 'http://localhost:1/citizens',
      COVENANT_KEY: JSON.stringify(publicJwkOf(await generatePrivateJwk('Ed25519'))),
      EVALUATOR_URL: 'http://localhost:2',
      PRF_PUBLIC_KEY: 'a'.repeat(43),
      ...changes,
    });
  const log = createLog('silent', { write: () => undefined });

  it('starts without its issuers, records what is in force once, and starts again on the same database', async () => {
    const count = async () =>
      (await fresh.database.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM ledger_entry')).rows[0]
        ?.n;
    const first = await startHub(await config(), { log });
    expect((await fetch(`${first.listening}/readyz`)).status).toBe(200);
    const recorded = await count();
    expect(recorded).toBeGreaterThan(5);
    await first.stop();
    const second = await startHub(await config(), { log });
    expect(await count()).toBe(recorded);
    await second.stop();
    await expect(fetch(`${second.listening}/healthz`)).rejects.toThrow();
  });

  it('is not ready when its database is gone, and says so without detail', async () => {
    const hub = await startHub(await config(), { log });
    await hub.databases.keysPool.end();
    const answer = await fetch(`${hub.listening}/readyz`);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      503,
      'database-unavailable',
    ]);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    expect((await fetch(`${hub.listening}/healthz`)).status).toBe(200);
    await hub.stop().catch(() => undefined);
  });

  it('that cannot start closes what it had opened', async () => {
    const first = await startHub(await config(), { log });
    const port = new URL(first.listening).port;
    await expect(startHub(await config({ PORT: port }), { log })).rejects.toThrow(/EADDRINUSE/);
    await first.stop();
    const connections = async () =>
      (
        await fresh.database.pool.query<{ n: number }>(
          'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database()',
        )
      ).rows[0]?.n;
    await expect.poll(connections).toBe(fresh.database.pool.totalCount);
  });
});
