import { type Officer, pageOf, readCursor, type UnusualUse } from '../../contract/index.js';
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
  { account, duty }: Officer,
  filter: UnusualFilter,
  cursor: string | null,
): Promise<UnusualPage> {
  const after = cursor === null ? null : readCursor(cursor);
  ledger.assertWritable();
  const { found, entry } = await database.transaction(async (tx) => {
    const found = await listedUses(tx, filter, after, pageSize + 1);
    const { id } = await ledger.append(tx, {
      event: 'unusual.listed',
      owner: 'hub',
      retention: 'access-log',
      payload: { officer: account, duty, state: filter.state, count: Math.min(found.length, pageSize) },
    });
    return { found, entry: id };
  });
  await ledger.settled(entry);
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
