/** The facts for an impact assessment and the differences of the register, as a hub gives them to programs and on pages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DpiaFacts, ProcessingActivities, RegisterDifferences } from '../../src/contract/index.js';
import { familyOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';

let hub: TestHub;
let today: string;
beforeAll(async () => {
  hub = await startTestHub();
  await familyOf(hub, 'kind in geen verslag');
  today = (await facts()).on;
});
afterAll(() => hub?.close());

const read = async (path: string): Promise<unknown> => (await must(hub.privacyOfficer.get(path))).body;
const facts = async () => (await read('/v1/dpia-facts')) as DpiaFacts;
const differences = async (from: string, to: string) =>
  (await read(`/v1/processing-differences?from=${from}&to=${to}`)) as RegisterDifferences;
const pageOf = async (path: string): Promise<string> =>
  (await must((await hub.officerInBrowser('privacy')).get(path))).text;

describe('facts for the DPIA', () => {
  it('hold every activity of the register, and for each flow who may give, who may receive and whether the family is asked', async () => {
    const { items } = (await read('/v1/processing-activities')) as ProcessingActivities;
    const { activities, flows } = await facts();
    expect(activities).toEqual(items);
    expect(flows).toHaveLength(items.reduce((sum, { flows: some }) => sum + some.length, 0));
    const [flow] = flows.filter(({ flow: one }) => one === 'school-jgz');
    expect(flow).toMatchObject({
      sources: expect.arrayContaining([hub.school.id]),
      recipients: expect.arrayContaining([hub.jgz.id]),
      asksFamily: true,
    });
  });

  it('hold who must consent, the policies in their own text, the agreement, and what is kept', async () => {
    const { consentRule, policies, agreement, keeps, sealedAnswers } = await facts();
    expect(consentRule?.bands.map(({ fromAge }) => fromAge)).toEqual([0, 12, 16]);
    expect(policies.rules.find(({ id }) => id === 'consent.in-force')?.text).toContain('consentInForce');
    expect(agreement.signed).toContain(hub.school.id);
    expect(keeps.map(({ class: name }) => name)).toContain('access-log');
    expect(sealedAnswers.keptSeconds).toBe(86_400);
  });

  it('do not claim witnesses where none are asked', async () => {
    const { witnesses, safeguards, hubCannotSee } = await facts();
    expect(witnesses).toBeNull();
    expect(safeguards).not.toContain('witnesses');
    expect(safeguards).toContain('sealed-fields');
    expect(hubCannotSee).toContain('values');
  });

  it('are a page that says the same, in words', async () => {
    const text = await pageOf('/officer/dpia');
    const { activities, safeguards } = await facts();
    for (const { description } of activities) expect(text).toContain(description);
    expect(text).toContain('Elk veld wordt bij de bron verzegeld');
    for (const retention of [
      '3 maanden',
      'tot 1 augustus',
      'tot terug-naar-school, en niet langer dan',
      'gaat meteen weg',
      'AVG 17(3)',
    ])
      expect(text).toContain(retention);
    for (const code of safeguards) expect(text).not.toContain(`<li>${code}</li>`);
    expect(text).not.toContain('kind in geen verslag');
  });
});

describe('differences of the register', () => {
  it('between a day before the hub began and today are all of it', async () => {
    const found = await differences('2020-01-01', today);
    const { items } = (await read('/v1/processing-activities')) as ProcessingActivities;
    expect(found.activities.map(({ purpose }) => purpose)).toEqual(items.map(({ purpose }) => purpose));
    expect(found.activities.every(({ versions }) => versions.from === null)).toBe(true);
    const school = found.partners.find(({ partner }) => partner === hub.school.id);
    expect(school).toMatchObject({ states: { from: null, to: 'active' } });
    expect(found.policies.digests.from).toBeNull();
    expect(found.policies.rules?.added).toContain('consent.in-force');
    expect([found.offeredNoMore, found.since !== null]).toEqual([[], true]);
  });

  it('within one day are none; the other way round is refused', async () => {
    expect(await differences(today, today)).toMatchObject({ activities: [], partners: [] });
    const backwards = await hub.privacyOfficer.get(`/v1/processing-differences?from=${today}&to=2020-01-01`);
    expect([backwards.status, backwards.body.code]).toEqual([400, 'invalid-request']);
  });

  it('follow a partner that is suspended, from the log alone', async () => {
    const path = `/v1/partners/${hub.school.id}`;
    await must(hub.administrator.post(`${path}/suspensions`, { reason: 'proef' }));
    const { partners } = await differences('2020-01-01', today);
    const school = partners.find(({ partner }) => partner === hub.school.id);
    expect(school?.states).toEqual({ from: null, to: 'suspended' });
    const text = await pageOf(`/officer/register/differences?from=2020-01-01&to=${today}`);
    expect(text).toContain('nog niet → geschorst');
  });

  it('on the page are asked by two days, and told in words what is wrong', async () => {
    expect(await pageOf('/officer/register/differences')).toContain('name="from"');
    const officer = await hub.officerInBrowser('privacy');
    for (const query of ['from=2026-02-02&to=2026-01-01', 'from=ooit&to=nu', 'from=&to=']) {
      const { status, text } = await officer.get(`/officer/register/differences?${query}`);
      expect([status, /role="alert"/.test(text)], query).toEqual([400, true]);
    }
  });
});
