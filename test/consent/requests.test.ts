import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PartnerId } from '../../src/contract/index.js';
import { decisionOn, familyTogether, mandatory } from './family.js';
import { consentWorld, professional, system, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await consentWorld();
});
afterAll(() => world.close());

const submission = (subject: string, change: object = {}): object => ({
  subject,
  purpose: 'vroegsignalering-zorgteam',
  version: 1,
  flows: ['school-jgz'],
  explanation: 'Wij willen graag meedenken.',
  ...change,
});

describe('a question to the family', () => {
  it('is recorded with proof, and its words lie sealed', async () => {
    const family = await familyTogether(world, '2018-03-01');
    const body = submission(family.ref, { explanation: 'Kanarie in de klas.' });
    const reply = await world.call('post', '/v1/consent-requests', professional(family.school), body, 201);
    expect(reply.body).toMatchObject({ state: 'incomplete', subject: family.ref });
    expect(reply.body.proof.index).toBeGreaterThan(0);
    expect(reply.headers.location).toBe(`/v1/consent-requests/${reply.body.id}`);
    const rows = await world.database.reader.query<{ text: string }>(
      `SELECT encode(explanation, 'escape') AS text FROM consent_request WHERE id = $1`,
      [reply.body.id],
    );
    expect(rows[0]?.text).not.toContain('Kanarie');
    expect((await family.questions(family.mother))[0]?.explanation).toBe('Kanarie in de klas.');
  });

  it('asks only flows of the version in force that need consent', async () => {
    const family = await familyTogether(world, '2018-03-01');
    const ask = (change: object, status: number) =>
      world.call(
        'post',
        '/v1/consent-requests',
        professional(family.school),
        submission(family.ref, change),
        status,
      );
    expect((await ask({ version: 2 }, 409)).body.code).toBe('purpose-not-offered');
    expect((await ask({ purpose: 'verwijsindex' }, 409)).body.code).toBe('purpose-not-offered');
    const verzuim = {
      purpose: 'verzuim-thuiszitten',
      flows: ['school-leerplicht', 'school-bakker', 'kernpartners'],
    };
    expect((await ask(verzuim, 400)).body.errors).toEqual([
      { pointer: '/flows/0', reason: 'needs no consent' },
      { pointer: '/flows/1', reason: 'is not a flow of this purpose' },
    ]);
  });

  it('comes from a partner that takes part, knows the child and is not suspended', async () => {
    const family = await familyTogether(world, '2018-03-01');
    const stranger = await world.newPartner('school');
    const leerplicht = await world.newPartner('leerplicht');
    const ask = (partner: typeof stranger, subject: string, status: number) =>
      world.call('post', '/v1/consent-requests', professional(partner), submission(subject), status);
    expect((await ask(leerplicht, family.ref, 403)).body.code).toBe('role-not-allowed');
    const notYours = await ask(stranger, family.ref, 404);
    const unknown = await ask(stranger, `chd_${'A'.repeat(22)}`, 404);
    expect({ ...notYours.body, traceId: '' }).toEqual({ ...unknown.body, traceId: '' });
    await world.suspend(family.school);
    expect((await ask(family.school, family.ref, 403)).body.code).toBe('partner-suspended');
  });

  it('is read by the partner that asked, and by no other', async () => {
    const family = await familyTogether(world, '2018-03-01');
    const request = await family.ask();
    const path = `/v1/consent-requests/${request}`;
    const own = await world.call('get', path, system(family.school), null, 200);
    expect(own.body).toEqual({
      id: request,
      subject: family.ref,
      purpose: 'vroegsignalering-zorgteam',
      version: 1,
      state: 'incomplete',
      askedAt: expect.any(String),
      mailFails: false,
    });
    await world.call('get', path, system(family.jgz), null, 404);
  });

  it('asked again for more leaves what stood, and is complete only when everyone had it before them', async () => {
    const family = await familyTogether(world, '2018-03-01');
    const buurtteam = await world.newPartner('buurtteam');
    const first = await family.ask();
    await family.decide(family.mother, first);
    await family.decide(family.father, first);
    const second = await family.ask(['school-jgz']);
    expect(await family.state(second)).toBe('complete');
    const third = await family.ask(['school-buurtteam']);
    expect(await family.state(third)).toBe('incomplete');
    expect((await family.standing()).flows.has('school-jgz')).toBe(true);
    await family.decide(family.mother, third);
    await family.decide(family.father, third);
    expect(await family.state(third)).toBe('complete');
    expect(await family.state(first)).toBe('complete');
    // No buurtteam is enrolled with the child, so the family was not asked about one.
    expect([...(await family.standing()).flows.keys()]).toEqual(['school-jgz']);
    expect(buurtteam).toMatch(/^prt_/);
  });

  it('can name a partner that is yet to be introduced, and only the very one named then may be', async () => {
    const family = await familyTogether(world, '2018-03-01');
    const named = await world.newPartner('samenwerkingsverband');
    const leftOut = await world.newPartner('samenwerkingsverband');
    const introduce = (to: PartnerId, status: number) =>
      world.call(
        'post',
        `/v1/subjects/${family.ref}/introductions`,
        professional(family.school),
        { to, purpose: 'vroegsignalering-zorgteam' },
        status,
      );
    expect((await introduce(named, 403)).body.code).toBe('basis-not-in-force');
    const request = await family.ask(['school-samenwerkingsverband']);
    const [seen] = (await family.questions(family.mother))[0]?.flows ?? [];
    expect(seen?.recipients.map(({ id }) => id)).toEqual(expect.arrayContaining([named, leftOut]));
    await family.decide(family.mother, request);
    await introduce(named, 403);
    const { flow = '', sources = [] } = seen ?? {};
    const chosen = { flow, sources: sources.map(({ id }) => id), recipients: [named], fields: mandatory };
    await family.decide(family.father, request, 'given', { flows: [chosen] });
    expect((await introduce(leftOut, 403)).body.code).toBe('basis-not-in-force');
    expect((await introduce(named, 201)).body.code).toEqual(expect.any(String));
  });
});

describe('while the ledger stalls', () => {
  it('a withdrawal and a refusal hold with 202 and no proof; a yes is answered 503', async () => {
    const family = await familyTogether(world, '2018-03-01');
    const request = await family.ask();
    const decision = await family.decide(family.mother, request);
    await family.decide(family.father, request);
    const gives = await decisionOn(world, family.mother, request);
    await world.ledger.stop();
    const decisions = `/v1/me/children/${family.mother.child}/decisions`;
    expect((await world.call('post', decisions, family.mother.as, gives, 503)).body.code).toBe(
      'ledger-unavailable',
    );
    const reply = await world.call(
      'post',
      `${decisions}/${decision}/withdrawals`,
      family.mother.as,
      null,
      202,
    );
    expect(reply.body.proof).toBeNull();
    expect((await family.standing()).inForce).toBe(false);
    const refuses = await decisionOn(world, family.father, request, 'refused');
    const path = `/v1/me/children/${family.father.child}/decisions`;
    expect((await world.call('post', path, family.father.as, refuses, 202)).body.proof).toBeNull();
    expect((await family.questions(family.father))[0]?.own?.state).toBe('refused');
  });
});
