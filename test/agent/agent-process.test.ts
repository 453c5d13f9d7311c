import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signStatement } from '../../src/contract/index.js';
import { generatePrivateJwk, importSigningKey, newPrfKeys, publicJwkOf } from '../../src/kernel/index.js';
import { invented, startTwoAgents, type TwoAgents, writeFolder } from './two-agents.js';
import { purpose } from './world.js';

let world: TwoAgents;

beforeAll(async () => {
  world = await startTwoAgents();
});
afterAll(() => world.close());

const question = { purpose: purpose.id, question: 'wat-speelt-er', waitSeconds: 10 };
const ask = (more: object = {}) =>
  world.bram.send('POST', '/api/children/J-77/exchanges', { ...question, ...more });

async function lastTask(): Promise<{ outcome: string; causes: string[] }> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { lastTasks } = (await world.anna.get('/api/status')).body;
    if (lastTasks.length > seen) {
      seen = lastTasks.length;
      return lastTasks[0];
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no task came');
}
let seen = 0;

describe('enrolment', () => {
  it('goes through the oblivious PRF, and the hub sees no BSN', async () => {
    expect((await world.anna.get('/api/children')).body).toEqual({
      items: [{ number: '1001', enrolled: false }],
    });
    const enrolled = await world.anna.send('POST', '/api/children/1001/enrolment', {
      relation: 'enrolled-pupil',
    });
    expect(enrolled.status).toBe(201);
    expect(enrolled.body.subject).toMatch(/^chd_/);
    const other = await world.bram.send('POST', '/api/children/J-77/enrolment', { relation: 'in-care' });
    expect(other.status).toBe(201);
    const sent = world.hub.received.filter(({ path }) => path === '/v1/subjects').map(({ body }) => body);
    expect(sent).toHaveLength(2);
    expect(sent[0]?.pseudonym).toBe(sent[1]?.pseudonym);
    expect(JSON.stringify(world.hub.received)).not.toContain(invented(999_990_000));
    expect((await world.anna.get('/api/children')).body.items).toEqual([{ number: '1001', enrolled: true }]);
  });

  it('keeps neither BSN nor PRF output, in files that only its user can read', async () => {
    const folder = join(world.schoolFolder, 'state');
    const sent = world.hub.received.find(({ path }) => path === '/v1/subjects')?.body.pseudonym;
    for (const name of await readdir(folder)) {
      const text = await readFile(join(folder, name), 'utf8');
      expect(text).not.toContain(invented(999_990_000));
      expect(text).not.toContain(String(sent));
      expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
    }
  });

  it("refuses an evaluation that was not made with the roster's key", async () => {
    world.hub.lies.evaluateWith = newPrfKeys();
    const enrolled = await world.anna.send('POST', '/api/children/1001/enrolment', {
      relation: 'enrolled-pupil',
    });
    delete world.hub.lies.evaluateWith;
    expect(enrolled).toMatchObject({ status: 400, body: { code: 'proof-invalid' } });
  });

  it('names what is wrong with a record before anything leaves', async () => {
    const before = world.hub.received.length;
    const records = join(world.schoolFolder, 'records');
    const twice = '{"bsn":"123456789","bsn":"123456782"}';
    await writeFolder(records, {
      '1002.json': { bsn: '999990001', geboren: '2018-02-30', voornaam: '' },
      '1003.json': '{\n  "bsn": "x",\n}',
      '1004.json': twice,
    });
    const enrol = (number: string) =>
      world.anna.send('POST', `/api/children/${number}/enrolment`, { relation: 'enrolled-pupil' });
    const invalid = (await enrol('1002')).body;
    expect(invalid.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/birthDate',
      '/firstName',
    ]);
    expect((await enrol('1003')).body.detail).toMatch(/1003\.json, line 3, column 1: is not JSON/);
    expect((await enrol('1004')).body.detail).toMatch(/1004\.json, \/bsn: appears twice/);
    expect((await enrol('9999')).status).toBe(404);
    await writeFolder(records, {
      '1005.json': { bsn: '123456789', geboren: '2018-02-03', voornaam: 'Test' },
    });
    expect((await enrol('1005')).body.errors).toEqual([{ pointer: '/bsn', reason: 'fails the eleven-test' }]);
    const calls = world.hub.received.slice(before).map(({ path }) => path);
    expect(calls).not.toContain('/v1/identifier-evaluations');
    const { alarms } = (await world.anna.get('/api/status')).body;
    expect(alarms.join()).toMatch(/record-malformed: .*1003\.json/);
  });
});

describe('a question and its answer', () => {
  it("shows exactly the purpose's fields, derived and not the raw record, and what was checked", async () => {
    const { status, body } = await ask();
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'complete', refused: [] });
    expect(body.results).toHaveLength(1);
    expect(body.results[0]).toMatchObject({
      source: { name: 'Basisschool De Testlinde', role: 'school' },
      fields: { leerjaar: { value: 5 }, zorgniveau: { value: 2 }, hulpvraag: { absent: true } },
    });
    expect(body.results[0].checks).toEqual(expect.arrayContaining(['manifest-signature', 'seal-opens']));
    const receipt = world.hub.received.find(({ path }) => path.endsWith('/receipts'));
    expect(receipt).toBeDefined();
    const again = await world.bram.get(`/api/exchanges/${body.exchange}`);
    expect(again.body.results).toEqual(body.results);
    expect((await lastTask()).outcome).toBe('answered');
    const pending = await readFile(join(world.schoolFolder, '../jgz/state/pending-requests.json'), 'utf8');
    expect(JSON.parse(pending)).toEqual({ items: [] });
  });

  it('is shown to nobody else than who asked', async () => {
    const { sessionAt } = await import('./two-agents.js');
    const carla = await sessionAt(world.jgz.url, 'carla');
    const { body } = await ask();
    await lastTask();
    expect((await carla.get(`/api/exchanges/${body.exchange}`)).status).toBe(404);
  });

  it("passes the hub's refusal on with its code", async () => {
    world.hub.lies.refuseWith = 'basis-not-in-force';
    expect(await ask()).toMatchObject({ status: 403, body: { code: 'basis-not-in-force' } });
    delete world.hub.lies.refuseWith;
  });

  it('names every fault of a question at once', async () => {
    const { status, body } = await ask({ question: 'iets-anders', fields: ['adres'], necessity: 'spoed' });
    expect(status).toBe(400);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/fields',
      '/question',
      '/necessity',
    ]);
    expect((await ask({ surprise: 1 })).body.errors).toEqual([
      { pointer: '/surprise', reason: 'is not a known field' },
    ]);
  });
});

describe('a hub that lies', () => {
  it("that swaps the recipient's key is refused by the source, which says why", async () => {
    const hubsOwn = await importSigningKey(await generatePrivateJwk('Ed25519'));
    const theirs = await generatePrivateJwk('X25519');
    world.hub.lies.ticket = async (ticket) => {
      const payload = ticket.keyStatement.split('.')[1] ?? '';
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
      const swapped = { ...claims, jwk: publicJwkOf(theirs) };
      return { ...ticket, keyStatement: await signStatement(hubsOwn, 'kernhub-key+jwt', swapped) };
    };
    const { body } = await ask({ waitSeconds: 1 });
    delete world.hub.lies.ticket;
    expect(body).toMatchObject({ state: 'open', results: [] });
    const refusal = await lastTask();
    expect(refusal.outcome).toBe('refused');
    expect(refusal.causes).toEqual(['key-statement-signature']);
    const decline = world.hub.received.findLast(({ path }) => path.endsWith('/declines'));
    expect(decline?.body).toMatchObject({ reason: 'ticket-refused', causes: refusal.causes });
  });

  it('that re-seals a field is refused by the recipient, whose receipt says why', async () => {
    world.hub.lies.envelope = (envelope) => ({
      ...envelope,
      fields: { ...envelope.fields, leerjaar: envelope.fields.zorgniveau ?? '' },
    });
    const { body } = await ask();
    delete world.hub.lies.envelope;
    await lastTask();
    expect(body.results).toEqual([]);
    expect(body.refused).toMatchObject([{ causes: ['field-hashes', 'seal-field'] }]);
    const receipt = world.hub.received.findLast(({ path }) => path.endsWith('/receipts'))?.body.receipt;
    const claims = JSON.parse(Buffer.from(String(receipt).split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ outcome: 'rejected', causes: ['field-hashes', 'seal-field'] });
  });

  it('that shows an older roster is refused, and the alarm says so', async () => {
    const older = { ...world.roster, version: 2 };
    world.hub.lies.roster = await signStatement(world.covenant, 'kernhub-roster+jwt', older);
    await world.school.agent.rosters.refresh();
    const { body } = await world.anna.get('/api/status');
    expect(body.alarms).toContain('roster-older-than-seen');
    expect(body.roster).toEqual({ version: 3 });
    delete world.hub.lies.roster;
    await world.school.agent.rosters.refresh();
    expect((await world.anna.get('/api/status')).body.alarms).not.toContain('roster-older-than-seen');
  });
});
