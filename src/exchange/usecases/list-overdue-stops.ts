import { type Officer, type OverdueStops, pageOf, readCursor } from '../../contract/index.js';
import { overdueStops } from '../store/stops.js';
import type { ExchangeNeeds } from './needs.js';

const pageSize = 100;

/**
 * Orders that a recipient did not answer in time, longest overdue first; whose data it is does not show. The look is
 * recorded.
 *
 * @throws InvalidRequest on a cursor that is none
 */
export async function listOverdueStops(
  { database, ledger, clock }: Pick<ExchangeNeeds, 'database' | 'ledger' | 'clock'>,
  { account, duty }: Officer,
  cursor: string | null,
): Promise<OverdueStops> {
  const after = cursor === null ? null : readCursor(cursor);
  await ledger.assertWritable();
  const { found, entry } = await database.transaction(async (tx) => {
    const found = await overdueStops(tx, clock.now(), after, pageSize + 1);
    const { id } = await ledger.append(tx, {
      event: 'exchange.stops-listed',
      owner: 'hub',
      retention: 'access-log',
      payload: { officer: account, duty, count: Math.min(found.length, pageSize) },
    });
    return { found, entry: id };
  });
  await ledger.settled(entry);
  const { page, next } = pageOf(found, pageSize, ({ dueAt: at, id }) => ({ at, id }));
  return {
    items: page.map(({ id, recipient, purpose, cause, orderedAt, dueAt }) => ({
      id,
      recipient,
      purpose,
      cause,
      orderedAt: orderedAt.toISOString(),
      dueAt: dueAt.toISOString(),
    })),
    next,
  };
}
