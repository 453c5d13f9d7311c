/** An erasure that stops at each of its steps, and goes on at the next start or round. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SigningKey } from '../../src/kernel/index.js';
import { familyOf, type Parent } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { startTestHub, type TestHub } from '../harness/hub.js';
import { appointOfficer, askErasure, orderFor } from './officer-desk.js';

let hub: TestHub;
let key: SigningKey;
let folder: string;
let journal: string;
beforeAll(async () => {
  folder = await temporaryFolder('journal');
  journal = join(folder, 'erasures.ndjson');
  hub = await startTestHub({ environment: { ERASURE_JOURNAL_FILE: journal } });
  key = await appointOfficer(hub);
});
afterAll(async () => {
  await hub.close();
  await rm(folder, { recursive: true });
});

const asOwner = async (url: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
};
const inKeys = (sql: string) => asOwner(hub.fresh.keysOwnerUrl, sql);
const inMain = (sql: string) => asOwner(hub.fresh.ownerUrl, sql);
const keysOf = async (owner: string): Promise<readonly string[]> => {
  const client = new pg.Client({ connectionString: hub.fresh.keysOwnerUrl });
  await client.connect();
  const { rows } = await client.query<{ retention: string }>(
    'SELECT retention FROM data_key WHERE owner = $1 AND wrapped IS NOT NULL ORDER BY 1',
    [owner],
  );
  await client.end();
  return rows.map(({ retention }) => retention);
};

interface Step {
  readonly what: string;
  readonly broken: () => Promise<unknown>;
  readonly mended: () => Promise<unknown>;
}

const steps: readonly Step[] = [
  {
    what: 'before the order stands beside the keys',
    broken: () => inKeys('REVOKE INSERT ON erasure_order FROM kernhub_app'),
    mended: () => inKeys('GRANT INSERT ON erasure_order TO kernhub_app'),
  },
  {
    what: 'before the journal has it',
    broken: async () => {
      await rm(journal, { force: true });
      await mkdir(journal);
    },
    mended: () => rm(journal, { recursive: true }),
  },
  {
    what: 'before the keys are gone',
    broken: () => inKeys('REVOKE UPDATE (wrapped, shredded_at) ON data_key FROM kernhub_app'),
    mended: () => inKeys('GRANT UPDATE (wrapped, shredded_at) ON data_key TO kernhub_app'),
  },
  {
    what: 'before it is noted that the keys are gone',
    broken: () => inMain('REVOKE UPDATE (keys_gone_at) ON erasure FROM kernhub_app'),
    mended: () => inMain('GRANT UPDATE (keys_gone_at) ON erasure TO kernhub_app'),
  },
];

describe('an erasure that stops half', () => {
  it.each(steps)('$what is finished at the next start', async ({ what, broken, mended }) => {
    const family = await familyOf(hub, what);
    const parent = family.parents[0] as Parent;
    const [row] = await hub.fresh.database.reader.query<{ subject: string }>(
      'SELECT subject FROM enrolment WHERE ref = $1',
      [family.atSchool],
    );
    const subject = row?.subject ?? '';
    const request = await askErasure(parent);
    const statement = await orderFor(hub, key, request);
    await broken();
    const answer = await hub.privacyOfficer.post('/v1/erasures', { statement });
    expect(answer.status).toBe(500);
    // The entry stands, and what it covers is gone, in one transaction: nothing about the child is served.
    expect((await parent.caller.get(`/v1/me/children/${parent.child}/accesses`)).status).toBe(404);
    await mended();
    const other = await hub.second();
    const unfinished = () =>
      hub.fresh.database.reader.query('SELECT 1 FROM erasure WHERE keys_gone_at IS NULL');
    await expect.poll(unfinished, { timeout: 20_000 }).toEqual([]);
    expect(await keysOf(subject)).toEqual(['operation']);
    const lines = (await readFile(journal, 'utf8')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { request: string }).request)).toContain(request);
    await other.stop();
    const entries = await hub.fresh.database.reader.query('SELECT 1 FROM erasure WHERE request = $1', [
      request,
    ]);
    expect(entries).toHaveLength(1);
  });

  it('before anything was committed has changed nothing', async () => {
    const family = await familyOf(hub, 'niets gebeurd');
    const parent = family.parents[0] as Parent;
    const request = await askErasure(parent);
    const statement = await orderFor(hub, key, request);
    await inMain('REVOKE INSERT ON erasure FROM kernhub_app');
    expect((await hub.privacyOfficer.post('/v1/erasures', { statement })).status).toBe(500);
    expect((await parent.caller.get(`/v1/me/children/${parent.child}/accesses`)).status).toBe(200);
    await inMain('GRANT INSERT ON erasure TO kernhub_app');
    expect((await hub.privacyOfficer.post('/v1/erasures', { statement })).status).toBe(201);
    expect((await parent.caller.get(`/v1/me/children/${parent.child}/accesses`)).status).toBe(404);
  });

  it('leaves half a line in the journal that swallows no other', async () => {
    const { appendFile } = await import('node:fs/promises');
    await appendFile(journal, '{"name":"rrq_half');
    const family = await familyOf(hub, 'na een halve regel');
    const request = await askErasure(family.parents[0] as Parent);
    const statement = await orderFor(hub, key, request);
    expect((await hub.privacyOfficer.post('/v1/erasures', { statement })).status).toBe(201);
    const names = (await readFile(journal, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { name: string }).name);
    expect(names).toContain(request);
    expect(names).not.toContain('rrq_half');
  });
});
