import {
  lookedBy,
  type Officer,
  pageOf,
  partnerOf,
  readCursor,
  type UnusualUse,
} from '../../contract/index.js';
import { listedUses, type UnusualFilter, type UnusualRecord } from '../store/unusual-uses.js';
import type { OversightNeeds } from './needs.js';

const pageSize = 50;

export interface UnusualPage {
  readonly items: UnusualUse[];
  readonly next: string | null;
}

/**
 * Unusual use that waits for an officer, or was disposed of: by which rule, on which numbers, whose. It names no child. The
 * look is recorded.
 *
 * @throws InvalidRequest on a cursor that is none
 */
export async function listUnusualUses(
  { database, ledger }: Pick<OversightNeeds, 'database' | 'ledger'>,
  caller: Officer,
  filter: Omit<UnusualFilter, 'seenBy'>,
  cursor: string | null,
): Promise<UnusualPage> {
  const after = cursor === null ? null : readCursor(cursor);
  ledger.assertWritable();
  const seenBy = partnerOf(caller);
  const found = await database.readAs(seenBy, (tx) =>
    listedUses(tx, { ...filter, seenBy }, after, pageSize + 1),
  );
  const entry = await database.transaction((tx) =>
    ledger.append(tx, {
      event: 'unusual.listed',
      owner: 'hub',
      retention: 'access-log',
      payload: { ...lookedBy(caller), state: filter.state, count: Math.min(found.length, pageSize) },
    }),
  );
  await ledger.settled(entry.id);
  const { page, next } = pageOf(found, pageSize, ({ foundAt: at, id }) => ({ at, id }));
  return {
    items: page.map(unusualUseOf),
    next,
  };
}

export function unusualUseOf(record: UnusualRecord): UnusualUse {
  const { account, foundAt, grownAt, hours, disposition, disposedAt, ...use } = record;
  const isDisposed = disposedAt !== null && disposedAt >= grownAt;
  return {
    ...use,
    professional: account,
    hours: hours === null ? null : { ...hours, weekdays: [...hours.weekdays] },
    foundAt: foundAt.toISOString(),
    grownAt: grownAt.toISOString(),
    state: isDisposed ? 'disposed' : 'waiting',
    disposition:
      disposition === null || disposedAt === null
        ? null
        : { disposition, disposedAt: disposedAt.toISOString() },
  };
}
