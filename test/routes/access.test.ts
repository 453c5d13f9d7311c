import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePrivateJwk } from '../../src/kernel/index.js';
import type { Caller } from '../harness/caller.js';
import { must, pseudonymOf, startTestHub, type TestHub } from '../harness/hub.js';

let hub: TestHub;
let teacher: Caller;
beforeAll(async () => {
  hub = await startTestHub();
  teacher = await hub.school.professional();
});
afterAll(() => hub?.close());

const search = '/v1/subjects/_search';
const enrolment = (child: string) => ({
  pseudonym: pseudonymOf(child),
  birthDate: '2018-03-04',
  firstName: 'Testkind Acht',
  relation: 'enrolled-pupil',
});

describe('a token', () => {
  it('is worth nothing without its proof, as a bearer, or garbled', async () => {
    const { system } = hub.school;
    const refused = async (headers: Record<string, string | null>) =>
      (await system.send({ path: '/v1/roster', headers })).body.code;
    expect(await refused({ DPoP: null })).toBe('dpop-proof-invalid');
    expect(await refused({ Authorization: null })).toBe('unauthenticated');
    expect(await refused({ Authorization: 'Bearer abc' })).toBe('unauthenticated');
    expect(await refused({ Authorization: 'DPoP a.b.c' })).toBe('unauthenticated');
  });

  it('cannot be used with a proof for another method, path or time', async () => {
    const refused = async (proof: object) =>
      (await hub.school.system.send({ path: '/v1/purposes', proof })).body.code;
    expect(await refused({ method: 'POST' })).toBe('dpop-proof-invalid');
    expect(await refused({ url: `${hub.url}/v1/tasks` })).toBe('dpop-proof-invalid');
    expect(await refused({ url: 'https://elders.example/v1/purposes' })).toBe('dpop-proof-invalid');
    expect(await refused({ accessToken: 'another' })).toBe('dpop-proof-invalid');
    expect(await refused({ now: new Date(Date.now() - 600_000) })).toBe('dpop-proof-invalid');
  });

  it('cannot be replayed: a proof holds once', async () => {
    const { sent } = await must(hub.school.system.get('/v1/purposes'));
    const replayed = await hub.anyone.send({ path: '/v1/purposes', headers: sent });
    expect([replayed.status, replayed.body.code]).toEqual([401, 'dpop-proof-replayed']);
  });

  it('of a system starts nothing that a professional must start', async () => {
    const answer = await hub.school.system.post('/v1/subjects', enrolment('systeem'));
    expect([answer.status, answer.body.code]).toEqual([403, 'professional-required']);
  });

  it('leaves an entry when its partner is certain: a proof used again, a call that is not its to make', async () => {
    const count = () => hub.entries('request');
    const before = await count();
    const { sent } = await must(hub.school.system.get('/v1/purposes'));
    await hub.anyone.send({ path: '/v1/purposes', headers: sent });
    expect(await count()).toBe(before + 1);
    await hub.school.system.post('/v1/subjects', enrolment('systeem'));
    expect(await count()).toBe(before + 2);
    await hub.anyone.send({ path: '/v1/purposes' });
    expect(await count()).toBe(before + 2);
  });
});

describe('a payload signature', () => {
  it('covers the exact bytes, the place, the audience, the time and the Idempotency-Key', async () => {
    const flaws = [
      { signature: { method: 'PUT' } },
      { signature: { url: `${hub.url}/v1/subjects` } },
      { signature: { audience: 'https://elders.example' } },
      { signature: { now: new Date(Date.now() - 120_000) } },
      { signingKey: await generatePrivateJwk('Ed25519') },
      { headers: { 'Payload-Signature': 'a..b' } },
    ];
    for (const flaw of flaws) {
      const answer = await teacher.post(search, {}, flaw);
      expect([answer.status, answer.body.code]).toEqual([401, 'payload-signature-invalid']);
    }
    const otherKey = await teacher.post('/v1/subjects', enrolment('x'), {
      signature: { idempotencyKey: 'another-key' },
    });
    expect(otherKey.body.code).toBe('payload-signature-invalid');
  });

  it('made for one body does not cover another', async () => {
    const { sent } = await teacher.post(search, { limit: 1 });
    const taken = sent['Payload-Signature'] ?? '';
    const answer = await teacher.post(search, { limit: 2 }, { headers: { 'Payload-Signature': taken } });
    expect(answer.body.code).toBe('payload-signature-invalid');
  });
});

describe('a suspended partner', () => {
  it('gets nothing from its next request on, until it is resumed', async () => {
    const nurse = await hub.jgz.professional();
    const state = (noun: string) =>
      hub.administrator.post(`/v1/partners/${hub.jgz.id}/${noun}`, { reason: 'proef' });
    await must(state('suspensions'));
    expect((await hub.jgz.system.get('/v1/tasks')).body.code).toBe('partner-suspended');
    expect((await nurse.post(search, {})).body.code).toBe('partner-suspended');
    expect((await hub.school.system.get('/v1/tasks')).status).toBe(200);
    expect((await state('suspensions')).body.code).toBe('state-conflict');
    await must(state('resumptions'));
    expect((await hub.jgz.system.get('/v1/tasks')).status).toBe(200);
  });
});

describe('a session', () => {
  it('ends at signing out', async () => {
    const parent = await hub.citizen('ouder-twee');
    expect((await parent.get('/v1/me/children')).body).toEqual({ items: [] });
    expect((await parent.send({ method: 'POST', path: '/logout' })).status).toBe(303);
    expect((await parent.get('/v1/me/children')).status).toBe(401);
  });

  it('ends after half an hour without a request', async () => {
    const parent = await hub.citizen('ouder-een');
    await must(parent.get('/v1/me/children'));
    hub.advance(31 * 60_000);
    const answer = await parent.get('/v1/me/children');
    hub.advance(-31 * 60_000);
    expect([answer.status, answer.body.code]).toEqual([401, 'session-expired']);
  });

  it('that ended is told on a page, and the next page leads to signing in', async () => {
    const parent = await hub.citizen('ouder-een');
    hub.advance(31 * 60_000);
    const ended = await parent.get('/children');
    const after = await parent.get('/children');
    hub.advance(-31 * 60_000);
    expect([ended.status, ended.body.code]).toEqual([401, 'session-expired']);
    expect(ended.text).toContain('href="/login?returnTo=%2Fchildren"');
    expect([after.status, after.headers.get('location')]).toEqual([303, '/login?returnTo=%2Fchildren']);
  });
});

describe('bad input of an authenticated partner', () => {
  it('changes nothing and leaves an entry in the ledger', async () => {
    const subjects = await hub.entries('subject');
    const before = await hub.entries('request');
    await teacher.post('/v1/subjects', { ...enrolment('fout'), extra: 1 });
    await teacher.post('/v1/subjects', enrolment('fout'), { headers: { 'Payload-Signature': 'a..b' } });
    await teacher.post(`/v1/subjects/chd_${'A'.repeat(22)}/invitations`, { as: 'guardian' });
    expect(await hub.entries('request')).toBe(before + 3);
    expect(await hub.entries('subject')).toBe(subjects);
  });

  it('leaves one too when it tries what its role or function may not, or an emergency without its conditions', async () => {
    const before = await hub.entries('request');
    const subject = `chd_${'A'.repeat(22)}`;
    const ask = (purpose: string, question: string) =>
      teacher.post('/v1/exchanges', { subject, purpose, question, keyStatement: 'a.b.c' });
    const refused = [
      await ask('acute-veiligheid', 'nu-veilig'),
      await ask('vroegsignalering-zorgteam', 'meedenken'),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403]);
    expect(refused.map(({ body }) => body.code)).toEqual(['emergency-not-permitted', 'role-not-allowed']);
    expect(await hub.entries('request')).toBe(before + 2);
  });

  it('leaves none of someone who could not be told apart from anyone', async () => {
    const before = await hub.entries('request');
    await hub.anyone.post('/v1/subjects', {});
    expect(await hub.entries('request')).toBe(before);
  });
});

describe('an Idempotency-Key', () => {
  it('makes an enrolment once, answers a repeat without data, and refuses another body', async () => {
    const key = 'enrolment-0001';
    const first = await must(teacher.post('/v1/subjects', enrolment('een'), { key }));
    const second = await teacher.post('/v1/subjects', enrolment('een'), { key });
    expect([second.status, second.text]).toEqual([201, '']);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    const other = await teacher.post('/v1/subjects', enrolment('twee'), { key });
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-key-reused']);
  });

  it('of one professional never meets that of another', async () => {
    const colleague = await hub.school.professional('jeugdverpleegkundige');
    const key = 'shared-key-0001';
    await must(teacher.post('/v1/subjects', enrolment('drie'), { key }));
    const own = await colleague.post('/v1/subjects', enrolment('vier'), { key });
    expect([own.status, own.headers.get('idempotency-replayed')]).toEqual([201, null]);
  });
});
