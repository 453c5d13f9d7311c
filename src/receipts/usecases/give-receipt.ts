import {
  type AccountId,
  type ChildRef,
  type EntryId,
  type Inclusion,
  NotFound,
  type PartnerId,
  type Purpose,
  type ReceiptId,
} from '../../contract/index.js';
import { publicJwkOf } from '../../kernel/index.js';
import { type Evidence, LedgerUnavailable } from '../../ledger/index.js';
import { decisionIdOf, makeReceipt } from '../domain/make-receipt.js';
import { handIn, type OwnDecision, ownDecision } from '../domain/own-decision.js';
import type { Receipt, UnsignedReceipt } from '../domain/receipt.js';
import type { Shown } from '../domain/receipt-ledger.js';
import { namesIn, type Receivable } from '../domain/receivable.js';
import { viewedReceipts } from './list-receipts.js';
import type { ReceiptNeeds } from './needs.js';
import { signFile } from './sign-file.js';

/**
 * The receipt of one entry for one person, with the newest proof that it stands in the log.
 *
 * @throws NotFound also for a receipt that is somebody else's
 * @throws LedgerUnavailable while the entry has no index yet
 */
export async function giveReceipt(
  needs: ReceiptNeeds,
  account: AccountId,
  child: ChildRef,
  receipt: ReceiptId,
): Promise<Receipt> {
  const { viewer, receivables } = await viewedReceipts(needs, account, child);
  const receivable = receivables.find((candidate) => candidate.receipt === receipt);
  if (receivable === undefined) throw new NotFound();
  const { evidence, purpose } = receivable;
  const own = receivables.map((candidate) => candidate.evidence).filter(({ kind }) => kind === 'consent');
  const ofConsent = evidence.kind === 'consent';
  const disclosures = ofConsent ? await needs.owned.disclosures(evidence, viewer.person) : [];
  const decision = ofConsent ? await decisionOf(needs, viewer.person, evidence, own) : null;
  const inclusion = await inclusionOf(needs, evidence);
  const registration = await registrationOf(needs, viewer.person, evidence);
  const names = await namesOf(needs, receivable, decision);
  const unsigned = makeReceipt({
    receivable,
    disclosures,
    viewer: { as: viewer.as, child },
    decision,
    own,
    registration,
    notice: noticeOf(needs, purpose, decision),
    catalogue: needs.catalogue,
    nameOf: (id) => names.get(id) ?? id,
    inclusion,
    verifierKeys: needs.ledger.verifierKeys(),
    issuedAt: needs.clock.now(),
    issuedBy: { origin: needs.publicUrl, key: publicJwkOf(needs.ticketKey) },
  });
  return signFile(needs.ticketKey, unsigned, { typ: 'kernhub-family-receipt+jwt', sub: unsigned.id });
}

async function inclusionOf({ ledger }: ReceiptNeeds, { id }: Evidence): Promise<Inclusion> {
  const inclusion = await ledger.inclusionOf(id);
  if (inclusion === null) throw new LedgerUnavailable();
  return inclusion;
}

/** Where a device of the person signed: the entry that told the log of its key. */
async function registrationOf(
  needs: ReceiptNeeds,
  person: string,
  { payload }: Evidence,
): Promise<Shown | null> {
  if (typeof payload.signedWith !== 'string') return null;
  const evidence = await needs.owned.entry(payload.signedWith as EntryId);
  if (evidence === null) return null;
  const disclosures = await needs.owned.disclosures(evidence, person);
  return { evidence, disclosures, inclusion: await inclusionOf(needs, evidence) };
}

/** The decision that the entry records, or that it withdraws. */
async function decisionOf(
  { owned }: ReceiptNeeds,
  person: string,
  evidence: Evidence,
  own: readonly Evidence[],
): Promise<OwnDecision | null> {
  const decided = own.find(
    (entry) => entry.payload.event !== 'consent.withdrawn' && decisionIdOf(entry) === decisionIdOf(evidence),
  );
  return decided === undefined ? null : ownDecision(decided, await owned.disclosures(decided, person));
}

/** The very text of which the decision holds the hash. */
function noticeOf(
  { catalogue }: ReceiptNeeds,
  { id, version }: Purpose,
  decision: OwnDecision | null,
): UnsignedReceipt['notice'] {
  if (decision === null) return null;
  const { language, noticeHash } = decision;
  const texts = [
    catalogue.notice(id, version, language),
    catalogue.notice(id, version, language, 'young-person'),
  ];
  return texts.find((text) => text?.hash === noticeHash) ?? null;
}

async function namesOf(
  { partners, database }: ReceiptNeeds,
  { evidence: { payload } }: Receivable,
  decision: OwnDecision | null,
): Promise<ReadonlyMap<PartnerId, string>> {
  const decided = (decision?.flows ?? []).flatMap(({ sources, recipients }) => [...sources, ...recipients]);
  const tasks = Array.isArray(payload.tasks) ? (payload.tasks as readonly { readonly source: string }[]) : [];
  const exchanged = namesIn([payload.source, payload.recipient, ...tasks.map(({ source }) => source)]);
  const wroteDown = handIn(payload)?.partner ?? null;
  const named = wroteDown === null ? [] : [wroteDown];
  return partners.names(database.reader, [...decided, ...named, ...(exchanged as readonly PartnerId[])]);
}
