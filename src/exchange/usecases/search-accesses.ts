import {
  type AccessSearch,
  type LoggedAccess,
  type Officer,
  pageOf,
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
  const { next, items, entry } = await needs.database.transaction(async (tx) => {
    const subject = await lookUp(needs, tx, search);
    const filter = { ...wanted, ...(subject !== null && { subject }) };
    const found = await searchExchanges(tx, filter, after, limit + 1);
    const { page, next } = pageOf(found, limit, ({ askedAt: at, id }) => ({ at, id }));
    const items = await tellOf(needs, tx, page);
    const entry = await recordSearch(needs, tx, caller, {
      ...{ subject, reason, looked: Object.keys(wanted), count: page.length },
    });
    return { next, items, entry };
  });
  await needs.ledger.settled(entry);
  return { items, next };
}
