/** The rule of the second step, for any two professionals and any history since. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubjectHistory } from '../../src/consent/domain/history.js';
import { mayWitness, stillSaid } from '../../src/consent/domain/recording.js';
import type { AccountId, ConsentRule, PartnerId, PersonId } from '../../src/contract/index.js';
import type { CivilDate } from '../../src/kernel/index.js';

const nothingKnown: SubjectHistory = {
  birthDates: [],
  youngPerson: null,
  recognitions: [],
  authorities: [],
  capacities: [],
  merges: [],
};
const partner = fc.constantFrom('prt_a', 'prt_b', 'prt_c') as fc.Arbitrary<PartnerId>;
const voucher = fc.record({
  partner,
  account: fc.constantFrom('acc_1', 'acc_2', 'acc_3') as fc.Arbitrary<AccountId>,
  function: fc.constantFrom('mentor', 'zorgcoordinator'),
});
const flows = fc.array(
  fc.record({
    flow: fc.constant('a-b'),
    sources: fc.array(partner),
    recipients: fc.array(partner),
    fields: fc.array(fc.constant('x')),
  }),
  { maxLength: 3 },
);
const rules: readonly ConsentRule[] = [
  {
    version: '1',
    effectiveOn: '2020-01-01',
    bands: [{ fromAge: 0, youngPerson: false, guardians: true }],
  } as unknown as ConsentRule,
];
const today = '2026-11-22' as CivilDate;
const said = { person: 'per_m' as PersonId, ruleVersion: '1', order: 10, recordedOn: today };

describe('the second step', () => {
  it('always takes two people, and another partner than one that would receive', () => {
    fc.assert(
      fc.property(voucher, voucher, flows, (by, witness, chosen) => {
        const may = mayWitness({ by, flows: chosen }, witness);
        if (by.account === witness.account) expect(may).toBe(false);
        const receives = chosen.some(({ recipients }) => recipients.includes(by.partner));
        if (receives && by.partner === witness.partner) expect(may).toBe(false);
        if (by.account !== witness.account && by.partner !== witness.partner) expect(may).toBe(true);
      }),
    );
  });

  it('never makes count what was said before the person’s own later word', () => {
    const order = fc.integer({ min: 1, max: 20 }).filter((at) => at !== said.order);
    const decision = fc.record({
      person: fc.constantFrom('per_m', 'per_f') as fc.Arbitrary<PersonId>,
      order,
      withdrawnOrder: fc.option(order, { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(decision), (decisions) => {
        const later = decisions.some(
          (one) => one.person === said.person && Math.max(one.order, one.withdrawnOrder ?? 0) > said.order,
        );
        expect(stillSaid(said, nothingKnown, rules, decisions, today)).toBe(!later);
      }),
    );
  });

  it('never outlives what was learnt since of who must consent, or another rule', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), (order) => {
        const merged = { person: 'per_x', sameAs: 'per_m', order } as never;
        const history = { ...nothingKnown, merges: [merged] };
        expect(stillSaid(said, history, rules, [], today)).toBe(order <= said.order);
      }),
    );
    expect(stillSaid({ ...said, ruleVersion: '2' }, nothingKnown, rules, [], today)).toBe(false);
  });
});
