import type { ConsentRule, PersonId } from '../../contract/index.js';
import type { CivilDate } from '../../kernel/index.js';
import { settledCapacity } from '../../people/offline.js';
import { askedOn, ruleInForce } from './age-band.js';
import { mayBeGuardian } from './authority.js';
import { birthDateToShowBy } from './birth-date.js';
import type { SubjectHistory } from './history.js';
import type { StandsAs } from './records.js';

/**
 * Whether a person is asked: sees new questions and may decide. Who is not asked still sees the own decisions. A
 * guardian whose authority nobody named is not asked, because a login does not prove authority; from 16 on the young
 * person is asked alone, unless it was confirmed to be incapable.
 */
export function isAsked(
  history: SubjectHistory,
  rules: readonly ConsentRule[],
  today: CivilDate,
  person: PersonId,
  as: StandsAs,
): boolean {
  const rule = ruleInForce(rules, today);
  if (rule === null) return false;
  const birth = birthDateToShowBy(history.birthDates);
  if (birth === null) return as === 'guardian' && mayBeGuardian(history, person);
  // As with the birth date: no partner's later word shows or hides anything by itself.
  const incapable = settledCapacity(history.capacities) === 'incapable';
  const asked = askedOn(rule, birth, today, incapable);
  if (as === 'young-person') return asked?.youngPerson ?? false;
  return (asked?.guardians ?? false) && mayBeGuardian(history, person);
}
