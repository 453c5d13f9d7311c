import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionOn, type Family, familyOf, flow, purpose, questionsOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';

let hub: TestHub;
let family: Family;
beforeAll(async () => {
  hub = await startTestHub();
  family = await familyOf(hub, 'consent');
});
afterAll(() => hub?.close());

const request = () => ({
  subject: family.atSchool,
  purpose,
  version: 1,
  flows: [flow],
  explanation: 'Wij denken graag mee.',
});

describe('asking the family', () => {
  const ask = (change: object) => family.teacher.post('/v1/consent-requests', { ...request(), ...change });

  it('is refused for a purpose, version or flow that is not offered', async () => {
    expect((await ask({ purpose: 'geen-doel' })).body.code).toBe('purpose-not-offered');
    expect((await ask({ version: 2 })).body.code).toBe('purpose-not-offered');
    expect((await ask({ flows: ['geen-stroom'] })).status).toBeGreaterThanOrEqual(400);
  });

  it('is refused for a child that is unknown or only another partner knows, in the same words', async () => {
    const unknown = await ask({ subject: `chd_${'A'.repeat(22)}` });
    const foreign = await ask({ subject: family.atJgz });
    expect(unknown.status).toBe(404);
    expect({ ...foreign.body, traceId: 0 }).toEqual({ ...unknown.body, traceId: 0 });
  });

  it('tells the asker no more than whether it is complete', async () => {
    const id = await family.ask();
    const path = `/v1/consent-requests/${id}`;
    expect((await family.teacher.get(path)).body.state).toBe('incomplete');
    expect((await hub.school.system.get(path)).body.state).toBe('incomplete');
    expect((await family.nurse.get(path)).status).toBe(404);
  });
});

describe('a parent', () => {
  it('sees the question with its notice, and nothing of the other parent', async () => {
    await family.ask();
    const [first] = family.parents;
    if (first === undefined) throw new Error('a family has parents');
    const [question] = await questionsOf(first);
    expect(question).toMatchObject({ purpose: { id: purpose }, own: null, state: 'incomplete' });
    const text = JSON.stringify(await questionsOf(first));
    for (const other of family.parents.slice(1)) expect(text).not.toContain(other.person);
  });

  it('is refused what the question does not offer, another child, and another notice', async () => {
    const [parent] = family.parents;
    if (parent === undefined) throw new Error('a family has parents');
    const [question] = await questionsOf(parent);
    if (question === undefined) throw new Error('a question waits');
    const whole = decisionOn(question, 'given');
    const path = `/v1/me/children/${parent.child}/decisions`;
    const elsewhere = `/v1/me/children/kid_${'A'.repeat(22)}/decisions`;
    const before = await hub.entries('consent');
    const decide = (body: object, at = path) => parent.caller.post(at, body);
    expect((await decide(whole, elsewhere)).status).toBe(404);
    expect((await decide({ ...whole, request: `crq_${'A'.repeat(22)}` })).status).toBe(404);
    expect((await decide({ ...whole, version: 2 })).status).toBe(409);
    expect((await decide({ ...whole, noticeHash: 'A'.repeat(43) })).status).toBeGreaterThanOrEqual(400);
    const [offered] = whole.flows;
    const more = { ...whole, flows: [{ ...offered, fields: [...(offered?.fields ?? []), 'diagnose'] }] };
    expect((await decide(more)).status).toBeGreaterThanOrEqual(400);
    expect(await hub.entries('consent')).toBe(before);
  });

  it('gives, sees it stand, and withdraws with one call; the state hides who did', async () => {
    await family.agree();
    const [parent, other] = family.parents;
    if (parent === undefined || other === undefined) throw new Error('two parents');
    const [given] = await questionsOf(parent);
    expect([given?.state, given?.own?.state]).toEqual(['complete', 'given']);
    const path = `/v1/me/children/${parent.child}/decisions/${given?.own?.decision}/withdrawals`;
    expect((await other.caller.post(path)).status).toBe(404);
    const withdrawn = await must(parent.caller.send({ method: 'POST', path }));
    expect(withdrawn.status).toBe(201);
    const [seen] = await questionsOf(other);
    expect([seen?.state, seen?.own?.state]).toEqual(['incomplete', 'given']);
    await family.decide(parent, 'given');
    const [renewed] = await questionsOf(parent);
    expect([renewed?.state, renewed?.own?.state]).toEqual(['complete', 'renewed']);
    expect((await questionsOf(other))[0]?.own?.state).toBe('given');
  });
});

describe('a child of another family', () => {
  it('does not exist for a parent', async () => {
    const stranger = await hub.citizen('jongere');
    const [parent] = family.parents;
    for (const what of ['consents', 'accesses']) {
      expect((await stranger.get(`/v1/me/children/${parent?.child}/${what}`)).status).toBe(404);
    }
    expect((await stranger.get('/v1/me/children')).body).toEqual({ items: [] });
  });

  it('is not opened by a code that was used, mistyped or made up', async () => {
    const stranger = await hub.citizen('jongere');
    const invited = await must(
      family.teacher.post(`/v1/subjects/${family.atSchool}/invitations`, { as: 'young-person' }),
    );
    const redeem = (code: unknown) => stranger.post('/v1/me/invitations/_redeem', { code });
    expect((await redeem('0000-0000-0000')).status).toBe(404);
    await must(redeem(invited.body.code));
    const [parent] = family.parents;
    const again = await parent?.caller.post('/v1/me/invitations/_redeem', { code: invited.body.code });
    expect(again?.status).toBe(404);
  });
});
