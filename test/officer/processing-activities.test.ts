import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProcessingActivities, ProcessingActivity } from '../../src/contract/index.js';
import { familyOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';

let hub: TestHub;
let register: ProcessingActivities;
let text: string;
beforeAll(async () => {
  hub = await startTestHub();
  await familyOf(hub, 'kind in geen register');
  const answer = await must(hub.privacyOfficer.get('/v1/processing-activities'));
  register = answer.body as unknown as ProcessingActivities;
  text = answer.text;
});
afterAll(() => hub?.close());

const activity = (purpose: string): ProcessingActivity => {
  const found = register.items.find((item) => item.purpose === purpose);
  if (found === undefined) throw new Error(`${purpose} is in the register`);
  return found;
};

describe('the records of processing activities', () => {
  it('hold every purpose in force, each flow with its fields, recipients, basis and controller', async () => {
    const { body } = await must(hub.privacyOfficer.get('/v1/processing-activities'));
    expect(body).toEqual(register);
    expect(register.items.map(({ purpose }) => purpose)).toEqual([
      'aansluiting-specialistische-hulp',
      'acute-veiligheid',
      'gezinsondersteuning-buurtteam',
      'jgz-afstemming',
      'ondersteuning-passend-onderwijs',
      'overgang-po-vo',
      'toeleiding-sociale-basis',
      'verzuim-thuiszitten',
      'vroegsignalering-zorgteam',
    ]);
    const [flow] = activity('vroegsignalering-zorgteam').flows;
    expect(flow).toMatchObject({
      flow: 'school-jgz',
      source: { role: 'school' },
      recipient: { role: 'jgz' },
      basis: 'consent',
      controller: expect.stringMatching(/\S/),
    });
    expect(flow?.fields.map(({ name }) => name)).toContain('zorgniveau');
    expect(flow?.source.label).not.toBe('school');
    expect(register.items.filter(({ emergency }) => emergency).map(({ purpose }) => purpose)).toEqual([
      'acute-veiligheid',
    ]);
    // Health data never without the exception that allows it (AVG art. 9).
    for (const { flows } of register.items) {
      for (const { fields, art9 } of flows)
        if (fields.some(({ health }) => health)) expect(art9).not.toBeNull();
    }
  });

  it('name the partners that may take part in each, and what the hub keeps on which article', () => {
    const names = activity('vroegsignalering-zorgteam').partners.map(({ id }) => id);
    expect(names.toSorted()).toEqual([hub.school.id, hub.jgz.id, hub.newcomer.id].toSorted());
    const kept = Object.fromEntries(register.hub.keeps.map((one) => [one.class, one.keep]));
    expect(kept.identity).toBeNull();
    expect(kept['consent-proof']).toMatchObject({
      years: 6,
      article: expect.stringContaining('AVG 17(3)(e)'),
    });
  });

  it('have an address for each version, which leads to that activity and to no other', async () => {
    for (const { uri, purpose, version } of register.items) {
      const { origin, pathname } = new URL(uri);
      expect(origin).toBe(new URL(register.hub.origin).origin);
      const { body } = await must(hub.privacyOfficer.get(pathname));
      expect(body).toEqual(activity(purpose));
      const next = pathname.replace(/\d+$/, String(version + 1));
      expect((await hub.privacyOfficer.get(next)).status).toBe(404);
    }
    const page = await must((await hub.officerInBrowser('privacy')).get('/officer/register'));
    for (const { uri, purpose } of register.items) {
      expect(page.text).toContain(`id="${purpose}"`);
      expect(page.text).toContain(uri);
    }
    expect(page.text).toContain('id="data-subjects"');
  });

  it('name no person, and are for officers alone', async () => {
    for (const name of ['kind in geen register', 'sub_', 'chd_', 'acc_']) expect(text).not.toContain(name);
    for (const caller of [hub.school.system, hub.administrator, hub.anyone]) {
      const { status } = await caller.get('/v1/processing-activities');
      expect([401, 403]).toContain(status);
    }
  });
});
