import { beforeAll, describe, expect, test } from 'vitest';
import type { PartnerId, Role } from '../../src/contract/index.js';
import { type FlowFacts, openPolicies, type PartnerFacts, type Policies } from '../../src/policy/index.js';

const school: PartnerFacts = {
  id: 'prt_school' as PartnerId,
  role: 'school' as Role,
  state: 'active',
  agreementInForce: true,
  mayReceiveHealth: true,
};
const flow: FlowFacts = {
  id: 'school-jgz',
  emergency: false,
  basis: 'consent',
  health: true,
  art9: true,
  secrecyConsent: false,
};
const received = {
  enrolled: true,
  versionInForce: true,
  consentInForce: true,
  enrolledSeconds: 1_000_000,
  secondProfessional: false,
};
const sent = { enrolled: true, consentInForce: true };
const emergencyFlow: FlowFacts = { ...flow, emergency: true, basis: 'vital-interests', secrecyConsent: true };
const acute = {
  id: 'acute-veiligheid',
  emergency: true,
  functions: ['gezinswerker'],
  perProfessionalPerDay: 3,
};
const inAnEmergency = {
  professional: { function: 'gezinswerker', multiFactor: true, loginAgeSeconds: 299 },
  necessityStated: true,
  emergenciesToday: 0,
};

let policies: Policies;
beforeAll(async () => {
  policies = await openPolicies('policies');
});

const start = (context: object, resource: object = acute, principal = school) =>
  policies.decide({ action: 'start', principal, resource, context } as never);
const receive = (facts: object = {}, context: object = {}, principal: object = {}) =>
  policies.decide({
    action: 'receive',
    principal: { ...school, ...principal },
    resource: { ...flow, ...facts },
    context: { ...received, ...context },
  });
const send = (facts: object = {}, context: object = {}, principal: object = {}) =>
  policies.decide({
    action: 'send',
    principal: { ...school, ...principal },
    resource: { ...flow, ...facts },
    context: { ...sent, ...context },
  });

describe('consent', () => {
  test('permits a flow on a consent in force, and names the policy', () => {
    expect(receive()).toEqual({ permit: true, policies: ['consent.in-force'], refusal: null });
    expect(send()).toEqual({ permit: true, policies: ['consent.in-force'], refusal: null });
  });
  test('refuses without it, because nothing permits', () => {
    const refused = { permit: false, policies: [], refusal: 'basis-not-in-force' };
    expect(receive({}, { consentInForce: false })).toEqual(refused);
    expect(send({}, { consentInForce: false })).toEqual(refused);
  });
  test('refuses a purpose version that is no longer in force', () => {
    expect(receive({}, { versionInForce: false })).toMatchObject({
      permit: false,
      policies: ['versions.in-force'],
      refusal: 'basis-not-in-force',
    });
  });
});

describe('other bases', () => {
  test.each(['legal-obligation', 'public-task'] as const)('permits a %s without consent', (basis) => {
    expect(receive({ basis }, { consentInForce: false })).toMatchObject({ permit: true });
    expect(send({ basis }, { consentInForce: false })).toMatchObject({ permit: true });
  });
  test('refuses vital interests outside an emergency purpose', () => {
    expect(receive({ basis: 'vital-interests' })).toMatchObject({ permit: false });
    expect(receive({ basis: 'public-task', emergency: true })).toMatchObject({ permit: false });
  });
});

describe('secrecy', () => {
  test('asks consent where only that lifts it, whatever the basis', () => {
    const facts = { basis: 'public-task', secrecyConsent: true };
    expect(receive(facts, { consentInForce: false })).toMatchObject({
      permit: false,
      policies: ['secrecy.consent'],
      refusal: 'basis-not-in-force',
    });
    expect(send(facts, { consentInForce: false })).toMatchObject({ permit: false });
    expect(receive(facts)).toMatchObject({ permit: true });
  });
});

describe('partners', () => {
  test('refuses a suspended partner on either side', () => {
    expect(receive({}, {}, { state: 'suspended' })).toMatchObject({
      permit: false,
      refusal: 'partner-suspended',
    });
    expect(send({}, {}, { state: 'suspended' })).toMatchObject({ permit: false });
  });
  test('refuses a partner without the agreement in force', () => {
    expect(receive({}, {}, { agreementInForce: false })).toMatchObject({
      permit: false,
      refusal: 'agreement-missing',
    });
    expect(send({}, {}, { state: 'registered' })).toMatchObject({ permit: false });
    expect(start(inAnEmergency, acute, { ...school, agreementInForce: false })).toMatchObject({
      permit: false,
      refusal: 'agreement-missing',
    });
  });
  test('refuses a partner outside the core team of the child', () => {
    expect(receive({}, { enrolled: false })).toMatchObject({
      permit: false,
      policies: ['partners.core-team'],
    });
    expect(send({}, { enrolled: false })).toMatchObject({ permit: false });
  });
});

describe('health data', () => {
  test('is refused to a role that may not receive it', () => {
    expect(receive({}, {}, { mayReceiveHealth: false })).toMatchObject({
      permit: false,
      policies: ['health.recipient-role'],
    });
    expect(receive({ health: false }, {}, { mayReceiveHealth: false })).toMatchObject({ permit: true });
  });
  test('is refused without a named exception', () => {
    expect(receive({ art9: false })).toMatchObject({ permit: false, policies: ['health.exception'] });
    expect(send({ art9: false })).toMatchObject({ permit: false });
  });
});

describe('professional', () => {
  const ordinary = { ...acute, id: 'jgz-afstemming', emergency: false, functions: [] };
  const context = { necessityStated: false, emergenciesToday: 0 };
  test('starts an exchange', () => {
    expect(start({ ...context, professional: inAnEmergency.professional }, ordinary)).toEqual({
      permit: true,
      policies: ['professional.present'],
      refusal: null,
    });
  });
  test('is required', () => {
    expect(start(context, ordinary)).toMatchObject({ permit: false, refusal: 'professional-required' });
  });
});

describe('emergency', () => {
  const professional = inAnEmergency.professional;
  test('goes through for a function on the list with a recent multi-factor login', () => {
    expect(start(inAnEmergency)).toMatchObject({ permit: true });
    expect(receive(emergencyFlow, { consentInForce: false })).toMatchObject({ permit: true });
    expect(send(emergencyFlow, { consentInForce: false })).toMatchObject({ permit: true });
  });
  test.each([
    ['without multi-factor login', { professional: { ...professional, multiFactor: false } }],
    ['with a login of over five minutes ago', { professional: { ...professional, loginAgeSeconds: 301 } }],
  ])('asks to step up %s', (_, change) => {
    expect(start({ ...inAnEmergency, ...change })).toMatchObject({
      permit: false,
      refusal: 'step-up-required',
    });
  });
  test.each([
    ['another function', { ...professional, function: 'conciërge' }],
    ['no function', { multiFactor: true, loginAgeSeconds: 0 }],
  ])('refuses %s', (_, other) => {
    expect(start({ ...inAnEmergency, professional: other })).toMatchObject({
      permit: false,
      refusal: 'function-not-allowed',
    });
  });
  test('refuses without a necessity statement, and over the daily limit', () => {
    for (const change of [{ necessityStated: false }, { emergenciesToday: 3 }]) {
      expect(start({ ...inAnEmergency, ...change })).toMatchObject({
        permit: false,
        refusal: 'emergency-not-permitted',
      });
    }
  });
  test('asks a second professional for a child enrolled less than 24 hours ago', () => {
    const fresh = { enrolledSeconds: 86_399 };
    expect(receive(emergencyFlow, fresh)).toMatchObject({
      permit: false,
      policies: ['emergency.second-professional'],
      refusal: 'emergency-not-permitted',
    });
    expect(receive(emergencyFlow, { ...fresh, secondProfessional: true })).toMatchObject({ permit: true });
    expect(receive({}, fresh)).toMatchObject({ permit: true });
  });
});
