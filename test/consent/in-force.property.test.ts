import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleInForce } from '../../src/consent/domain/age-band.js';
import { consentInForce } from '../../src/consent/domain/in-force.js';
import { requiredPersons } from '../../src/consent/domain/required-persons.js';
import type { ConsentRule, PersonId } from '../../src/contract/index.js';
import type { CivilDate } from '../../src/kernel/index.js';
import { anyFact, anyHistory, child, date, firstRule, type Step, secondRule, tell } from './histories.js';
import { clerk } from './model.js';

const anyRules = fc.constantFrom<readonly ConsentRule[]>([firstRule], [firstRule, secondRule], [secondRule]);
const anyYoungPerson = fc.constantFrom<PersonId | null>(child, child, child, null);
const months = fc.constantFrom(3, 12, 48);
const daysLater = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 900 }) },
);
const plusDays = (day: CivilDate, days: number): CivilDate =>
  date(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10));

interface Case {
  readonly steps: readonly Step[];
  readonly rules: readonly ConsentRule[];
  readonly young: PersonId | null;
  readonly months: number;
  readonly later: number;
}
const anyCase: fc.Arbitrary<Case> = fc.record({
  steps: anyHistory,
  rules: anyRules,
  young: anyYoungPerson,
  months,
  later: daysLater,
});

function ask({ steps, rules, young, months: length, later }: Case): boolean {
  const { history, decisions, lastDay } = tell(steps, rules, young);
  const today = plusDays(lastDay, later);
  const now = new Date(`${today}T13:00:00Z`);
  return consentInForce(history, rules, decisions, {
    version: 1,
    retention: { after: `P${length}M` },
    now,
    today,
  }).inForce;
}

describe('consentInForce', () => {
  it('agrees with a clerk who throws away every card whenever who is required changes', () => {
    let open = 0;
    fc.assert(
      fc.property(anyCase, (told) => {
        const { happenings, lastDay } = tell(told.steps, told.rules, told.young);
        const today = plusDays(lastDay, told.later);
        const expected = clerk(happenings, told.rules, today, 1, told.young, told.months);
        if (expected) open += 1;
        expect(ask(told)).toBe(expected);
      }),
      { numRuns: 3_000 },
    );
    // A property that never sees an open flow would prove nothing.
    expect(open).toBeGreaterThan(150);
  });

  it('is never opened by a fact: authority, confirmation, birth date or withdrawal', () => {
    fc.assert(
      fc.property(anyCase, anyFact, (told, fact) => {
        const later = { ...told, later: 0 };
        fc.pre(!ask(later));
        expect(ask({ ...later, steps: [...told.steps, { ...fact, after: 0 }] })).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is never opened by time: a birthday, a new rule, an expiry', () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 1, max: 1_500 }), (told, days) => {
        fc.pre(!ask(told));
        expect(ask({ ...told, later: told.later + days })).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is never open while someone required has not given, or last said no', () => {
    fc.assert(
      fc.property(anyCase, (told) => {
        fc.pre(ask(told));
        const { history, decisions, lastDay } = tell(told.steps, told.rules, told.young);
        const today = plusDays(lastDay, told.later);
        const rule = ruleInForce(told.rules, today);
        const required = rule === null ? null : requiredPersons(history, rule, today);
        const persons = [...(required?.guardians ?? []), ...(required?.youngPerson ? [child] : [])];
        expect(persons.length).toBeGreaterThan(0);
        for (const person of persons) {
          const last = decisions.filter((d) => d.person === person).at(-1);
          expect(last?.choice).toBe('given');
          expect(last?.withdrawnOrder).toBeNull();
          expect(last?.ruleVersion).toBe(rule?.version);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
