import fc from 'fast-check';
import type {
  AuthorityKind,
  CapacityKind,
  ConsentRule,
  PartnerId,
  PersonId,
} from '../../src/contract/index.js';
import type { CivilDate } from '../../src/kernel/index.js';

export const [mother, father, child] = ['per_mother', 'per_father', 'per_child'] as PersonId[] as [
  PersonId,
  PersonId,
  PersonId,
];
export const [school, jgz] = ['prt_school', 'prt_jgz'] as PartnerId[] as [PartnerId, PartnerId];
/** The mother once more, as the jgz invited her before anyone knew. */
export const motherAgain = 'per_mother_again' as PersonId;
export const date = (text: string): CivilDate => text as CivilDate;

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
  | {
      readonly what: 'capacity';
      readonly after: number;
      readonly by: PartnerId;
      readonly kind: CapacityKind;
    }
  | { readonly what: 'confirmed-capacity'; readonly after: number; readonly pick: number }
  | { readonly what: 'merge'; readonly after: number }
  | { readonly what: 'recognition'; readonly after: number; readonly by: PartnerId };

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

const recognitionStep = fc.record({
  what: fc.constant('recognition' as const),
  after,
  by: fc.constantFrom(school, jgz),
});
const capacityStep = fc.record({
  what: fc.constant('capacity' as const),
  after,
  by: partner,
  kind: fc.constantFrom<CapacityKind>('incapable', 'incapable', 'capable'),
});
const confirmedCapacityStep = fc.record({
  what: fc.constant('confirmed-capacity' as const),
  after,
  pick: fc.nat(20),
});
const mergeStep = fc.record({ what: fc.constant('merge' as const), after });

/** Anything that is not a person's decision. */
export const anyFact: fc.Arbitrary<Step> = fc.oneof(
  birthStep,
  authorityStep,
  confirmationStep,
  withdrawalStep,
  mergeStep,
  recognitionStep,
  capacityStep,
  confirmedCapacityStep,
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: birthStep },
  { weight: 3, arbitrary: authorityStep },
  { weight: 2, arbitrary: confirmationStep },
  { weight: 8, arbitrary: decisionStep },
  { weight: 1, arbitrary: withdrawalStep },
  { weight: 1, arbitrary: mergeStep },
  { weight: 1, arbitrary: recognitionStep },
  { weight: 1, arbitrary: capacityStep },
  { weight: 1, arbitrary: confirmedCapacityStep },
);

/** Histories as families live them: parts that mostly open something, among which anything may happen. */
const begins: readonly Step[] = [
  { what: 'birth-date', after: 0, date: '2012-06-15' },
  { what: 'authority', after: 0, person: mother, by: school, kind: 'joint' },
  { what: 'authority', after: 0, person: father, by: school, kind: 'joint' },
];
/** What one partner said, the other says too. */
const jgzSaysSo: readonly Step[] = [
  { what: 'authority', after: 0, person: mother, by: jgz, kind: 'joint' },
  { what: 'authority', after: 0, person: father, by: jgz, kind: 'joint' },
  { what: 'recognition', after: 0, by: jgz },
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
/** Sixteen in February 2025, and eighteen two years later. */
const older: readonly Step[] = begins.map((step) =>
  step.what === 'birth-date' ? { ...step, date: '2009-02-28' } : step,
);
const childCannotDecide: readonly Step[] = [
  { what: 'capacity', after: 0, by: school, kind: 'incapable' },
  { what: 'confirmed-capacity', after: 0, pick: 0 },
  ...everyoneGives,
];
/** Where nothing is left to confirm this is only time. */
const timePasses: Step = { what: 'confirmation', after: 0, pick: 0 };
const part: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 4, arbitrary: anyStep.map((step) => [step]) },
  { weight: 2, arbitrary: fc.constant(everyoneGives) },
  { weight: 1, arbitrary: fc.constant(fatherLoses) },
  { weight: 1, arbitrary: fc.constant(jgzSaysSo) },
  { weight: 1, arbitrary: fc.constant(childCannotDecide) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 100, max: 900 }).map((days) => [{ ...timePasses, after: days }]),
  },
);
export const anyHistory: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.constantFrom<readonly Step[]>(begins, older, [...begins, ...jgzSaysSo], [...older, ...jgzSaysSo], []),
    fc.array(part, { maxLength: 10, size: 'max' }),
  )
  .map(([begun, parts]) => [...begun, ...parts.flat()]);
