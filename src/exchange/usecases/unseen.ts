import type { EntryId, ExchangeId, SubjectId } from '../../contract/index.js';
import { unseenRows } from '../store/exchanges.js';
import type { ExchangeNeeds } from './needs.js';

export interface Unseen {
  /** Of the entries asked about those that permitted an exchange which was no emergency: what came of it tells the family. */
  readonly permits: ReadonlySet<EntryId>;
  /** Every exchange about the child that its family may not see today. */
  readonly hidden: ReadonlySet<ExchangeId>;
  /** When the first of these was asked; null where nothing is hidden. */
  readonly hiddenSince: Date | null;
}

/**
 * What the family does not see of a child's entries, by the tables and so without opening one. To be asked after the
 * entries were read: what was hidden at the same time as an entry was written is then among it.
 */
export async function unseenAmong(
  { database: { reader }, clock }: Pick<ExchangeNeeds, 'database' | 'clock'>,
  subject: SubjectId,
  entries: readonly EntryId[],
): Promise<Unseen> {
  const rows = await unseenRows(reader, subject, entries, clock.today());
  const hidden = rows.filter(({ permit }) => permit === null);
  return {
    permits: new Set(rows.flatMap(({ permit }) => permit ?? [])),
    hidden: new Set(hidden.map(({ id }) => id)),
    hiddenSince: hidden.reduce<Date | null>(
      (first, { askedAt }) => (first === null || askedAt < first ? askedAt : first),
      null,
    ),
  };
}
