/** Another municipality: its own roles, purpose and policy, in folders of its own, and not a line of code. */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMappings } from '../../src/agent/adapters/mappings.js';
import type { Delivery, Purpose } from '../../src/contract/index.js';
import { loadCatalogue } from '../../src/purposes/index.js';
import { temporaryFolder } from '../harness/folder.js';
import { must } from '../harness/hub.js';
import { answerAs, openAs } from './region/as-agent.js';
import { ask, tasksOf } from './region/ask.js';
import { childOf, type RegionChild } from './region/child.js';
import { type Member, type Region, startRegion } from './region/region.js';

const flow = { art9: null, secrecyConsent: false, controller: 'Het schoolbestuur', shownToFamily: true };
const ownPurpose = {
  id: 'fiets-op-maat',
  version: 1,
  title: 'Een fiets die past',
  description: 'De wijkcoach zoekt een fiets voor uw kind.',
  dpvPurpose: 'dpv:PublicBenefit',
  flows: [
    {
      ...{ id: 'school-wijkcoach', source: 'school', recipient: 'wijkcoach', fields: ['fietsmaat'] },
      ...{ ...flow, basis: 'consent', article: 'AVG 6(1)(a)' },
    },
    {
      ...{ id: 'school-buurtteam', source: 'school', recipient: 'buurtteam', fields: ['fietsmaat'] },
      ...{ ...flow, basis: 'public-task', article: 'Wmo 2015 2.1.2' },
    },
  ],
  fields: [
    {
      ...{
        name: 'fietsmaat',
        label: 'De maat van de fiets',
        example: '24 inch',
        optional: false,
        health: false,
      },
      ...{ paddedBytes: 32, schema: { type: 'string', enum: ['20-inch', '24-inch', '26-inch'] } },
    },
  ],
  questions: [{ code: 'welke-maat', text: 'Welke maat fiets past?' }],
  retention: { after: 'P1M' },
  emergency: null,
};
const role = (name: string, bsnArticle: string | null, mayReceiveHealth: boolean) => ({
  ...{ role: name, label: name, bsnArticle, mayReceiveHealth, corePartner: true, enrolmentsPerDay: 50 },
});
const roles = [
  role('school', 'WPO 178a', true),
  role('jgz', 'Wabvpz 8', true),
  role('buurtteam', 'Jeugdwet 7.2.1', true),
  role('wijkcoach', null, false),
];
const ownPolicy = `// This region first tries it without the neighbourhood team.
@id("region.not-yet")
@refusal("policy-forbids")
forbid (principal, action == Kernhub::Action::"receive", resource)
when { principal.role == "buurtteam" };
@id("region.stop")
@refusal("policy-forbids")
forbid (principal, action == Kernhub::Action::"start", resource == Kernhub::Purpose::"fiets-op-slot");
`;

let folder: string;
let region: Region;
let child: RegionChild;
let purpose: Purpose;
let school: Member;
let coach: Member;
let team: Member;

beforeAll(async () => {
  folder = await temporaryFolder('own-region');
  const schemas = join(folder, 'catalogue');
  for (const name of ['purposes', 'notices']) await mkdir(join(schemas, name), { recursive: true });
  for (const name of ['rules', 'agreements']) {
    await cp(join('consent-schemas', name), join(schemas, name), { recursive: true });
  }
  await writeFile(join(schemas, 'roles.json'), JSON.stringify({ roles }));
  await writeFile(join(schemas, 'purposes/fiets-op-maat@1.json'), JSON.stringify(ownPurpose));
  await writeFile(
    join(schemas, 'purposes/fiets-op-slot@1.json'),
    JSON.stringify({ ...ownPurpose, id: 'fiets-op-slot' }),
  );
  await writeFile(join(schemas, 'notices/fiets-op-slot@1.nl.md'), '# Mag de wijkcoach de maat weten?\n');
  await writeFile(join(schemas, 'notices/fiets-op-maat@1.nl.md'), '# Mag de wijkcoach de maat weten?\n');
  await writeFile(join(schemas, 'notices/fiets-op-maat@1.en.md'), '# May the coach know the size?\n');
  await cp('policies', join(folder, 'policies'), { recursive: true });
  await writeFile(join(folder, 'policies/region.cedar'), ownPolicy);
  const catalogue = await loadCatalogue(schemas);
  const own = { CONSENT_SCHEMAS_FOLDER: schemas, POLICIES_FOLDER: join(folder, 'policies') };
  const once = roles.map((one) => one.role);
  region = { ...(await startRegion(catalogue, once, { environment: own })), recordsOf: await ownRecords() };
  const [first] = catalogue.purposes();
  if (first === undefined) throw new Error('the catalogue has its purpose');
  purpose = first;
  child = await childOf(region, purpose);
  [school, , team, coach] = region.members as [Member, Member, Member, Member];
});
afterAll(async () => {
  await region?.close();
  await rm(folder, { recursive: true });
});

async function ownRecords(): Promise<Region['recordsOf']> {
  await mkdir(join(folder, 'mappings'));
  await writeFile(join(folder, 'mappings/identity.jsonata'), '{}');
  await writeFile(join(folder, 'mappings/fiets-op-maat.jsonata'), '{ "fietsmaat": $string(inch) & "-inch" }');
  await writeFile(join(folder, '1001.json'), '{ "inch": 24, "notitie": "Mag nergens heen." }');
  const mappings = await openMappings(join(folder, 'mappings'), 5_000);
  return () => ({ folder, mappings });
}

describe('a hub with a catalogue and policies of another region', () => {
  it('offers the purposes of that region and no others', async () => {
    const { body } = await must(coach.system.get('/v1/purposes'));
    expect((body.items as readonly Purpose[]).map(({ id }) => id)).toEqual([
      'fiets-op-maat',
      'fiets-op-slot',
    ]);
  });

  it('introduces to a role of its own only with consent, and then exchanges', async () => {
    const [toCoach] = purpose.flows;
    if (toCoach === undefined) throw new Error('the purpose has a flow');
    expect(await child.introduce(coach, purpose.id)).toBe(403);
    const request = await child.askFamily(purpose, toCoach);
    const choice = { flow: toCoach, sources: [school], recipients: [coach], fields: ['fietsmaat'] };
    await child.decide(request, choice);
    expect(await child.introduce(coach, purpose.id)).toBe(201);
    const { answer, asked } = await ask(region, coach, child.refOf(coach) ?? '', purpose, ['fietsmaat']);
    expect(answer.status).toBe(201);
    const [taken] = await tasksOf(child, asked.exchange);
    if (taken === undefined) throw new Error('the school has a task');
    const body = await answerAs(region, school, taken.task, purpose);
    await must(school.system.send({ method: 'PUT', path: `/v1/tasks/${taken.task.id}/envelope`, body }));
    const view = await must(coach.professional.get(`/v1/exchanges/${asked.exchange}`));
    const [delivery] = view.body.deliveries as readonly Delivery[];
    if (delivery === undefined) throw new Error('something was delivered');
    expect(await openAs(region, coach, asked, delivery, purpose)).toMatchObject({
      outcome: 'opened',
      fields: { fietsmaat: { value: '24-inch' } },
    });
  });

  it('starts nothing for a purpose that a policy of this region stops', async () => {
    const stopped = { ...purpose, id: 'fiets-op-slot' };
    const { answer } = await ask(region, team, child.refOf(team) ?? '', stopped, ['fietsmaat']);
    expect([answer.status, answer.body.code]).toEqual([403, 'policy-forbids']);
  });

  it('obeys a policy that only this region has', async () => {
    const { answer } = await ask(region, team, child.refOf(team) ?? '', purpose, ['fietsmaat']);
    expect([answer.status, answer.body.code]).toEqual([403, 'policy-forbids']);
  });
});
