import {
  lookedBy,
  NotFound,
  type Officer,
  type OpenedUnusualUse,
  partnerOf,
  type UnusualUseId,
} from '../../contract/index.js';
import { findUse, requestsOf } from '../store/unusual-uses.js';
import { unusualUseOf } from './list-unusual-uses.js';
import type { OversightNeeds } from './needs.js';

/**
 * One unusual use with the requests that it rests on. It names no child; each request opens to its story, with a reason. The
 * look is recorded.
 *
 * @throws NotFound also for another partner's, to the officer of one
 */
export async function openUnusualUse(
  { database, ledger }: Pick<OversightNeeds, 'database' | 'ledger'>,
  caller: Officer,
  id: UnusualUseId,
): Promise<OpenedUnusualUse> {
  ledger.assertWritable();
  const partner = partnerOf(caller);
  const { record, requests } = await database.readAs(partner, async (tx) => {
    const record = await findUse(tx, id, partner);
    if (record === null) throw new NotFound();
    return { record, requests: await requestsOf(tx, id) };
  });
  const entry = await database.transaction((tx) =>
    ledger.append(tx, {
      event: 'unusual.opened',
      owner: 'hub',
      retention: 'access-log',
      payload: { ...lookedBy(caller), unusual: id, count: requests.length },
    }),
  );
  await ledger.settled(entry.id);
  return {
    ...unusualUseOf(record),
    requests: requests.map(({ askedAt, ...request }) => ({ ...request, askedAt: askedAt.toISOString() })),
  };
}
