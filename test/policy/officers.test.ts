/** Whose duty may do what: everything that no policy permits is refused. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { AccountId, Matter, Officer, OverseeingAction } from '../../src/contract/index.js';
import { openPolicies, type Policies } from '../../src/policy/index.js';

let policies: Policies;
beforeAll(async () => {
  policies = await openPolicies('policies');
});

const ask = (duty: string, action: OverseeingAction, matter: string) =>
  policies.decide({
    action,
    principal: { id: 'acc_1' as AccountId, duty: duty as Officer['duty'] },
    resource: { id: matter as Matter },
    context: {},
  });
const refused = { permit: false, policies: [], refusal: 'caller-not-allowed' };

const shownToPartners = ['accesses', 'exchanges', 'figures', 'register', 'session', 'stops', 'unusual-use'];
const kept = [
  ...['authority', 'breaches', 'emergencies', 'evidence', 'ledger', 'retention', 'rights', 'statements'],
  'verifications',
];

describe('the policies on officers', () => {
  test('let the FG look at everything and replay the log, and decide nothing', () => {
    for (const matter of [...shownToPartners, ...kept]) {
      expect(ask('fg', 'look', matter)).toEqual({ permit: true, policies: ['officers.fg'], refusal: null });
      expect(ask('fg', 'decide', matter), matter).toEqual(refused);
    }
    expect(ask('fg', 'verify', 'verifications').permit).toBe(true);
  });

  test('let the privacy officer do everything', () => {
    for (const matter of [...shownToPartners, ...kept])
      for (const action of ['look', 'decide', 'verify'] as const)
        expect(ask('privacy-officer', action, matter).policies).toEqual(['officers.privacy-officer']);
  });

  test('let the officer of one partner look at what can be narrowed to it or names nobody', () => {
    for (const matter of shownToPartners) {
      expect(ask('partner-officer', 'look', matter).policies, matter).toEqual(['officers.of-a-partner']);
      for (const action of ['decide', 'verify'] as const)
        expect(ask('partner-officer', action, matter), matter).toEqual(refused);
    }
    for (const matter of kept) expect(ask('partner-officer', 'look', matter), matter).toEqual(refused);
  });

  test('let nobody do anything under a duty, or on a matter, that they do not name', () => {
    for (const duty of ['administrator', '', 'FG', 'fg ', 'partner'])
      expect(ask(duty, 'look', 'figures'), duty).toEqual(refused);
    expect(ask('partner-officer', 'look', 'something new')).toEqual(refused);
  });
});
