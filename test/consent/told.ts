/** A story made into what is held against each other: happenings for the clerk, facts for the function. */
import { ruleInForce } from '../../src/consent/domain/age-band.js';
import type {
  AuthorityFact,
  CapacityFact,
  DecisionFact,
  MergeFact,
  RecognitionFact,
  SubjectHistory,
} from '../../src/consent/domain/history.js';
import type { ConsentRule, EntryId, PersonId } from '../../src/contract/index.js';
import type { CivilDate } from '../../src/kernel/index.js';
import { date, jgz, mother, motherAgain, type Step, school } from './histories.js';
import type { Happening } from './model.js';

const entry = (order: number): EntryId => `ent_${order}` as EntryId;

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
  const capacities: CapacityFact[] = [];
  const decisions: DecisionFact[] = [];
  const merges: MergeFact[] = [];
  // The school's invitation was the first: nobody decides who was not recognised.
  const recognitions: RecognitionFact[] = [{ invitedBy: school, order: 0 }];
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
    } else if (step.what === 'capacity') {
      const confirmation = { confirmedOrder: null, confirmationEntry: null };
      const said = { kind: step.kind, assertedBy: step.by, order, entry: entry(order), ...confirmation };
      capacities.push(said);
      happenings.push({ what: 'capacity', on, said });
    } else if (step.what === 'confirmed-capacity') {
      const open = capacities.filter((fact) => fact.confirmedOrder === null);
      const said = open[step.pick % Math.max(open.length, 1)];
      if (said === undefined) return;
      capacities[capacities.indexOf(said)] = { ...said, confirmedOrder: order };
      happenings.push({ what: 'confirmed-capacity', on, said });
    } else if (step.what === 'merge') {
      if (merges.length > 0) return;
      merges.push({ person: motherAgain, sameAs: mother, order });
      happenings.push({ what: 'merge', on, person: motherAgain, sameAs: mother });
    } else if (step.what === 'recognition') {
      recognitions.push({ invitedBy: step.by, order });
      happenings.push({ what: 'recognition', on, by: step.by });
    } else if (step.what === 'decision') {
      const { person, version, choice } = step;
      const ruleVersion = ruleInForce(rules, on)?.version ?? '';
      const flows = [{ flow: 'f', sources: [school, jgz], recipients: [school, jgz], fields: ['x'] }];
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
  const history = { birthDates, youngPerson, recognitions, authorities, capacities, merges };
  return { happenings, history, decisions, lastDay };
}
