import type { CivilDate } from '../../kernel/index.js';
import type { BirthDateFact } from './history.js';

/**
 * The birth date as it was known at a point of the ledger, or null: nobody said one, or two dates contradict each other
 * and nobody confirmed which. A contradiction closes rather than choosing, because an earlier date asks fewer people.
 */
export function birthDateAsOf(facts: readonly BirthDateFact[], order: number): CivilDate | null {
  const known = facts.filter((fact) => fact.order <= order).sort((a, b) => a.order - b.order);
  const settled = known.findLastIndex((fact) => fact.confirmed);
  const dates = new Set(known.slice(Math.max(settled, 0)).map((fact) => fact.date));
  const [only] = dates;
  return dates.size === 1 && only !== undefined ? only : null;
}

/**
 * The birth date by which it is judged who may look, which goes on while two dates contradict each other: the one that
 * was settled last, or else the first that was said. So no partner's later word shows or hides anything by itself.
 */
export function birthDateToShowBy(facts: readonly BirthDateFact[]): CivilDate | null {
  const known = [...facts].sort((a, b) => a.order - b.order);
  return (known.findLast((fact) => fact.confirmed) ?? known[0])?.date ?? null;
}
