/** Which entries a person may have a receipt of, and which of those may be opened to that person. Pure. */
import type { EntryId, Flow, Purpose, ReceiptEvent, ReceiptId, Role } from '../../contract/index.js';
import { idPrefix, type PersonId } from '../../contract/index.js';
import { type CivilDate, civilDateOf } from '../../kernel/index.js';
import type { Evidence, Said } from '../../ledger/index.js';
import { needsConsent } from '../../purposes/offline.js';

export interface Viewer {
  readonly person: PersonId;
  /** Until which day this person sees exchanges, exclusive; null for no limit (see `seesUntil`). */
  readonly until: CivilDate | null | 'nothing';
}

/** What is asked of the catalogue. */
export interface PurposeSource {
  version(purpose: string, version: number): Purpose | null;
  flowsTo(purpose: Purpose, recipient: Role): readonly Flow[];
}

export interface Receivable {
  readonly receipt: ReceiptId;
  readonly event: ReceiptEvent;
  readonly purpose: Purpose;
  readonly on: CivilDate;
  readonly evidence: Evidence;
}

/** Kinds of entries that a family can have a receipt of. */
export const receivableKinds = ['consent', 'exchange'] as const;

/** An entry has one receipt for each person, and these have one name, so that nothing need be stored of them. */
export const receiptIdOf = (entry: string): ReceiptId =>
  entry.replace(idPrefix.entry, idPrefix.receipt) as ReceiptId;

export const entryIdOf = (receipt: ReceiptId): EntryId =>
  receipt.replace(idPrefix.receipt, idPrefix.entry) as EntryId;

/** Null for an entry that is not for this person. */
export function receivableBy(
  viewer: Viewer,
  evidence: Evidence,
  catalogue: PurposeSource,
): Receivable | null {
  const about = eventFor(viewer, evidence, catalogue);
  if (about === null) return null;
  const on = civilDateOf(new Date(evidence.payload.at));
  return { receipt: receiptIdOf(evidence.id), ...about, on, evidence };
}

/** What an entry is to this person, by what it says alone; null where it is not for this person. */
export function eventFor(
  viewer: Viewer,
  said: Said,
  catalogue: PurposeSource,
): Pick<Receivable, 'event' | 'purpose'> | null {
  const { payload } = said;
  const purpose = catalogue.version(String(payload.purpose), Number(payload.version));
  if (purpose === null) return null;
  const event = said.kind === 'consent' ? own(viewer, said) : seen(viewer, said, purpose, catalogue);
  return event === null ? null : { event, purpose };
}

function own({ person }: Viewer, { payload: { event, person: by } }: Said): ReceiptEvent | null {
  if (by !== person) return null;
  return event === 'consent.given' || event === 'consent.refused' || event === 'consent.withdrawn'
    ? event
    : null;
}

function seen(
  { until }: Viewer,
  { payload }: Said,
  purpose: Purpose,
  catalogue: PurposeSource,
): ReceiptEvent | null {
  if (!isSeenAt(until, new Date(payload.at))) return null;
  const shown = shownFlows(payload, purpose, catalogue);
  if (shown.length === 0) return null;
  if (payload.event === 'exchange.released' || payload.event === 'exchange.refused') return payload.event;
  return payload.event === 'exchange.permitted' && purpose.emergency !== null ? 'emergency.permitted' : null;
}

/** Whether something of that moment is seen by who sees until a day. */
export const isSeenAt = (until: Viewer['until'], at: Date): boolean =>
  // Midnight in summer time: in winter an hour less is seen, never an hour more.
  until !== 'nothing' && (until === null || at < new Date(`${until}T00:00:00+02:00`));

/** What an entry of an exchange says of its flows. */
export interface SaidOfFlows {
  readonly event: string;
  readonly fields?: unknown;
  /** Of a release. */
  readonly flow?: unknown;
  /** The recipient's, of anything before it. */
  readonly role?: unknown;
}

/** The flows that an entry of an exchange is about, as far as the law lets a family see them. */
export function shownFlows(
  payload: SaidOfFlows,
  purpose: Purpose,
  catalogue: PurposeSource,
): readonly Flow[] {
  const fields = namesIn(payload.fields);
  const flows =
    payload.event === 'exchange.released'
      ? purpose.flows.filter(({ id }) => id === payload.flow)
      : catalogue.flowsTo(purpose, String(payload.role) as Role);
  return flows.filter((flow) => flow.shownToFamily && flow.fields.some((field) => fields.includes(field)));
}

export const namesIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/**
 * Whether the whole payload may be shown. A person's own decision names nobody else. An entry of an exchange names the
 * entries that it stands on, and where the family is asked those are the decisions of everyone who must: that they are
 * there, how many, and that one was replaced, is the other's and not this viewer's. So it is opened only where nobody is
 * asked. By the purpose alone, because by anything that people did the difference would tell of it.
 */
export const mayOpen = ({ evidence, purpose }: Pick<Receivable, 'evidence' | 'purpose'>): boolean =>
  evidence.kind === 'consent' ||
  purpose.flows.every((flow) => flow.shownToFamily && (purpose.emergency !== null || !needsConsent(flow)));
