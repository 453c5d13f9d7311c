import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyDatabase } from '../../src/audit/index.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import { openVault } from '../../src/vault/index.js';
import { type Family, familyOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { type OwnServer, ownServer } from '../harness/own-server.js';
import { NoSmallDisk } from '../harness/small-disk.js';
import { type Exchanging, exchanging } from '../harness/whole-exchange.js';

let server: OwnServer | null = null;
let impossible = '';
let hub: TestHub;
let family: Family;
let exchange: Exchanging;
/** Lies sealed at the hub: the next read would deliver it. */
let ready: string;
const told: string[] = [];
beforeAll(async () => {
  server = await ownServer({ spareMegabytes: 40 }).catch((error: unknown) => {
    if (!(error instanceof NoSmallDisk)) throw error;
    impossible = error.message;
    return null;
  });
  if (server === null) return;
  hub = await startTestHub({ server });
  family = await familyOf(hub, 'volle-schijf');
  await family.agree();
  exchange = await exchanging({ ...hub, family });
  ready = await answered();
});
afterAll(async () => {
  await hub?.close();
});

async function answered(): Promise<string> {
  const { body } = await must(exchange.ask());
  const [task] = await exchange.take(1, 5);
  if (task === undefined) throw new Error('the school has a task');
  await exchange.put(task);
  return String(body.id);
}

const count = async (table: string): Promise<number> => {
  const rows = await server?.database.reader.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return rows?.[0]?.n ?? -1;
};

/** Asks families, remembering what was acknowledged, until the hub refuses. */
async function askUntilRefused() {
  for (;;) {
    const body = {
      subject: family.atSchool,
      purpose: 'vroegsignalering-zorgteam',
      version: 1,
      flows: ['school-jgz'],
    };
    const answer = await family.teacher.post('/v1/consent-requests', {
      ...body,
      explanation: 'x'.repeat(900),
    });
    if (answer.status !== 201) return answer;
    told.push(String(answer.body.id));
  }
}

describe('a database whose disk is full', { timeout: 120_000 }, () => {
  it('makes the hub refuse, with a time to come back, and share nothing', async ({ skip }) => {
    skip(server === null, impossible);
    expect(await server?.disk?.fill()).toBeGreaterThan(1_000_000);
    const refused = await askUntilRefused();
    expect([503, ['ledger-unavailable', 'database-unavailable'].includes(String(refused.body.code))]).toEqual(
      [refused.status, true],
    );
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const read = await family.nurse.get(`/v1/exchanges/${ready}`);
    expect([read.status, read.text.includes('envelope')]).toEqual([503, false]);
    expect((await fetch(`${hub.url}/healthz`)).status).toBe(200);
  });

  it('goes on by itself once there is room, and nothing that was acknowledged is lost', async ({ skip }) => {
    skip(server === null, impossible);
    await server?.disk?.makeRoom();
    if (!(await isUp())) await server?.start();
    await expect.poll(async () => (await fetch(`${hub.url}/readyz`)).status, { timeout: 30_000 }).toBe(200);
    await exchange.receive(ready, 5);
    expect((await exchange.ask()).status).toBe(201);
    const rows = await server?.database.reader.query('SELECT 1 FROM consent_request WHERE id = ANY ($1)', [
      told,
    ]);
    expect(rows).toHaveLength(told.length);
    await expect
      .poll(async () => (await count('ledger_leaf')) === (await count('ledger_entry')), { timeout: 20_000 })
      .toBe(true);
    const keysPool = openPool(hub.fresh.keysUrl);
    const verifierKeys = hub.ledger.verifierKeys();
    const { finding } = await verifyDatabase({
      pool: hub.fresh.database.pool,
      vault: openVault({ keysPool, keys: hub.hubKeys }),
      origin: verifierKeys[0]?.split('+')[0] ?? '',
      verifierKeys,
      kinds: entryKinds,
      views: true,
    });
    await keysPool.end();
    expect(finding).toBeNull();
  });
});

/** Where the log itself found no room, PostgreSQL ends, and whoever runs it starts it again. */
const isUp = async (): Promise<boolean> => (await count('ledger_entry').catch(() => -1)) >= 0;
