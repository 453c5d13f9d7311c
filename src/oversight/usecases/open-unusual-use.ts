import { NotFound, type Officer, type OpenedUnusualUse, type UnusualUseId } from '../../contract/index.js';
import { findUse, requestsOf } from '../store/unusual-uses.js';
import { unusualUseOf } from './list-unusual-uses.js';
import type { OversightNeeds } from './needs.js';

/**
 * One unusual use with the requests that it rests on. It names no child; each request opens to its story, with a reason. The
 * look is recorded.
 *
 * @throws NotFound
 */
export async function openUnusualUse(
  { database, ledger }: Pick<OversightNeeds, 'database' | 'ledger'>,
  { account, duty }: Officer,
  id: UnusualUseId,
): Promise<OpenedUnusualUse> {
  ledger.assertWritable();
  const { record, requests, entry } = await database.transaction(async (tx) => {
    const record = await findUse(tx, id);
    if (record === null) throw new NotFound();
    const requests = await requestsOf(tx, id);
    const appended = await ledger.append(tx, {
      event: 'unusual.opened',
      owner: 'hub',
      retention: 'access-log',
      payload: { officer: account, duty, unusual: id, count: requests.length },
    });
    return { record, requests, entry: appended.id };
  });
  await ledger.settled(entry);
  return {
    ...unusualUseOf(record),
    requests: requests.map(({ askedAt, ...request }) => ({ ...request, askedAt: askedAt.toISOString() })),
  };
}
