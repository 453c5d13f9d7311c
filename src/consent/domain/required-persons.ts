import type { ConsentRule, PersonId } from '../../contract/index.js';
import type { CivilDate } from '../../kernel/index.js';
import { askedOn } from './age-band.js';
import { guardiansAsOf } from './authority.js';
import { birthDateAsOf } from './birth-date.js';
import { incapacityAsOf } from './capacity.js';
import type { SubjectHistory } from './history.js';

/** Who must consent. The young person is named by standing, because an invitation changes nothing about who it is. */
export interface RequiredPersons {
  readonly birthDate: CivilDate;
  readonly youngPerson: boolean;
  readonly guardians: ReadonlySet<PersonId>;
}

const always = Number.POSITIVE_INFINITY;
const nobody: ReadonlySet<PersonId> = new Set();

/**
 * Who must consent on a date, by what was known at a point of the ledger.
 *
 * @returns null where that cannot be determined: then nothing is in force
 */
export function requiredPersons(
  history: SubjectHistory,
  rule: ConsentRule,
  on: CivilDate,
  order: number = always,
): RequiredPersons | null {
  const birthDate = birthDateAsOf(history.birthDates, order);
  if (birthDate === null) return null;
  const asked = askedOn(rule, birthDate, on, incapacityAsOf(history.capacities, order));
  if (asked === null) return null;
  const guardians = asked.guardians ? guardiansAsOf(history, order) : nobody;
  if (guardians === null) return null;
  return { birthDate, youngPerson: asked.youngPerson, guardians };
}

interface RequiredSince {
  /** Null where it cannot be determined. */
  readonly required: RequiredPersons | null;
  /** The point of the ledger at which the persons required became what they are now. Only later decisions count. */
  readonly since: number;
}

interface Known extends RequiredSince {
  readonly rule: ConsentRule;
  readonly on: CivilDate;
}

/** By history, which never changes: the same is asked for every person, purpose and decision. */
const known = new WeakMap<SubjectHistory, Known>();

/** Who must consent on a date, by all that is known, and since when. */
export function requiredSince(history: SubjectHistory, rule: ConsentRule, on: CivilDate): RequiredSince {
  const before = known.get(history);
  if (before?.rule === rule && before.on === on) return before;
  const required = requiredPersons(history, rule, on);
  const since = required === null ? always : lastChange(history, rule, on, required);
  const found = { rule, on, required, since };
  known.set(history, found);
  return found;
}

function lastChange(history: SubjectHistory, rule: ConsentRule, on: CivilDate, now: RequiredPersons): number {
  for (const order of changePoints(history)) {
    const before = requiredPersons(history, rule, on, order - 1);
    if (before === null || !sameRequired(before, now)) return order;
  }
  return 0;
}

/** Latest first. */
function changePoints({ birthDates, authorities, capacities, merges }: SubjectHistory): readonly number[] {
  const orders = [
    ...birthDates.map((fact) => fact.order),
    ...merges.map((fact) => fact.order),
    ...[...authorities, ...capacities].flatMap((fact) => [fact.order, fact.confirmedOrder ?? fact.order]),
  ];
  return [...new Set(orders)].sort((a, b) => b - a);
}

const sameRequired = (a: RequiredPersons, b: RequiredPersons): boolean =>
  a.birthDate === b.birthDate &&
  a.youngPerson === b.youngPerson &&
  a.guardians.size === b.guardians.size &&
  [...a.guardians].every((person) => b.guardians.has(person));
