import {
  lookedBy,
  type Officer,
  type OverdueStops,
  pageOf,
  partnerOf,
  readCursor,
} from '../../contract/index.js';
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
  caller: Officer,
  cursor: string | null,
): Promise<OverdueStops> {
  const after = cursor === null ? null : readCursor(cursor);
  await ledger.assertWritable();
  const partner = partnerOf(caller);
  const found = await database.readAs(partner, (tx) =>
    overdueStops(tx, clock.now(), after, pageSize + 1, partner),
  );
  const entry = await database.transaction((tx) =>
    ledger.append(tx, {
      event: 'exchange.stops-listed',
      owner: 'hub',
      retention: 'access-log',
      payload: { ...lookedBy(caller), count: Math.min(found.length, pageSize) },
    }),
  );
  await ledger.settled(entry.id);
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
