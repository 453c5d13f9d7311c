import fc from 'fast-check';
import { ruleInForce } from '../../src/consent/domain/age-band.js';
import type {
  AuthorityFact,
  DecisionFact,
  MergeFact,
  SubjectHistory,
} from '../../src/consent/domain/history.js';
import type { AuthorityKind, ConsentRule, EntryId, PartnerId, PersonId } from '../../src/contract/index.js';
import type { CivilDate } from '../../src/kernel/index.js';
import type { Happening } from './model.js';

export const [mother, father, child] = ['per_mother', 'per_father', 'per_child'] as PersonId[] as [
  PersonId,
  PersonId,
  PersonId,
];
export const [school, jgz] = ['prt_school', 'prt_jgz'] as PartnerId[] as [PartnerId, PartnerId];
/** The mother once more, as the jgz invited her before anyone knew. */
export const motherAgain = 'per_mother_again' as PersonId;
export const date = (text: string): CivilDate => text as CivilDate;
const entry = (order: number): EntryId => `ent_${order}` as EntryId;

export const firstRule: ConsentRule = {
  version: '1',
  effectiveOn: '2020-01-01',
  bands: [
    { fromAge: 0, youngPerson: false, guardians: true },
    { fromAge: 12, youngPerson: true, guardians: true },
    { fromAge: 16, youngPerson: true, guardians: false },
  ],
  source: 'test',
};
export const secondRule: ConsentRule = {
  version: '2',
  effectiveOn: '2025-03-01',
  bands: [
    { fromAge: 0, youngPerson: false, guardians: true },
    { fromAge: 14, youngPerson: true, guardians: false },
  ],
  source: 'test',
};

/** A history as it is told: what happens next, after how many days. Orders and ids are numbered afterwards. */
export type Step =
  | {
      readonly what: 'birth-date';
      readonly after: number;
      readonly date: string;
    }
  | {
      readonly what: 'authority';
      readonly after: number;
      readonly person: PersonId;
      readonly by: PartnerId;
      readonly kind: AuthorityKind;
    }
  | { readonly what: 'confirmation'; readonly after: number; readonly pick: number }
  | {
      readonly what: 'decision';
      readonly after: number;
      readonly person: PersonId;
      readonly choice: 'given' | 'refused';
      readonly version: number;
    }
  | { readonly what: 'withdrawal'; readonly after: number; readonly pick: number }
  | { readonly what: 'merge'; readonly after: number };

const after = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 200 }) },
);
const guardian = fc.constantFrom(mother, mother, father, father, motherAgain);
const partner = fc.constantFrom(school, school, school, jgz);
const kind = fc.constantFrom<AuthorityKind>(
  'joint',
  'joint',
  'joint',
  'single',
  'none',
  'guardianship',
  'under-investigation',
  'not-determinable',
);
const birth = fc.constantFrom('2012-06-15', '2012-06-15', '2012-06-15', '2009-02-28', '2008-02-29');

const birthStep = fc.record({
  what: fc.constant('birth-date' as const),
  after,
  date: birth,
});
const authorityStep = fc.record({
  what: fc.constant('authority' as const),
  after,
  person: guardian,
  by: partner,
  kind,
});
const confirmationStep = fc.record({ what: fc.constant('confirmation' as const), after, pick: fc.nat(20) });
const decisionStep = fc.record({
  what: fc.constant('decision' as const),
  after,
  person: fc.constantFrom(mother, father, child),
  choice: fc.constantFrom('given' as const, 'given' as const, 'given' as const, 'refused' as const),
  version: fc.constantFrom(1, 1, 1, 1, 2),
});
const withdrawalStep = fc.record({ what: fc.constant('withdrawal' as const), after, pick: fc.nat(20) });

const mergeStep = fc.record({ what: fc.constant('merge' as const), after });

/** Anything that is not a person's decision. */
export const anyFact: fc.Arbitrary<Step> = fc.oneof(
  birthStep,
  authorityStep,
  confirmationStep,
  withdrawalStep,
  mergeStep,
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: birthStep },
  { weight: 3, arbitrary: authorityStep },
  { weight: 2, arbitrary: confirmationStep },
  { weight: 8, arbitrary: decisionStep },
  { weight: 1, arbitrary: withdrawalStep },
  { weight: 1, arbitrary: mergeStep },
);

/** Histories as families live them: parts that mostly open something, among which anything may happen. */
const begins: readonly Step[] = [
  { what: 'birth-date', after: 0, date: '2012-06-15' },
  { what: 'authority', after: 0, person: mother, by: school, kind: 'joint' },
  { what: 'authority', after: 0, person: father, by: school, kind: 'joint' },
];
const everyoneGives: readonly Step[] = [mother, father, child].map((person) => ({
  what: 'decision',
  after: 0,
  person,
  choice: 'given',
  version: 1,
}));
const fatherLoses: readonly Step[] = [
  { what: 'authority', after: 0, person: father, by: school, kind: 'none' },
  ...[3, 2, 1, 0].map((pick): Step => ({ what: 'confirmation', after: 0, pick })),
];
/** Where nothing is left to confirm this is only time. */
const timePasses: Step = { what: 'confirmation', after: 0, pick: 0 };
const part: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 4, arbitrary: anyStep.map((step) => [step]) },
  { weight: 2, arbitrary: fc.constant(everyoneGives) },
  { weight: 1, arbitrary: fc.constant(fatherLoses) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 100, max: 900 }).map((days) => [{ ...timePasses, after: days }]),
  },
);
export const anyHistory: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.constantFrom(true, true, true, false), fc.array(part, { maxLength: 10 }))
  .map(([begun, parts]) => [...(begun ? begins : []), ...parts.flat()]);

export interface Told {
  readonly happenings: readonly Happening[];
  readonly history: SubjectHistory;
  readonly decisions: readonly DecisionFact[];
  readonly lastDay: CivilDate;
}

/** Numbers a story: the same events once as a list of happenings and once as the facts that the function takes. */
export function tell(
  steps: readonly Step[],
  rules: readonly ConsentRule[],
  youngPerson: PersonId | null,
): Told {
  const happenings: Happening[] = [];
  const birthDates: SubjectHistory['birthDates'][number][] = [];
  const authorities: AuthorityFact[] = [];
  const decisions: DecisionFact[] = [];
  const merges: MergeFact[] = [];
  let time = Date.parse('2022-01-01T12:00:00Z');
  steps.forEach((step, index) => {
    const order = index + 1;
    time += step.after * 86_400_000;
    const on = date(new Date(time).toISOString().slice(0, 10));
    if (step.what === 'birth-date') {
      const fact = {
        date: date(step.date),
        assertedBy: school,
        order,
        confirmed: false,
        entry: entry(order),
      };
      birthDates.push(fact);
      happenings.push({ what: 'birth-date', on, fact });
    } else if (step.what === 'authority') {
      const { person, by: assertedBy, kind: said } = step;
      const fact: AuthorityFact = {
        invited: person,
        kind: said,
        assertedBy,
        order,
        confirmedOrder: null,
        confirmationEntry: null,
        entry: entry(order),
      };
      authorities.push(fact);
      happenings.push({ what: 'authority', on, fact });
    } else if (step.what === 'confirmation') {
      const open = [
        ...birthDates.filter((fact) => !fact.confirmed),
        ...authorities.filter((fact) => fact.confirmedOrder === null),
      ];
      const fact = open[step.pick % Math.max(open.length, 1)];
      if (fact === undefined) return;
      if ('date' in fact) {
        birthDates.push({ ...fact, confirmed: true, order });
        happenings.push({ what: 'confirmed-date', on, order, fact });
      } else {
        authorities[authorities.indexOf(fact)] = { ...fact, confirmedOrder: order };
        happenings.push({ what: 'confirmation', on, order, fact });
      }
    } else if (step.what === 'merge') {
      if (merges.length > 0) return;
      merges.push({ person: motherAgain, sameAs: mother, order });
      happenings.push({ what: 'merge', on, person: motherAgain, sameAs: mother });
    } else if (step.what === 'decision') {
      const { person, version, choice } = step;
      const ruleVersion = ruleInForce(rules, on)?.version ?? '';
      const flows = [{ flow: 'f', sources: [school], recipients: [jgz], fields: ['x'] }];
      const moment = {
        order,
        decidedAt: new Date(time),
        decidedOn: on,
        withdrawnOrder: null,
        withdrawalEntry: null,
        entry: entry(order),
      };
      const fact: DecisionFact = { person, version, choice, flows, ruleVersion, ...moment };
      decisions.push(fact);
      happenings.push({ what: 'decision', on, fact });
    } else {
      const open = decisions.filter((fact) => fact.choice === 'given' && fact.withdrawnOrder === null);
      const fact = open[step.pick % Math.max(open.length, 1)];
      if (fact === undefined) return;
      decisions[decisions.indexOf(fact)] = { ...fact, withdrawnOrder: order };
      happenings.push({ what: 'withdrawal', on, order, person: fact.person });
    }
  });
  const lastDay = date(new Date(time).toISOString().slice(0, 10));
  return { happenings, history: { birthDates, youngPerson, authorities, merges }, decisions, lastDay };
}
