import {
  type AccountId,
  type ChildRef,
  InvalidRequest,
  NotFound,
  type ReceiptSummary,
} from '../../contract/index.js';
import { Hidings, seesUntil } from '../../exchange/index.js';
import { type Receivable, receivableBy, receivableKinds, type Viewer } from '../domain/receivable.js';
import type { ReceiptNeeds } from './needs.js';

const pageSize = 50;

export interface ReceiptPage {
  readonly items: readonly ReceiptSummary[];
  readonly next: string | null;
}

export interface ViewedReceipts {
  readonly viewer: Viewer & { readonly as: 'guardian' | 'young-person'; readonly child: ChildRef };
  /** Newest first. */
  readonly receivables: readonly Receivable[];
}

/**
 * Everything about a child that this person can have a receipt of. Read whole, whatever is asked for, so that a receipt
 * of somebody else costs what one that never was costs.
 *
 * @throws NotFound also for a child that is not this person's
 */
export async function viewedReceipts(
  { database: { reader }, owned, people, catalogue, clock }: ReceiptNeeds,
  account: AccountId,
  child: ChildRef,
): Promise<ViewedReceipts> {
  const known = (await people.personsOf(reader, account)).find((person) => person.child === child);
  if (known === undefined) throw new NotFound();
  const until = seesUntil(known, await people.facts(reader, known.subject), clock.today());
  const viewer = { person: known.person, until, as: known.as, child };
  const entries = await owned.about(known.subject, receivableKinds);
  const hidings = new Hidings();
  for (const { payload } of entries.toReversed()) hidings.add(payload.event, payload);
  const receivables = entries.flatMap((entry) => {
    const receivable = receivableBy(viewer, entry, catalogue);
    return receivable === null || hidings.hides(entry.payload.exchange, clock.today()) ? [] : [receivable];
  });
  return { viewer, receivables };
}

/**
 * What this person can have a receipt of, newest first.
 *
 * @param cursor the last receipt of the page before
 * @throws NotFound | InvalidRequest
 */
export async function listReceipts(
  needs: ReceiptNeeds,
  account: AccountId,
  child: ChildRef,
  cursor: string | null,
): Promise<ReceiptPage> {
  const { receivables } = await viewedReceipts(needs, account, child);
  const after = cursor === null ? 0 : receivables.findIndex(({ receipt }) => receipt === cursor) + 1;
  if (cursor !== null && after === 0) {
    throw new InvalidRequest([{ in: 'query', pointer: '/cursor', reason: 'is not one that the hub gave' }]);
  }
  const page = receivables.slice(after, after + pageSize);
  const items = page.map(({ receipt, event, purpose, on }) => ({
    id: receipt,
    event,
    purpose: purpose.id,
    on,
  }));
  const more = receivables.length > after + pageSize;
  return { items, next: more ? (items.at(-1)?.id ?? null) : null };
}
