import type { CivilDate } from '../../kernel/index.js';
import type { BirthDateFact } from './history.js';

/**
 * The birth date as it was known at a point of the ledger, or null: nobody said one, or two dates contradict each other
 * and nobody confirmed which. A contradiction closes rather than choosing, because an earlier date asks fewer people.
 */
export function birthDateAsOf(facts: readonly BirthDateFact[], order: number): CivilDate | null {
  let settled: { readonly date: CivilDate; readonly order: number } | null = null;
  for (const { date, confirmedOrder } of facts) {
    if (confirmedOrder === null || confirmedOrder > order) continue;
    if (settled === null || confirmedOrder > settled.order) settled = { date, order: confirmedOrder };
  }
  const since = settled?.order ?? 0;
  const said = facts.filter((fact) => fact.order <= order && fact.order > since).map((fact) => fact.date);
  const dates = new Set(settled === null ? said : [settled.date, ...said]);
  const [only] = dates;
  return dates.size === 1 && only !== undefined ? only : null;
}
