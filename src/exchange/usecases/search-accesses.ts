import {
  type AccessSearch,
  type LoggedAccess,
  type Officer,
  pageOf,
  partnerOf,
  readCursor,
} from '../../contract/index.js';
import { searchExchanges } from '../store/access-log.js';
import { lookUp, recordSearch, refuseTwoWays, type SearchNeeds, tellOf } from './logged-accesses.js';

const pageSize = 50;

export interface LoggedPage {
  readonly items: LoggedAccess[];
  readonly next: string | null;
}

/**
 * Searches what anyone asked about any child, newest first. The look is recorded before its answer is given: by whom, why,
 * and what was looked for; under the key of the child that was looked up, so that it goes with the child.
 *
 * @throws NotFound for a child that nobody knows by that name
 * @throws InvalidRequest on a cursor that is none, and where a child is looked up in two ways
 */
export async function searchAccesses(
  needs: SearchNeeds,
  caller: Officer,
  search: AccessSearch,
): Promise<LoggedPage> {
  const { reason, child, receipt, dataSubject, cursor, limit = pageSize, ...wanted } = search;
  refuseTwoWays(search);
  const after = cursor === undefined ? null : readCursor(cursor);
  needs.ledger.assertWritable();
  const { database } = needs;
  const subject = await lookUp(needs, caller, search);
  const partner = partnerOf(caller);
  const filter = {
    ...wanted,
    ...(subject !== null && { subject }),
    ...(partner !== null && { seenBy: partner }),
  };
  const { next, items } = await database.readAs(partner, async (tx) => {
    const found = await searchExchanges(tx, filter, after, limit + 1);
    const { page, next } = pageOf(found, limit, ({ askedAt: at, id }) => ({ at, id }));
    return { next, items: await tellOf(needs, tx, page, partner) };
  });
  const looked = Object.keys(wanted);
  const entry = await database.transaction((tx) =>
    recordSearch(needs, tx, caller, { subject, reason, looked, count: items.length }),
  );
  await needs.ledger.settled(entry);
  return { items, next };
}
