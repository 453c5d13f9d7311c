import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionOn, familyTogether, mandatory, purpose, type Together } from './family.js';
import { consentWorld, professional, system, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await consentWorld();
});
afterAll(() => world.close());

const together = (): Promise<Together> => familyTogether(world, '2018-03-01');

describe('two parents with joint authority', () => {
  it('open nothing alone, and everything they both chose together', async () => {
    const family = await together();
    const request = await family.ask();
    await family.decide(family.mother, request);
    expect((await family.standing()).inForce).toBe(false);
    expect(await family.state(request)).toBe('incomplete');
    await family.decide(family.father, request, 'given', {
      flows: [{ flow: 'school-jgz', sources: [family.school], recipients: [family.jgz], fields: mandatory }],
    });
    const standing = await family.standing();
    expect(standing.inForce).toBe(true);
    expect([...(standing.flows.get('school-jgz')?.fields ?? [])].sort()).toEqual([...mandatory].sort());
    expect(standing.expiresAt?.toISOString()).toBe('2027-02-21T23:00:00.000Z');
    // Purpose, rule, birth date, two authorities, two decisions.
    expect(standing.relies).toHaveLength(7);
    expect(await family.state(request)).toBe('complete');
  });

  it('see nothing of each other than that it is not complete yet', async () => {
    const family = await together();
    const request = await family.ask();
    await family.decide(family.father, request, 'refused');
    const waiting = await together();
    await waiting.ask();
    const [refused] = await family.questions(family.mother);
    const [pending] = await waiting.questions(waiting.mother);
    expect(refused?.state).toBe('incomplete');
    expect(refused?.own).toBeNull();
    const withoutIds = (text: string): string => text.replaceAll(/(crq|prt)_[\w-]{22}/g, '$1');
    expect(withoutIds(JSON.stringify(refused))).toBe(withoutIds(JSON.stringify(pending)));
  });

  it('stop everything when one withdraws, in the transaction of the withdrawal', async () => {
    const family = await together();
    const request = await family.ask();
    await family.decide(family.mother, request);
    const decision = await family.decide(family.father, request);
    expect((await family.standing()).inForce).toBe(true);
    const path = `/v1/me/children/${family.father.child}/decisions/${decision}/withdrawals`;
    const reply = await world.call('post', path, family.father.as, null, 201);
    expect(reply.body.proof.index).toBeGreaterThan(0);
    expect((await family.standing()).inForce).toBe(false);
    expect(world.withdrawn.at(-1)).toMatchObject({ subject: family.subject, purpose });
    const own = (await family.questions(family.father))[0]?.own;
    expect(own?.state).toBe('withdrawn');
    await world.call('post', path, family.father.as, null, 409);
    await family.decide(family.father, request);
    expect((await family.standing()).inForce).toBe(true);
  });

  it('withdraw nothing when its effects fail', async () => {
    const family = await together();
    const request = await family.ask();
    await family.decide(family.mother, request);
    const decision = await family.decide(family.father, request);
    world.onWithdrawn(async () => {
      throw new Error('the effect failed');
    });
    const path = `/v1/me/children/${family.father.child}/decisions/${decision}/withdrawals`;
    await world.call('post', path, family.father.as, null, 500);
    world.onWithdrawn(async () => undefined);
    expect((await family.standing()).inForce).toBe(true);
  });
});

describe('a decision', () => {
  it('may hold only what was asked, with the published notice and every mandatory field; all faults at once', async () => {
    const family = await together();
    const request = await family.ask();
    const change = {
      noticeHash: 'A'.repeat(43),
      flows: [
        {
          flow: 'school-jgz',
          sources: [family.jgz],
          recipients: [family.jgz],
          fields: ['leeftijdsband', 'geheim'],
        },
        { flow: 'school-buurtteam', sources: [family.school], recipients: [family.jgz], fields: mandatory },
      ],
    };
    const body = await decisionOn(world, family.mother, request, 'given', change);
    const path = `/v1/me/children/${family.mother.child}/decisions`;
    const reply = await world.call('post', path, family.mother.as, body, 400);
    expect(reply.body.errors).toEqual([
      { pointer: '/noticeHash', reason: 'is not the notice of this purpose in this language' },
      { pointer: '/flows/0/sources/0', reason: 'was not asked' },
      { pointer: '/flows/0/fields/1', reason: 'was not asked' },
      { pointer: '/flows/0/fields', reason: 'must hold signaalDomeinen' },
      { pointer: '/flows/0/fields', reason: 'must hold zorgniveau' },
      { pointer: '/flows/1/flow', reason: 'was not asked' },
    ]);
    expect((await family.questions(family.mother))[0]?.own).toBeNull();
  });

  it('chooses at least one flow to give and none to refuse, and only the version in force', async () => {
    const family = await together();
    const request = await family.ask();
    const path = `/v1/me/children/${family.mother.child}/decisions`;
    const empty = await decisionOn(world, family.mother, request, 'given', { flows: [] });
    await world.call('post', path, family.mother.as, empty, 400);
    const both = { ...(await decisionOn(world, family.mother, request)), choice: 'refused' };
    await world.call('post', path, family.mother.as, both, 400);
    const later = await decisionOn(world, family.mother, request, 'given', { version: 2 });
    expect((await world.call('post', path, family.mother.as, later, 409)).body.code).toBe(
      'purpose-not-offered',
    );
    const turkish = await decisionOn(world, family.mother, request, 'given', { language: 'tr' });
    expect((await world.call('post', path, family.mother.as, turkish, 400)).body.errors[0].pointer).toBe(
      '/noticeHash',
    );
  });

  it('is stored with everything that proves it, and never changes', async () => {
    const family = await together();
    const request = await family.ask();
    const id = await family.decide(family.mother, request);
    const [row] = await world.database.reader.query<Record<string, unknown>>(
      'SELECT * FROM consent_decision WHERE id = $1',
      [id],
    );
    expect(row).toMatchObject({
      person_role: 'guardian',
      request,
      purpose,
      version: 1,
      language: 'nl',
      choice: 'given',
      notice_hash: world.catalogue.notice(purpose, 1, 'nl')?.hash,
      acr: 'substantial',
      channel: 'portal',
      rule_version: '1',
    });
    const entry = await world.ledger.read(String(row?.entry) as never);
    expect(entry.payload).toMatchObject({ event: 'consent.given', decision: id, digest: row?.digest });
    for (const sql of [
      'UPDATE consent_decision SET choice = $1',
      'DELETE FROM consent_decision WHERE id <> $1',
    ]) {
      await expect(world.database.reader.query(sql, ['refused'])).rejects.toThrow('permission denied');
    }
  });

  it('belongs to one person and one child: another account gets the same 404 as for nothing', async () => {
    const family = await together();
    const other = await together();
    const request = await family.ask();
    const decision = await family.decide(family.mother, request);
    const body = await decisionOn(world, family.mother, request);
    const foreign = [
      [`/v1/me/children/${family.mother.child}/decisions`, other.mother.as, body],
      [`/v1/me/children/${other.mother.child}/decisions`, other.mother.as, body],
      [`/v1/me/children/${family.father.child}/decisions/${decision}/withdrawals`, family.father.as, null],
      [
        `/v1/me/children/${family.mother.child}/decisions/dec_${'A'.repeat(22)}/withdrawals`,
        family.mother.as,
        null,
      ],
    ] as const;
    for (const [path, as, sent] of foreign) {
      expect((await world.call('post', path, as, sent, 404)).body.code).toBe('not-found');
    }
  });

  it('with one Idempotency-Key is recorded once', async () => {
    const family = await together();
    const request = await family.ask();
    const body = await decisionOn(world, family.mother, request);
    const send = () =>
      world.request
        .post(`/v1/me/children/${family.mother.child}/decisions`)
        .set('Authorization', family.mother.as)
        .set('Idempotency-Key', `once-${request}`)
        .send(body);
    const [first, second] = [await send(), await send()];
    expect(first.status).toBe(201);
    expect(second.status).toBe(201);
    expect(second.headers.location).toBe(first.headers.location);
    const [row] = await world.database.reader.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM consent_decision WHERE subject = $1',
      [family.subject],
    );
    expect(row?.n).toBe(1);
  });
});

describe('callers', () => {
  it('of another kind are refused on every route', async () => {
    const family = await together();
    const request = await family.ask();
    const child = `/v1/me/children/${family.mother.child}`;
    await world.call('post', '/v1/consent-requests', system(family.school), {}, 403);
    await world.call('get', `/v1/consent-requests/${request}`, family.mother.as, null, 403);
    await world.call('get', `${child}/consents`, professional(family.school), null, 403);
    await world.call('post', `${child}/decisions`, professional(family.school), {}, 403);
    await world.call('get', '/v1/purposes', family.mother.as, null, 403);
  });
});
