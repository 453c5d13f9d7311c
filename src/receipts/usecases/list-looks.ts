import type { AccountId, ChildRef, EntryId, OfficerLook } from '../../contract/index.js';
import { civilDateOf } from '../../kernel/index.js';
import type { Evidence } from '../../ledger/index.js';
import { isSeenAt } from '../domain/receivable.js';
import { viewerOf } from './list-receipts.js';
import type { ReceiptNeeds } from './needs.js';

/** Entries that are looked up at once. */
const window = 500;
const what = { 'exchange.searched': 'searched', 'exchange.inspected': 'opened' } as const;

/**
 * Which looks privacy officers took at this child, newest first: the days on which this person sees what is asked, and
 * without why, which may be about somebody else. While an emergency is hidden from the family, so are the looks since it was
 * asked: they would tell of it.
 *
 * @throws NotFound also for a child that is not this person's
 */
export async function listLooks(
  needs: ReceiptNeeds,
  account: AccountId,
  child: ChildRef,
): Promise<readonly OfficerLook[]> {
  const { viewer, subject } = await viewerOf(needs, account, child);
  const found: Evidence[] = [];
  let since: Date | null = null;
  let from: EntryId | null = null;
  do {
    const { wanted, next } = await needs.owned.window(subject, ['exchange'], {
      ...{ from, limit: window, enough: window },
      without: async (entries) => {
        const unseen = await needs.unseenAmong(subject, entries);
        since = unseen.hiddenSince;
        return unseen.permits;
      },
      isWanted: ({ payload: { event } }) => Object.hasOwn(what, event),
    });
    found.push(...wanted);
    from = next;
  } while (from !== null);
  return found.flatMap(({ payload }) => {
    const at = new Date(payload.at);
    if (!isSeenAt(viewer.until, at) || isSince(at, since)) return [];
    const { event, duty } = payload as unknown as Pick<OfficerLook, 'duty'> & { event: keyof typeof what };
    return [{ on: civilDateOf(at), duty, what: what[event] }];
  });
}

const isSince = (at: Date, since: Date | null): boolean => since !== null && at >= since;
