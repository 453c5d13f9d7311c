import { describe, expect, test } from 'vitest';
import type { Flow, PartnerId, Purpose, Role, SubjectRef } from '../../../src/contract/index.js';
import { type DecisionFacts, decideFlows } from '../../../src/exchange/domain/decide-flows.js';
import { openPolicies, type PartnerFacts } from '../../../src/policy/index.js';

const policies = await openPolicies('policies');

const partner = (name: string, role: string, change: Partial<PartnerFacts> = {}): PartnerFacts => ({
  id: `prt_${name}` as PartnerId,
  role: role as Role,
  state: 'active',
  agreementInForce: true,
  mayReceiveHealth: true,
  ...change,
});
const jgz = partner('jgz', 'jgz');
const school = partner('school', 'school');
const second = partner('second', 'school');
const member = ({ id, role }: PartnerFacts) => ({ partner: id, role, ref: `chd_${id}` as SubjectRef });

const flow = (change: Partial<Flow> = {}): Flow => ({
  id: 'school-jgz',
  source: 'school' as Role,
  recipient: 'jgz' as Role,
  fields: ['leerjaar', 'hulpvraag'],
  basis: 'consent',
  article: 'AVG 6(1)(a)',
  art9: 'AVG 9(2)(a)',
  secrecyConsent: false,
  controller: 'school',
  shownToFamily: true,
  ...change,
});
const field = (name: string) => ({
  name,
  label: name,
  example: name,
  optional: true,
  health: false,
  paddedBytes: 32,
  schema: {},
});
const purpose = (flows: readonly Flow[]): Purpose => ({
  id: 'vroegsignalering-zorgteam',
  version: 1,
  title: 'Vroeg',
  description: 'Vroeg',
  dpvPurpose: 'dpv:PublicBenefit',
  flows: [...flows],
  fields: ['leerjaar', 'hulpvraag', 'acties'].map(field),
  questions: [{ code: 'wat', text: 'Wat?' }],
  retention: { after: 'P3M' },
  emergency: null,
});
const allowing = (
  change: Partial<Record<'sources' | 'recipients' | 'fields', string[]>> = {},
  inForce = true,
): DecisionFacts['allowed'] => ({
  inForce,
  flows: new Map([
    [
      'school-jgz',
      {
        sources: new Set((change.sources ?? [school.id]) as PartnerId[]),
        recipients: new Set((change.recipients ?? [jgz.id]) as PartnerId[]),
        fields: new Set(change.fields ?? ['leerjaar', 'hulpvraag']),
      },
    ],
  ]),
});
const decide = (change: Partial<DecisionFacts> = {}) => {
  const facts: DecisionFacts = {
    purpose: purpose([flow()]),
    versionInForce: true,
    asked: ['hulpvraag', 'leerjaar'],
    plays: (place, role) => place === role,
    recipient: jgz,
    enrolledSeconds: 100_000,
    secondProfessional: false,
    team: [jgz, school, second].map(member),
    partners: new Map([jgz, school, second].map((known) => [known.id, known])),
    allowed: allowing(),
    ...change,
  };
  const { permissions, refusal, policies: ids } = decideFlows(facts, policies.decide);
  const orders = permissions.map(({ source, fields }) => `${source.partner} ${fields.join(' ')}`);
  return { orders, refusal, policies: ids };
};

describe('deciding an exchange', () => {
  test('orders what was asked, in the purpose’s order, from the sources that were chosen', () => {
    expect(decide()).toEqual({
      orders: ['prt_school leerjaar hulpvraag'],
      refusal: null,
      policies: ['consent.in-force'],
    });
  });

  test('orders no field that was not asked, and none that the family left out', () => {
    expect(decide({ asked: ['leerjaar'] }).orders).toEqual(['prt_school leerjaar']);
    expect(decide({ allowed: allowing({ fields: ['hulpvraag'] }) }).orders).toEqual(['prt_school hulpvraag']);
  });

  test.each([
    ['no consent is in force', { allowed: allowing({}, false) }],
    ['the family chose other recipients', { allowed: allowing({ recipients: [second.id] }) }],
    ['the family left out every field asked', { allowed: allowing({ fields: ['acties'] }) }],
    ['the purpose version is no longer in force', { versionInForce: false }],
  ])('refuses for want of a basis when %s', (_, change) => {
    expect(decide(change)).toMatchObject({ orders: [], refusal: 'basis-not-in-force' });
  });

  test('is silent about a source that may not be asked: the requester must not learn of it', () => {
    expect(decide({ team: [member(jgz)] })).toMatchObject({ orders: [], refusal: null });
    expect(decide({ allowed: allowing({ sources: [second.id] }) })).toMatchObject({
      orders: ['prt_second leerjaar hulpvraag'],
      refusal: null,
    });
    const suspended = partner('school', 'school', { state: 'suspended' });
    const partners = new Map([jgz, suspended, second].map((known) => [known.id, known]));
    expect(decide({ partners })).toMatchObject({ orders: [], refusal: null });
  });

  test('asks no partner whose state was not read under a lock', () => {
    expect(decide({ partners: new Map([[jgz.id, jgz]]) })).toMatchObject({ orders: [], refusal: null });
  });

  test('goes on without consent on another basis, with every source of the role', () => {
    const onLaw = purpose([flow({ basis: 'legal-obligation' })]);
    expect(decide({ purpose: onLaw, allowed: allowing({}, false) })).toMatchObject({
      orders: ['prt_school leerjaar hulpvraag', 'prt_second leerjaar hulpvraag'],
      policies: ['other-bases.legal-obligation'],
    });
  });

  test('asks consent for a public task where secrecy needs it', () => {
    const secret = purpose([flow({ basis: 'public-task', secrecyConsent: true })]);
    expect(decide({ purpose: secret, allowed: allowing({}, false) })).toMatchObject({
      refusal: 'basis-not-in-force',
    });
    expect(decide({ purpose: secret })).toMatchObject({ orders: ['prt_school leerjaar hulpvraag'] });
  });

  test('permits one flow while another has no basis', () => {
    const mixed = purpose([flow(), flow({ id: 'law', basis: 'legal-obligation', fields: ['acties'] })]);
    expect(
      decide({ purpose: mixed, asked: ['leerjaar', 'acties'], allowed: allowing({}, false) }),
    ).toMatchObject({ orders: ['prt_school acties', 'prt_second acties'], refusal: null });
  });

  test('refuses a recipient that no longer has the child enrolled', () => {
    expect(decide({ enrolledSeconds: null })).toMatchObject({ orders: [], refusal: 'policy-forbids' });
  });
});
