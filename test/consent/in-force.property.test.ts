import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleInForce } from '../../src/consent/domain/age-band.js';
import type { SubjectHistory } from '../../src/consent/domain/history.js';
import { consentInForce } from '../../src/consent/domain/in-force.js';
import { requiredPersons } from '../../src/consent/domain/required-persons.js';
import type { ConsentRule, PartnerId, PersonId } from '../../src/contract/index.js';
import { ageOn, type CivilDate } from '../../src/kernel/index.js';
import {
  anyFact,
  anyHistory,
  child,
  date,
  firstRule,
  jgz,
  type Step,
  school,
  secondRule,
} from './histories.js';
import { clerk, type Happening, unheard } from './model.js';
import { tell } from './told.js';

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

const ask = (told: Case): boolean => answerTo(told).inForce;
const mayReceive = (told: Case): readonly PartnerId[] => [
  ...(answerTo(told).flows.get('f')?.recipients ?? []),
];

function answerTo({ steps, rules, young, months: length, later }: Case) {
  const { history, decisions, lastDay } = tell(steps, rules, young);
  const today = plusDays(lastDay, later);
  const now = new Date(`${today}T13:00:00Z`);
  return consentInForce(history, rules, decisions, {
    version: 1,
    retention: { after: `P${length}M` },
    now,
    today,
  });
}

/** By every rule here a capable child of 14 is asked itself. */
function guardiansStandIn(history: SubjectHistory, rules: readonly ConsentRule[], today: CivilDate): boolean {
  const rule = ruleInForce(rules, today);
  const required = rule === null ? null : requiredPersons(history, rule, today);
  return required !== null && !required.youngPerson && ageOn(required.birthDate, today) >= 14;
}

describe('consentInForce', () => {
  it('agrees with a clerk who throws away every card whenever who is required changes', () => {
    let [open, forTheChild] = [0, 0];
    fc.assert(
      fc.property(anyCase, (told) => {
        const { happenings, history, lastDay } = tell(told.steps, told.rules, told.young);
        const today = plusDays(lastDay, told.later);
        const expected = clerk(happenings, told.rules, today, 1, told.young, told.months);
        if (expected) open += 1;
        if (expected && guardiansStandIn(history, told.rules, today)) forTheChild += 1;
        expect(ask(told)).toBe(expected);
      }),
      { numRuns: 3_000 },
    );
    // A property that never sees an open flow would prove nothing.
    expect(open).toBeGreaterThan(150);
    expect(forTheChild).toBeGreaterThan(10);
  });

  it('holds for a recipient only where a clerk who never heard its own word agrees', () => {
    const open = { [school]: 0, [jgz]: 0, notForSchool: 0 };
    fc.assert(
      fc.property(anyCase, (told) => {
        const { happenings, lastDay } = tell(told.steps, told.rules, told.young);
        const opens = (story: readonly Happening[]) =>
          clerk(story, told.rules, plusDays(lastDay, told.later), 1, told.young, told.months);
        const expected = opens(happenings)
          ? [school, jgz].filter((recipient) => opens(unheard(recipient, school, happenings, told.young)))
          : [];
        for (const recipient of expected) open[recipient] = (open[recipient] ?? 0) + 1;
        if (ask(told) && !expected.includes(school)) open.notForSchool += 1;
        expect(mayReceive(told)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
    for (const seen of Object.values(open)) expect(seen).toBeGreaterThan(5);
  });

  it('is never opened by a fact: authority, capacity, confirmation, birth date, recognition or withdrawal', () => {
    fc.assert(
      fc.property(anyCase, anyFact, (told, fact) => {
        const later = { ...told, later: 0 };
        const after = { ...later, steps: [...told.steps, { ...fact, after: 0 }] };
        expect(ask(after) && !ask(later)).toBe(false);
        const before = mayReceive(later);
        expect(mayReceive(after).filter((recipient) => !before.includes(recipient))).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is never opened by time: a birthday, a new rule, an expiry', () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 1, max: 1_500 }), (told, days) => {
        const after = { ...told, later: told.later + days };
        expect(ask(after) && !ask(told)).toBe(false);
        const before = mayReceive(told);
        expect(mayReceive(after).filter((recipient) => !before.includes(recipient))).toEqual([]);
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
