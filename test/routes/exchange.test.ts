import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExchangeView, Role, Task } from '../../src/contract/index.js';
import { importSigningKey, type PublicJwk } from '../../src/kernel/index.js';
import { answer, keyStatement, readTicket, receiptFor, type TestPartner } from '../exchange/partner.js';
import { type Family, familyOf, purpose, questionsOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';

let hub: TestHub;
let family: Family;
let school: TestPartner;
let jgz: TestPartner;
let hubKeys: readonly PublicJwk[];

beforeAll(async () => {
  hub = await startTestHub();
  family = await familyOf(hub, 'exchange');
  [school, jgz] = [await asAgent('school'), await asAgent('jgz')];
  hubKeys = JSON.parse((await hub.anyone.get('/.well-known/jwks.json')).text).keys;
});
afterAll(() => hub?.close());

async function asAgent(name: 'school' | 'jgz'): Promise<TestPartner> {
  const { id, role, keys } = hub[name];
  return { id, role: role as Role, ...keys, key: await importSigningKey(keys.signing) };
}

const asked = { purpose, fields: ['leeftijdsband', 'zorgniveau'] };
const question = async (change: object = {}, signer = jgz, statement: object = {}) => ({
  subject: family.atJgz,
  purpose,
  question: 'meedenken',
  keyStatement: await keyStatement(signer, new Date(), { ...asked, ...statement }),
  ...change,
});
const ask = async (change: object = {}) => family.nurse.post('/v1/exchanges', await question(change));
const pathOf = (id: unknown): string => `/v1/exchanges/${String(id)}`;
const read = async (id: unknown) =>
  (await must(family.nurse.get(pathOf(id)))).body as unknown as ExchangeView;
const take = async (wait = 5): Promise<Task | undefined> => {
  const { body } = await must(hub.school.system.send({ path: '/v1/tasks?limit=1', wait }));
  return (body.items as readonly Task[])[0];
};

/** What the school's agent would put for a task, honestly. */
async function sealed(task: Task, options: Parameters<typeof answer>[3] = {}) {
  const ticketKey = hubKeys.find(({ kty }) => kty === 'OKP');
  if (ticketKey === undefined) throw new Error('the hub publishes its ticket key');
  const ticket = await readTicket(task, ticketKey);
  const { body } = await must(hub.school.system.get(`/v1/purposes/${purpose}/versions/1`));
  const fields = body.fields as readonly { readonly name: string; readonly paddedBytes: number }[];
  const sizes = new Map(fields.map(({ name, paddedBytes }) => [name, paddedBytes]));
  const [, claims = ''] = ticket.keyStatement.split('.');
  const { jwk } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { jwk: PublicJwk };
  return answer(school, task, { ticket, recipientKey: jwk, sizes }, options);
}
const put = (task: Pick<Task, 'id'>, envelope: unknown, caller = hub.school.system) =>
  caller.send({ method: 'PUT', path: `/v1/tasks/${task.id}/envelope`, body: envelope });

describe('without consent in force', () => {
  it('an exchange is refused with exchange, proof and place, and a repeat says the same place', async () => {
    const body = await question();
    const key = 'refused-exchange-1';
    const rejections = await hub.entries('request');
    const first = await family.nurse.post('/v1/exchanges', body, { key });
    expect([first.status, first.body.code]).toEqual([403, 'basis-not-in-force']);
    expect(first.body.exchange).toMatch(/^exc_/);
    expect(first.body.proof).toMatchObject({ index: expect.any(Number) });
    // That entry tells more than a second one would.
    expect(await hub.entries('request')).toBe(rejections);
    const again = await family.nurse.post('/v1/exchanges', body, { key });
    expect([again.status, again.body.code]).toEqual([403, 'refused-before']);
    expect(again.headers.get('location')).toBe(pathOf(first.body.exchange));
    expect(await take(0)).toBeUndefined();
  });
});

describe('with consent in force', () => {
  beforeAll(() => family.agree());

  it('goes all the way: asked, sealed, released, received, and the payload is gone', async () => {
    const made = await ask();
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(pathOf(made.body.id));
    const task = await take();
    if (task === undefined) throw new Error('the school has a task');
    const text = JSON.stringify(task);
    expect(text).not.toContain(family.atJgz);
    expect((await put(task, await sealed(task))).status).toBe(200);
    const view = await read(made.body.id);
    const [delivery] = view.deliveries;
    if (delivery === undefined) throw new Error('something was delivered');
    expect(Object.keys(delivery.envelope.fields).sort()).toEqual(asked.fields);
    const receipts = `${pathOf(made.body.id)}/receipts`;
    const receipt = await receiptFor(jgz, String(made.body.id), delivery, new Date());
    expect((await family.nurse.post(receipts, { receipt })).status).toBe(201);
    expect((await read(made.body.id)).deliveries).toEqual([]);
  });

  it('refuses a key statement of another partner, purpose, version, time or field, and one used before', async () => {
    const flaws: readonly [TestPartner, object][] = [
      [school, {}],
      [jgz, { purpose: 'jgz-afstemming' }],
      [jgz, { version: 2 }],
      [jgz, { fields: ['diagnose'] }],
      [jgz, { exp: Math.floor(Date.now() / 1000) - 60 }],
      [jgz, { iss: school.id }],
    ];
    for (const [signer, statement] of flaws) {
      const answered = await family.nurse.post('/v1/exchanges', await question({}, signer, statement));
      expect(answered.status, JSON.stringify(statement)).toBeGreaterThanOrEqual(400);
      expect(answered.status, JSON.stringify(statement)).toBeLessThan(410);
    }
    const once = await question();
    await must(family.nurse.post('/v1/exchanges', once));
    expect((await family.nurse.post('/v1/exchanges', once)).status).toBeGreaterThanOrEqual(400);
    const task = await take();
    await hub.school.system.post(`/v1/tasks/${task?.id}/declines`, { reason: 'no-data', causes: [] });
  });

  it('refuses an envelope that is not what the ticket asks for, and keeps the task open', async () => {
    const made = await must(ask());
    const task = await take();
    if (task === undefined) throw new Error('the school has a task');
    const good = await sealed(task);
    const [[name, jwe] = ['', '']] = Object.entries(good.fields);
    const flaws = {
      'a field too few': { ...good, fields: { [name]: jwe } },
      'a field too many': { ...good, fields: { ...good.fields, diagnose: jwe } },
      'another manifest': { ...good, manifest: (await sealed(task)).manifest },
      'a swapped field': { ...good, fields: { ...good.fields, [name]: Object.values(good.fields)[1] } },
      'another padding': await sealed(task, {
        fields: asked.fields.map((field) => ({ name: field, bytes: 20 })),
      }),
      'another ticket': await sealed(task, { ticket: `${task.ticket}x` }),
    };
    for (const [flaw, envelope] of Object.entries(flaws)) {
      const answered = await put(task, envelope);
      expect([answered.status, answered.body.code], flaw).toEqual([400, 'envelope-rejected']);
    }
    const garbage = { manifest: 'a.b.c', fields: { zorgniveau: 'a.b.c.d.e' } };
    expect((await put(task, garbage)).status).toBe(400);
    expect((await put(task, good, family.nurse)).status).toBe(404);
    expect((await put({ id: `tsk_${'A'.repeat(22)}` as Task['id'] }, good)).status).toBe(404);
    expect((await read(made.body.id)).deliveries).toEqual([]);
    expect((await put(task, good)).status).toBe(200);
    // The same again is the same PUT; another envelope comes too late.
    expect((await put(task, good)).status).toBe(200);
    expect((await put(task, await sealed(task))).body.code).toBe('task-not-open');
  });

  it('shows another partner neither exchange, nor task, nor receipt', async () => {
    const made = await must(ask());
    const path = pathOf(made.body.id);
    for (const caller of [family.teacher, hub.school.system]) {
      const seen = await caller.get(path);
      const unknown = await caller.get(pathOf(`exc_${'A'.repeat(22)}`));
      expect(seen.status).toBe(404);
      expect({ ...seen.body, traceId: 0 }).toEqual({ ...unknown.body, traceId: 0 });
    }
    const task = await take();
    const decline = { reason: 'no-data', causes: [] };
    expect((await hub.jgz.system.post(`/v1/tasks/${task?.id}/declines`, decline)).status).toBe(404);
    expect((await hub.school.system.post(`/v1/tasks/${task?.id}/declines`, decline)).status).toBe(201);
    expect((await read(made.body.id)).sources).toEqual([{ role: 'school', state: 'waiting' }]);
  });

  it('destroys what was sealed when a parent withdraws, and refuses the next request at once', async () => {
    const made = await must(ask());
    const task = await take();
    if (task === undefined) throw new Error('the school has a task');
    await must(put(task, await sealed(task)));
    const [parent] = family.parents;
    if (parent === undefined) throw new Error('a family has parents');
    const [given] = await questionsOf(parent);
    const path = `/v1/me/children/${parent.child}/decisions/${given?.own?.decision}/withdrawals`;
    await must(parent.caller.send({ method: 'POST', path }));
    const view = await family.nurse.get(pathOf(made.body.id));
    expect(view.body.deliveries ?? []).toEqual([]);
    expect((await ask()).body.code).toBe('basis-not-in-force');
  });
});
