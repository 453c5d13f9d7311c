/** Asking for one's rights besides erasure, and how a privacy officer answers (AVG art. 12, 15, 16, 18, 21). */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Family, familyOf, type Parent, parentsOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';

let hub: TestHub;
let family: Family;
let mother: Parent;
let father: Parent;
beforeAll(async () => {
  hub = await startTestHub();
  family = await familyOf(hub, 'rechten');
  [mother, father] = parentsOf(family);
});
afterAll(() => hub.close());

const explanation = 'Het leerjaar klopt niet: het is groep 5.';
const ask = ({ caller, child }: Parent, body: object) =>
  caller.post(`/v1/me/children/${child}/rights-requests`, body);
const asked = async (parent: Parent, right: string): Promise<string> =>
  String((await must(ask(parent, { right, explanation }))).body.id);
const own = async ({ caller }: Parent, request: string) =>
  (await must(caller.get(`/v1/me/rights-requests/${request}`))).body;
const answer = (request: string, how: string, body: object) =>
  hub.privacyOfficer.post(`/v1/rights-requests/${request}/${how}`, body);
const waiting = async () => {
  const { body } = await must(hub.privacyOfficer.post('/v1/rights-requests/_search', {}));
  return body.items as readonly { readonly id: string }[];
};

describe('a parent', () => {
  it('asks in own words, and the officer reads them; whose request it is does not show', async () => {
    const request = await asked(mother, 'rectification');
    expect(await own(mother, request)).toMatchObject({
      child: mother.child,
      right: 'rectification',
      state: 'open',
      explanation,
      extension: null,
      grant: null,
      refusal: null,
    });
    const shown = (await waiting()).find(({ id }) => id === request);
    expect(shown).toMatchObject({ right: 'rectification', explanation, extended: false, proposal: null });
    expect(JSON.stringify(shown)).not.toContain(mother.child);
    const { rows } = await hub.fresh.database.pool.query('SELECT explanation FROM rights_request');
    expect(rows.map((row) => Buffer.from(row.explanation).toString('utf8')).join()).not.toContain('leerjaar');
  });

  it('needs words where nobody could judge without, and none to see or to erase', async () => {
    for (const right of ['rectification', 'restriction', 'objection']) {
      const refused = await ask(father, { right });
      expect([refused.status, refused.body.errors]).toEqual([
        400,
        [{ pointer: '/explanation', reason: `is needed for ${right}` }],
      ]);
    }
    expect((await ask(father, { right: 'access' })).status).toBe(201);
  });

  it('asks each right once at a time, and each parent for itself', async () => {
    await asked(mother, 'objection');
    expect((await ask(mother, { right: 'objection', explanation })).body.code).toBe('state-conflict');
    expect((await ask(father, { right: 'objection', explanation })).status).toBe(201);
    const requests = (await must(father.caller.get('/v1/me/rights-requests'))).body.items as readonly {
      readonly child: string;
    }[];
    expect(requests.map(({ child }) => child)).toEqual([father.child, father.child]);
  });

  it('takes an own request back, once, and nobody else’s', async () => {
    const request = await asked(mother, 'restriction');
    const withdraw = (parent: Parent) => parent.caller.post(`/v1/me/rights-requests/${request}/withdrawals`);
    expect((await withdraw(father)).body.code).toBe('not-found');
    expect((await withdraw(mother)).body).toMatchObject({ request, state: 'withdrawn' });
    expect((await withdraw(mother)).body.code).toBe('state-conflict');
    expect(await own(mother, request)).toMatchObject({ state: 'withdrawn', explanation });
    expect((await waiting()).map(({ id }) => id)).not.toContain(request);
    expect((await answer(request, 'grants', { reason: 'Te laat.' })).body.code).toBe('state-conflict');
    await asked(mother, 'restriction');
  });
});

describe('a privacy officer', () => {
  it('says what was done', async () => {
    const request = String((await must(ask(mother, { right: 'access' }))).body.id);
    const reason = 'U vindt het overzicht bij de post.';
    expect((await must(answer(request, 'grants', { reason }))).body).toMatchObject({ state: 'granted' });
    expect(await own(mother, request)).toMatchObject({ state: 'granted', grant: { reason }, refusal: null });
  });

  it('takes two months more, once, and says why', async () => {
    const request = String((await must(ask(mother, { right: 'access' }))).body.id);
    const { dueOn } = await own(mother, request);
    const reason = 'Wij moeten dit bij drie partners navragen.';
    const later = (await must(answer(request, 'extensions', { reason }))).body;
    expect(String(later.dueOn) > String(dueOn)).toBe(true);
    expect(await own(mother, request)).toMatchObject({
      state: 'open',
      dueOn: later.dueOn,
      extension: { reason },
    });
    expect((await answer(request, 'extensions', { reason })).body.code).toBe('state-conflict');
    const article = 'AVG 12(5)';
    await must(answer(request, 'refusals', { article, reason: 'Dit is al gegeven.' }));
    expect(await own(mother, request)).toMatchObject({
      state: 'refused',
      extension: { reason },
      refusal: { article, reason: 'Dit is al gegeven.' },
    });
  });

  it('finds what was answered again, and opens it for a letter; each look is on record', async () => {
    const request = String((await must(ask(father, { right: 'restriction', explanation }))).body.id);
    const reason = 'Dat is nu zo.';
    await must(answer(request, 'grants', { reason }));
    const before = await hub.entries('rights');
    const { body } = await must(
      hub.privacyOfficer.post('/v1/rights-requests/_search', { state: 'answered' }),
    );
    const [last] = body.items as readonly { readonly id: string }[];
    expect(last).toMatchObject({ id: request, state: 'granted', partners: [], assignments: [] });
    const opened = (await must(hub.privacyOfficer.get(`/v1/rights-requests/${request}`))).body;
    expect(opened).toMatchObject({ state: 'granted', as: 'guardian', explanation, grant: { reason } });
    expect(JSON.stringify(opened)).not.toContain(father.child);
    expect(await hub.entries('rights')).toBe(before + 2);
  });

  it('erases on a signed order alone, and the FG answers nothing', async () => {
    const request = String((await must(ask(mother, { right: 'erasure' }))).body.id);
    expect((await answer(request, 'grants', { reason: 'Gewist.' })).body.code).toBe('state-conflict');
    for (const how of ['grants', 'extensions']) {
      const path = `/v1/rights-requests/${request}/${how}`;
      for (const caller of [family.teacher, hub.administrator, mother.caller]) {
        expect([401, 403]).toContain((await caller.post(path, { reason: 'Goed.' })).status);
      }
    }
    expect(await own(mother, request)).toMatchObject({ state: 'open', extension: null });
  });

  it('is told at the first page how much waits and what is past its term', async () => {
    const [atConsole, open] = [await hub.officerInBrowser('privacy'), await waiting()];
    const tile = (count: number, words: string) => `>${count}</strong> ${words}</a>`;
    const first = async () => (await must(atConsole.get('/officer'))).text;
    expect(await first()).toContain(tile(open.length, 'verzoeken om rechten'));
    expect(await first()).not.toContain('over de termijn');
    const owner = new pg.Client({ connectionString: hub.fresh.ownerUrl });
    await owner.connect();
    try {
      await owner.query('UPDATE rights_request SET due_on = due_on - 60 WHERE id = $1', [open[0]?.id]);
    } finally {
      await owner.end();
    }
    expect(await first()).toContain(tile(1, 'verzoek om rechten over de termijn'));
  });
});
