import type { AccountId, ChildRef, EntryId, OfficerLook, PersonId } from '../../contract/index.js';
import { civilDateOf } from '../../kernel/index.js';
import type { Evidence } from '../../ledger/index.js';
import { isSeenAt } from '../domain/receivable.js';
import { viewerOf } from './list-receipts.js';
import type { ReceiptNeeds } from './needs.js';

/** Entries that are looked up at once. */
const window = 500;
const what = {
  'exchange.searched': 'searched',
  'exchange.inspected': 'opened',
  'rights.opened': 'request',
} as const;
const asked = 'rights.requested';

/**
 * Which looks privacy officers took at this child, newest first: the days on which this person sees what is asked, and
 * without why, which may be about somebody else. A look at a request about rights is shown to whoever made it alone. While an
 * emergency is hidden from the family, so are the looks since it was asked: they would tell of it.
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
    const { wanted, next } = await needs.owned.window(subject, ['exchange', 'rights'], {
      ...{ from, limit: window, enough: window },
      without: async (entries) => {
        const unseen = await needs.unseenAmong(subject, entries);
        since = unseen.hiddenSince;
        return unseen.permits;
      },
      isWanted: ({ payload: { event } }) => event === asked || Object.hasOwn(what, event),
    });
    found.push(...wanted);
    from = next;
  } while (from !== null);
  const own = requestsOf(viewer.person, found);
  return found.flatMap(({ payload }) => {
    if (payload.event === asked || (payload.event === 'rights.opened' && !own.has(payload.request)))
      return [];
    const at = new Date(payload.at);
    if (!isSeenAt(viewer.until, at) || isSince(at, since)) return [];
    const { event, duty } = payload as unknown as Pick<OfficerLook, 'duty'> & { event: keyof typeof what };
    return [{ on: civilDateOf(at), duty, what: what[event] }];
  });
}

/** Ids of what this person asked. */
const requestsOf = (person: PersonId, entries: readonly Evidence[]): ReadonlySet<unknown> =>
  new Set(
    entries
      .filter(({ payload }) => payload.event === asked && payload.person === person)
      .map(({ payload }) => payload.request),
  );

const isSince = (at: Date, since: Date | null): boolean => since !== null && at >= since;
