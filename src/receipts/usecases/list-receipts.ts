import {
  type AccountId,
  type ChildRef,
  type EntryId,
  type ExchangeId,
  NotFound,
  notGiven,
  type ReceiptSummary,
  type SubjectId,
} from '../../contract/index.js';
import { Hidings, seesUntil } from '../../exchange/index.js';
import { handIn } from '../domain/own-decision.js';
import {
  eventFor,
  type Receivable,
  receiptIdOf,
  receivableBy,
  receivableKinds,
  type Viewer,
} from '../domain/receivable.js';
import type { ReceiptNeeds } from './needs.js';
import { readReceiptCursor, receiptCursor } from './receipt-cursor.js';

/** Receipts on a page, and entries that are looked up at once: an exchange that brought something has about five. */
export interface Sizes {
  readonly page: number;
  readonly window: number;
}
const usual: Sizes = { page: 50, window: 500 };

export interface ReceiptPage {
  readonly items: readonly ReceiptSummary[];
  readonly next: string | null;
}

type KnownViewer = Viewer & { readonly as: 'guardian' | 'young-person'; readonly child: ChildRef };

export interface ViewedReceipts {
  readonly viewer: KnownViewer;
  /** Newest first. */
  readonly receivables: readonly Receivable[];
}

/** @throws NotFound also for a child that is not this person's */
export async function viewerOf(
  { database: { reader }, people, clock }: ReceiptNeeds,
  account: AccountId,
  child: ChildRef,
): Promise<{ readonly viewer: KnownViewer; readonly subject: SubjectId }> {
  const seen = await people.factsKnownTo(reader, account, child);
  if (seen === null) throw new NotFound();
  const { known, facts } = seen;
  const { subject, person, as } = known;
  const until = seesUntil(known, facts, clock.today());
  return { viewer: { person, until, as, child }, subject };
}

/**
 * Everything about a child that this person can have a receipt of. Read whole, whatever is asked for, so that a receipt
 * of somebody else costs what one that never was costs.
 *
 * @throws NotFound also for a child that is not this person's
 */
export async function viewedReceipts(
  needs: ReceiptNeeds,
  account: AccountId,
  child: ChildRef,
): Promise<ViewedReceipts> {
  const { owned, catalogue, clock } = needs;
  const { viewer, subject } = await viewerOf(needs, account, child);
  const entries = await owned.about(subject, receivableKinds);
  const hidings = new Hidings();
  for (const { payload } of entries.toReversed()) hidings.add(payload.event, payload);
  const receivables = entries.flatMap((entry) => {
    const receivable = receivableBy(viewer, entry, catalogue);
    return receivable === null || hidings.hides(entry.payload.exchange, clock.today()) ? [] : [receivable];
  });
  return { viewer, receivables };
}

/**
 * What this person can have a receipt of, newest first. Read no further back than the page reaches.
 *
 * @param cursor as the page before gave it to this person
 * @throws NotFound | InvalidRequest
 */
export async function listReceipts(
  needs: ReceiptNeeds,
  account: AccountId,
  child: ChildRef,
  cursor: string | null,
  { page: pageSize, window }: Sizes = usual,
): Promise<ReceiptPage> {
  const { viewer, subject } = await viewerOf(needs, account, child);
  const found: Receivable[] = [];
  const after = cursor === null ? null : readReceiptCursor(needs.vault, viewer.person, cursor);
  let from = after;
  const wanted = pageSize + 1 + (after === null ? 0 : 1);
  for (let windows = 0; windows === 0 || (from !== null && found.length < wanted); windows += 1) {
    const { first, receivables, next } = await windowFrom(
      needs,
      { viewer, subject },
      {
        ...{ from, limit: window, enough: wanted - found.length },
      },
    );
    // What could be seen when the cursor was given, and can be no more.
    if (windows === 0 && after !== null) {
      const last = receiptIdOf(after);
      if (first !== last || receivables[0]?.receipt !== last) throw notGiven();
    }
    found.push(...receivables);
    from = next;
  }
  const [page, more] = [found.slice(wanted - pageSize - 1, wanted - 1), found.length >= wanted];
  const recordedIn = await handsIn(needs, page);
  const items = page.map(({ receipt, event, purpose, on, evidence }) => ({
    id: receipt,
    event,
    purpose: purpose.id,
    version: purpose.version,
    on,
    recorded: recordedIn(evidence),
  }));
  const last = page.at(-1);
  const next =
    more && last !== undefined ? receiptCursor(needs.vault, viewer.person, last.evidence.id) : null;
  return { items, next };
}

/** By whose hand each consent came in. Names are asked for only where a partner wrote one down, which is seldom. */
async function handsIn(
  { partners, database }: ReceiptNeeds,
  page: readonly Receivable[],
): Promise<(evidence: Receivable['evidence']) => ReceiptSummary['recorded']> {
  const handOf = ({ kind, payload }: Receivable['evidence']) => (kind === 'consent' ? handIn(payload) : null);
  const wroteDown = page.flatMap(({ evidence }) => handOf(evidence)?.partner ?? []);
  const names = wroteDown.length === 0 ? null : await partners.names(database.reader, wroteDown);
  return (evidence) => {
    const hand = handOf(evidence);
    if (hand === null) return null;
    const { channel, partner: id } = hand;
    return { channel, by: id === null ? null : { id, name: names?.get(id) ?? id } };
  };
}

/** What is hidden is asked of the tables: its entry may be older than the window. */
async function windowFrom(
  { owned, catalogue, unseenAmong }: ReceiptNeeds,
  { viewer, subject }: { readonly viewer: KnownViewer; readonly subject: SubjectId },
  part: { readonly from: EntryId | null; readonly limit: number; readonly enough: number },
) {
  let hidden: ReadonlySet<ExchangeId> = new Set();
  const { first, wanted, next } = await owned.window(subject, receivableKinds, {
    ...part,
    without: async (entries) => {
      const unseen = await unseenAmong(subject, entries);
      hidden = unseen.hidden;
      return unseen.permits;
    },
    isWanted: (said) =>
      eventFor(viewer, said, catalogue) !== null && !hidden.has(said.payload.exchange as ExchangeId),
  });
  const receivables = wanted.flatMap((evidence) => receivableBy(viewer, evidence, catalogue) ?? []);
  return { first: first === null ? null : receiptIdOf(first), receivables, next };
}
