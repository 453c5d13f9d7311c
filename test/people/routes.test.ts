import { randomBytes } from 'node:crypto';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, HubError } from '../../src/contract/index.js';
import { createLog, createServer, type HubServer } from '../../src/http/index.js';
import { base64url, blindPrfInput, utf8 } from '../../src/kernel/index.js';
import { createPeople } from '../../src/people/index.js';
import { citizen, newChild, officer, openPeopleWorld, type PeopleWorld } from './world.js';

/** The room's routes on the real server; who calls is said by a name, because identity has its own tests. */
describe('the routes of people', () => {
  let world: PeopleWorld;
  let server: HubServer;
  let request: ReturnType<typeof supertest>;
  const callers = new Map<string, Caller>();
  const broken: string[] = [];
  beforeAll(async () => {
    world = await openPeopleWorld();
    for (const role of ['school', 'jgz', 'samenwerkingsverband'])
      callers.set(role, await world.partner(role));
    for (const name of ['mother', 'stranger', 'guesser']) callers.set(name, citizen());
    callers.set('officer', officer('privacy-officer'));
    callers.set('fg', officer('fg'));
    server = createServer({
      routes: createPeople(world.needs).routes,
      officerMay: () => true,
      authenticate: async ({ authorization }, kinds) => {
        const caller = callers.get(authorization ?? '');
        if (caller === undefined) throw new HubError('unauthenticated');
        if (!kinds.includes(caller.kind)) throw new HubError('caller-not-allowed');
        return caller;
      },
      verifyPayloadSignature: async () => 'verified elsewhere',
      recordRejection: async () => undefined,
      pool: world.db.database.pool,
      clock: world.needs.clock,
      log: createLog('silent'),
      onOffContract: (route, status, faults) => {
        broken.push(`${route.path} ${status} ${faults.map((fault) => fault.pointer + fault.reason).join()}`);
      },
    });
    const port = await server.listen(0, '127.0.0.1');
    request = supertest(`http://127.0.0.1:${port}`);
  });
  afterAll(async () => {
    await server.drain({ graceMs: 100 });
    await world.close();
    expect(broken).toEqual([]);
  });

  const send = (method: 'post' | 'put', path: string, name: string, body: object, key?: string) =>
    request[method](path)
      .set('Authorization', name)
      .set('Content-Type', 'application/json')
      .set('Payload-Signature', 'x')
      .set('Idempotency-Key', key ?? base64url(randomBytes(16)))
      .send(JSON.stringify(body));
  const post = (path: string, name: string, body: object, key?: string) =>
    send('post', path, name, body, key);
  const enrol = async (name = 'school', child = newChild()) =>
    (await post('/v1/subjects', name, child)).body.id as string;
  const invite = async (subject: string) =>
    (await post(`/v1/subjects/${subject}/invitations`, 'school', { as: 'guardian' })).body;

  it('evaluate, enrol, search, invite, redeem, list and assert', async () => {
    const blinded = base64url(blindPrfInput(utf8('a child')).blinded);
    const evaluation = await post('/v1/identifier-evaluations', 'school', { blinded });
    expect(evaluation).toMatchObject({ status: 200, body: { evaluated: expect.any(String) } });
    const enrolled = await post('/v1/subjects', 'school', newChild());
    const { id } = enrolled.body;
    expect(enrolled.status).toBe(201);
    expect(enrolled.headers.location).toBe(`/v1/subjects/${id}`);
    const search = await post('/v1/subjects/_search', 'school', { limit: 1 });
    expect(search.body).toMatchObject({ items: [{ id }] });
    const invited = await invite(id);
    const redeemed = await post('/v1/me/invitations/_redeem', 'mother', { code: invited.code });
    expect(redeemed).toMatchObject({ status: 200, body: { firstName: 'Testkind Acht', as: 'guardian' } });
    const listed = await request.get('/v1/me/children').set('Authorization', 'mother');
    expect(listed.body).toEqual({ items: [redeemed.body] });
    const word = { kind: 'single', source: 'declared-by-person', assertedOn: '2026-01-01' };
    const asserted = await send('put', `/v1/subjects/${id}/authorities/${invited.person}`, 'school', word);
    expect(asserted).toMatchObject({ status: 200, body: { kind: 'single', inEffect: false } });
    const { assertion } = asserted.body;
    const waiting = await post('/v1/authority-assertions/_search', 'fg', {});
    const row = { about: 'authority', assertion, kind: 'single', contradicts: [] };
    expect(waiting.body.items).toMatchObject([row]);
    const confirmation = { assertion, ground: 'court-document', reason: 'Beschikking gezien.' };
    expect((await post('/v1/authority-confirmations', 'fg', confirmation)).body.code).toBe(
      'caller-not-allowed',
    );
    const confirmed = await post('/v1/authority-confirmations', 'officer', confirmation);
    expect(confirmed).toMatchObject({ status: 201, body: { assertion } });
  });

  it('introduce and redeem', async () => {
    const subject = await enrol();
    const association = callers.get('samenwerkingsverband');
    const to = association?.kind === 'professional' ? association.partner : '';
    const purpose = 'vroegsignalering-zorgteam';
    const introduced = await post(`/v1/subjects/${subject}/introductions`, 'school', { to, purpose });
    expect(introduced.status).toBe(201);
    const { code } = introduced.body;
    const redemption = { code, relation: 'in-guidance' };
    const redeemed = await post('/v1/introductions/_redeem', 'samenwerkingsverband', redemption);
    expect(redeemed).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^chd_/) } });
    const again = await post('/v1/introductions/_redeem', 'samenwerkingsverband', redemption);
    expect(again).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('answer alike, byte for byte but for ids, times and proof, whether a child was known or not', async () => {
    const child = newChild();
    const unknown = await post('/v1/subjects', 'school', child);
    const known = await post('/v1/subjects', 'jgz', child);
    const plain = ({ text, body }: typeof known) =>
      text
        .replace(JSON.stringify(body.proof), 'proof')
        .replace(body.id, 'id')
        .replace(body.assertion, 'assertion')
        .replace(body.enrolledAt, 'time');
    expect(plain(known)).toBe(plain(unknown));
    expect(Object.keys(known.headers)).toEqual(Object.keys(unknown.headers));
  });

  it('refuse another partner’s child exactly as one that does not exist', async () => {
    const subject = await enrol();
    const absent = `chd_${base64url(randomBytes(16))}`;
    const calls = (id: string) => [
      post(`/v1/subjects/${id}/invitations`, 'jgz', { as: 'guardian' }),
      send('put', `/v1/subjects/${id}/authorities/prf_${base64url(randomBytes(16))}`, 'jgz', {
        kind: 'joint',
        source: 'partner-record',
        assertedOn: '2026-01-01',
      }),
    ];
    const [theirs, nobodys] = await Promise.all([calls(subject), calls(absent)].map((c) => Promise.all(c)));
    const seen = (answers: typeof theirs) =>
      answers?.map(({ status, body }) => ({ status, ...body, traceId: null }));
    expect(seen(theirs)).toEqual(seen(nobodys));
    expect(theirs?.map(({ status }) => status)).toEqual([404, 404]);
  });

  it('answer a repeated key with the first outcome and create nothing twice', async () => {
    const child = newChild();
    const first = await post('/v1/subjects', 'school', child, 'the-same-key-0001');
    const again = await post('/v1/subjects', 'school', child, 'the-same-key-0001');
    expect(again.status).toBe(201);
    expect(again.headers.location).toBe(first.headers.location);
    const other = await post('/v1/subjects', 'school', newChild(), 'the-same-key-0001');
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
  });

  it('name every fault of bad input at once, and refuse other kinds of caller', async () => {
    const bad = { ...newChild(), birthDate: 'yesterday', firstName: '', bsn: '999990019' };
    const refused = await post('/v1/subjects', 'school', bad);
    expect(refused.status).toBe(400);
    const pointers = refused.body.errors.map((fault: { pointer: string }) => fault.pointer).toSorted();
    expect(pointers).toEqual(['/birthDate', '/bsn', '/firstName']);
    expect(refused.text).not.toContain('999990019');
    expect((await post('/v1/subjects', 'mother', newChild())).body.code).toBe('caller-not-allowed');
    const asPartner = await post('/v1/me/invitations/_redeem', 'school', { code: 'AAAA' });
    expect(asPartner.body.code).toBe('caller-not-allowed');
    expect((await post('/v1/subjects', 'nobody', newChild())).status).toBe(401);
  });

  it('tell a guesser when to come back', async () => {
    const guess = () => post('/v1/me/invitations/_redeem', 'guesser', { code: 'AAAA-AAAA' });
    for (let count = 0; count < 5; count += 1) expect((await guess()).status).toBe(404);
    const refused = await guess();
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate-limited' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_000);
  });
});
