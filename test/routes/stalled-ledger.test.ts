import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExchangeView, Role, Task } from '../../src/contract/index.js';
import { importSigningKey, type PublicJwk } from '../../src/kernel/index.js';
import { answer, keyStatement, readTicket } from '../exchange/partner.js';
import { enrolment, type Family, familyOf, purpose } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';

/** The sequencer's advisory lock: class, and the log's id. */
const leaderLock = [72_707_370, 0];
const fields = ['leeftijdsband', 'zorgniveau'];

let hub: TestHub;
let family: Family;
let leader: pg.Client;
beforeAll(async () => {
  hub = await startTestHub();
  family = await familyOf(hub, 'stilstand');
  await family.agree();
  leader = new pg.Client({ connectionString: hub.fresh.superuserUrl });
  await leader.connect();
});
afterAll(async () => {
  await leader?.end();
  await hub?.close();
});

const asAgent = async ({ id, role, keys }: TestHub['school']) => ({
  id,
  role: role as Role,
  ...keys,
  key: await importSigningKey(keys.signing),
});

/** An exchange that the school has answered: the next read would deliver it. */
async function answered(): Promise<string> {
  const [jgz, school] = [await asAgent(hub.jgz), await asAgent(hub.school)];
  const statement = await keyStatement(jgz, new Date(), { purpose, fields });
  const question = { subject: family.atJgz, purpose, question: 'meedenken', keyStatement: statement };
  const { body } = await must(family.nurse.post('/v1/exchanges', question));
  const taken = await must(hub.school.system.send({ path: '/v1/tasks?limit=1', wait: 5 }));
  const [task] = taken.body.items as readonly Task[];
  if (task === undefined) throw new Error('the school has no task');
  const hubKeys = JSON.parse((await hub.anyone.get('/.well-known/jwks.json')).text).keys as PublicJwk[];
  const ticketKey = hubKeys.find(({ kty }) => kty === 'OKP');
  if (ticketKey === undefined) throw new Error('the hub publishes its ticket key');
  const ticket = await readTicket(task, ticketKey);
  const { body: published } = await must(hub.school.system.get(`/v1/purposes/${purpose}/versions/1`));
  const sized = published.fields as readonly { readonly name: string; readonly paddedBytes: number }[];
  const sizes = new Map(sized.map(({ name, paddedBytes }) => [name, paddedBytes]));
  const [, claims = ''] = ticket.keyStatement.split('.');
  const { jwk } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { jwk: PublicJwk };
  const envelope = await answer(school, task, { ticket, recipientKey: jwk, sizes });
  const path = `/v1/tasks/${task.id}/envelope`;
  await must(hub.school.system.send({ method: 'PUT', path, body: envelope }));
  return String(body.id);
}

/** Takes the lead as a process that then hangs: no entry gets an index any more, while the database answers. */
async function hang(): Promise<void> {
  const taken = leader.query('SELECT pg_advisory_lock($1, $2)', leaderLock);
  const other = new pg.Client({ connectionString: hub.fresh.superuserUrl });
  await other.connect();
  await other.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks
      WHERE locktype = 'advisory' AND granted AND classid = $1 AND objid = $2
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    leaderLock,
  );
  await other.end();
  await taken;
}

describe('while no entry gets an index', () => {
  let exchange: string;

  it('a call that records waits, and is then told to come back', async () => {
    exchange = await answered();
    await hang();
    const late = await family.teacher.post('/v1/subjects', enrolment('te-laat', 'enrolled-pupil'));
    expect([late.status, late.body.code]).toEqual([503, 'ledger-unavailable']);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('nothing is shared, not even what lies ready', async () => {
    const read = await family.nurse.get(`/v1/exchanges/${exchange}`);
    expect([read.status, read.body.code]).toEqual([503, 'ledger-unavailable']);
    expect(Number(read.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(read.text).not.toContain('envelope');
    const jgz = await asAgent(hub.jgz);
    const statement = await keyStatement(jgz, new Date(), { purpose, fields });
    const question = { subject: family.atJgz, purpose, question: 'meedenken', keyStatement: statement };
    const asked = await family.nurse.post('/v1/exchanges', question);
    expect([asked.status, asked.body.code]).toEqual([503, 'ledger-unavailable']);
  });

  it('a page that reads is shown, and one that records says in words that it must wait', async () => {
    const [parent] = family.parents;
    if (parent === undefined) throw new Error('a family has parents');
    const page = await parent.caller.get(`/children/${parent.child}/accesses`);
    expect(page.status).toBe(200);
    const body = { csrf: parent.caller.csrf(), once: randomUUID(), code: 'QQQQ-QQQQ-QQQQ-QQQQ' };
    const late = await parent.caller.post('/code', body, { form: true, key: null });
    expect([late.status, late.headers.get('content-type'), late.body.code]).toEqual([
      503,
      'text/html; charset=utf-8',
      'ledger-unavailable',
    ]);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('the hub says that it is not ready and why, and lives', async () => {
    const ready = await fetch(`${hub.url}/readyz`);
    expect([ready.status, ((await ready.json()) as { code: string }).code]).toEqual([
      503,
      'ledger-unavailable',
    ]);
    expect(Number(ready.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(`${hub.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${hub.url}/checkpoint`)).status).toBe(200);
  });

  it('what was recorded gets its index once someone leads again, and what lay ready is delivered', async () => {
    await leader.query('SELECT pg_advisory_unlock($1, $2)', leaderLock);
    await expect.poll(async () => (await fetch(`${hub.url}/readyz`)).status, { timeout: 20_000 }).toBe(200);
    const { body } = await must(family.nurse.get(`/v1/exchanges/${exchange}`));
    expect((body as unknown as ExchangeView).deliveries).toHaveLength(1);
  });
});
