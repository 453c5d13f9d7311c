import type { ConsentRule } from '../../contract/index.js';
import { birthdayOf, type CivilDate } from '../../kernel/index.js';

/** A birthday from which on others decide than before. */
export interface ComingOfAge {
  readonly age: number;
  readonly on: CivilDate;
  readonly isPast: boolean;
  /** From then on the young person alone; otherwise together with the guardians. */
  readonly alone: boolean;
}

/** So long before and after it is worth a word, in days. */
const shownDays = 90;

/** The birthday of a rule's age that is near, or null: before it, so that nobody is surprised, and after. */
export function comingOfAge(rule: ConsentRule, birth: CivilDate, today: CivilDate): ComingOfAge | null {
  for (const { fromAge: age, youngPerson, guardians } of rule.bands) {
    if (!youngPerson) continue;
    const on = birthdayOf(birth, age);
    if (Math.abs(Date.parse(on) - Date.parse(today)) <= shownDays * 86_400_000) {
      return { age, on, isPast: on <= today, alone: !guardians };
    }
  }
  return null;
}
