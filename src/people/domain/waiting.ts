import type { PartnerId, SubjectId } from '../../contract/index.js';
import type { CivilDate } from '../../kernel/index.js';
import type { BirthDateFact } from './facts.js';

/** A birth date as one partner said it, and where an officer confirmed that very word, if one did. */
export interface AssertedDate {
  readonly assertion: string;
  readonly subject: SubjectId;
  readonly partner: PartnerId;
  readonly date: CivilDate;
  readonly order: number;
  readonly confirmedOrder: number | null;
  readonly at: Date;
}

export type Contradicting<T> = T & { readonly contradicts: readonly string[] };

/** Of one child: the dates that nobody confirmed and that contradict another which stands. A confirmation settles all before it. */
export function contradictingDates(dates: readonly AssertedDate[]): readonly Contradicting<AssertedDate>[] {
  const settled = Math.max(0, ...dates.map(({ confirmedOrder }) => confirmedOrder ?? 0));
  const standing = dates.filter(({ order, confirmedOrder }) => (confirmedOrder ?? order) >= settled);
  return standing
    .filter(({ confirmedOrder }) => confirmedOrder === null)
    .map((said) => ({
      ...said,
      contradicts: standing.filter(({ date }) => date !== said.date).map(({ assertion }) => assertion),
    }))
    .filter(({ contradicts }) => contradicts.length > 0);
}

/** Whether a date would contradict one that stands. */
export function isDisputed(
  date: CivilDate,
  known: readonly Pick<BirthDateFact, 'date' | 'order' | 'confirmed'>[],
): boolean {
  const inOrder = known.toSorted((a, b) => a.order - b.order);
  const settled = inOrder.findLastIndex(({ confirmed }) => confirmed);
  return inOrder.slice(Math.max(settled, 0)).some((fact) => fact.date !== date);
}
