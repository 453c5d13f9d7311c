import type {
  Basis,
  DecidedFlow,
  DecisionId,
  Field,
  Flow,
  PartnerId,
  Purpose,
  ReceiptEvent,
} from '../../contract/index.js';
import { civilDateOf, type JsonObject, type PublicJwk } from '../../kernel/index.js';
import type { Evidence } from '../../ledger/index.js';
import type { InclusionStatement } from '../../tlog/index.js';
import { handIn, type OwnDecision } from './own-decision.js';
import {
  type ReceiptFlow,
  type ReceiptStatus,
  receiptContext,
  receiptFormat,
  type UnsignedReceipt,
} from './receipt.js';
import { ledgerOf, type Shown } from './receipt-ledger.js';
import { signatureOf } from './receipt-signature.js';
import {
  mayOpen,
  namesIn,
  type PurposeSource,
  type Receivable,
  receiptIdOf,
  shownFlows,
} from './receivable.js';

export interface ReceiptMaterial {
  readonly receivable: Receivable;
  /** The viewer's own parts of that entry; no one else's. */
  readonly disclosures: readonly string[];
  readonly viewer: UnsignedReceipt['dataSubject'];
  /** The decision that this is the receipt of, or the one that was withdrawn; null for an exchange. */
  readonly decision: OwnDecision | null;
  /** The viewer's own entries on consent, newest first. */
  readonly own: readonly Evidence[];
  /** The entry that registered the key that signed; null where nobody signed. */
  readonly registration: Shown | null;
  readonly notice: UnsignedReceipt['notice'];
  readonly catalogue: PurposeSource;
  readonly nameOf: (partner: PartnerId) => string;
  readonly inclusion: InclusionStatement;
  readonly verifierKeys: readonly string[];
  readonly issuedAt: Date;
  readonly issuedBy: { readonly origin: string; readonly key: PublicJwk };
}

/**
 * Makes the receipt of an entry for one person: what it says in words of the catalogue, what proves it, and nothing that
 * this person may not see.
 *
 * @see ISO/IEC TS 27560:2023; W3C DPV 2
 */
export function makeReceipt(material: ReceiptMaterial): UnsignedReceipt {
  const { receivable, viewer, decision, notice, issuedAt, issuedBy, verifierKeys } = material;
  const { receipt, event, purpose, on, evidence } = receivable;
  const ofConsent = evidence.kind === 'consent';
  return {
    '@context': receiptContext,
    '@type': ofConsent ? 'dpv:ConsentReceipt' : 'urn:kernhub:receipt:v1:AccessReceipt',
    format: receiptFormat,
    structure: 'ISO/IEC TS 27560:2023',
    id: receipt,
    issuedAt: issuedAt.toISOString(),
    issuedBy,
    dataSubject: viewer,
    record: {
      event,
      status: statusOf(event, evidence, material.own),
      on,
      decision: decision?.id ?? null,
      ruleVersion: decision?.ruleVersion ?? null,
      ...(ofConsent && recordedOf(evidence, material.nameOf)),
    },
    notice,
    purpose: {
      id: purpose.id,
      version: purpose.version,
      title: purpose.title,
      description: purpose.description,
      dpv: purpose.dpvPurpose,
    },
    processing: ofConsent ? decidedFlows(material) : exchangedFlows(material),
    retention: purpose.retention,
    withdrawal: withdrawalOf(material),
    events: eventsOf(material),
    ledger: ledgerOf({ ...material, evidence }, verifierKeys, mayOpen(receivable)),
    ...signatureOf(material.disclosures, material.registration, verifierKeys),
  };
}

function recordedOf(
  { payload }: Evidence,
  nameOf: ReceiptMaterial['nameOf'],
): Pick<UnsignedReceipt['record'], 'recorded'> {
  const hand = handIn(payload);
  if (hand === null) return {};
  const { channel, partner } = hand;
  return { recorded: { channel, by: partner === null ? null : { id: partner, name: nameOf(partner) } } };
}

const statusOfEvent: Readonly<Record<ReceiptEvent, ReceiptStatus>> = {
  'consent.given': 'dpv:ConsentGiven',
  'consent.refused': 'dpv:ConsentRefused',
  'consent.withdrawn': 'dpv:ConsentWithdrawn',
  'exchange.released': 'urn:kernhub:receipt:v1:Released',
  'exchange.refused': 'urn:kernhub:receipt:v1:RequestRefused',
  'emergency.permitted': 'urn:kernhub:receipt:v1:EmergencyPermitted',
};

/** A yes after an earlier yes of the same person is renewed, as in the portal. */
function statusOf(event: ReceiptEvent, { id, payload }: Evidence, own: readonly Evidence[]): ReceiptStatus {
  const before = own.slice(own.findIndex((entry) => entry.id === id) + 1);
  const renewed =
    event === 'consent.given' &&
    before.some((entry) => entry.payload.event === event && entry.payload.purpose === payload.purpose);
  return renewed ? 'dpv:RenewedConsentGiven' : statusOfEvent[event];
}

function decidedFlows({
  receivable: { purpose },
  decision,
  nameOf,
}: ReceiptMaterial): readonly ReceiptFlow[] {
  return (decision?.flows ?? []).flatMap((decided: DecidedFlow) => {
    const flow = purpose.flows.find(({ id }) => id === decided.flow);
    return flow === undefined ? [] : [flowOf(purpose, flow, decided, nameOf)];
  });
}

function exchangedFlows({ receivable, catalogue, nameOf }: ReceiptMaterial): readonly ReceiptFlow[] {
  const { purpose, evidence } = receivable;
  const { payload } = evidence;
  const fields = namesIn(payload.fields);
  const recipients = [String(payload.recipient) as PartnerId];
  return shownFlows(payload, purpose, catalogue).map((flow) => {
    const sources = sourcesOf(payload, flow);
    const moved = flow.fields.filter((field) => fields.includes(field));
    return flowOf(purpose, flow, { sources, recipients, fields: moved }, nameOf);
  });
}

function sourcesOf(payload: Evidence['payload'], flow: Flow): readonly PartnerId[] {
  if (payload.event === 'exchange.released') return [String(payload.source) as PartnerId];
  const tasks = Array.isArray(payload.tasks) ? (payload.tasks as readonly JsonObject[]) : [];
  return tasks.filter((task) => task.flow === flow.id).map(({ source }) => String(source) as PartnerId);
}

const legalBases: Readonly<Record<Basis, string>> = {
  consent: 'eu-gdpr:A6-1-a',
  'legal-obligation': 'eu-gdpr:A6-1-c',
  'vital-interests': 'eu-gdpr:A6-1-d',
  'public-task': 'eu-gdpr:A6-1-e',
};

function flowOf(
  purpose: Purpose,
  flow: Flow,
  moved: Pick<DecidedFlow, 'sources' | 'recipients' | 'fields'> | Moved,
  nameOf: (partner: PartnerId) => string,
): ReceiptFlow {
  const named = (id: PartnerId) => ({ id, name: nameOf(id) });
  const { id, basis, article, art9, controller } = flow;
  return {
    flow: id,
    sources: moved.sources.map(named),
    recipients: moved.recipients.map(named),
    fields: purpose.fields.filter(({ name }) => moved.fields.includes(name)).map(fieldOf),
    basis,
    legalBasis: legalBases[basis],
    article,
    art9,
    controller,
  };
}

interface Moved {
  readonly sources: readonly PartnerId[];
  readonly recipients: readonly PartnerId[];
  readonly fields: readonly string[];
}

const fieldOf = ({ name, label, health, optional }: Field): ReceiptFlow['fields'][number] => ({
  name,
  label,
  health,
  necessity: optional ? 'dpv:Optional' : 'dpv:Required',
});

function withdrawalOf({
  receivable,
  decision,
  viewer,
  issuedBy,
}: ReceiptMaterial): UnsignedReceipt['withdrawal'] {
  if (receivable.event !== 'consent.given' || decision === null) return null;
  const at = `${issuedBy.origin}/v1/me/children/${viewer.child}/decisions/${decision.id}/withdrawals`;
  return { method: 'POST', at, article: 'AVG 7(3)' };
}

/** Of a consent all that this person did with it, oldest first; of an exchange the one thing that happened. */
function eventsOf({ receivable, decision, own }: ReceiptMaterial): UnsignedReceipt['events'] {
  const { evidence, event, on, receipt } = receivable;
  if (decision === null) {
    const at = mayOpen(receivable) ? evidence.payload.at : null;
    return [{ status: statusOfEvent[event], on, at, receipt }];
  }
  return own
    .filter(({ payload }) => payload.decision === decision.id)
    .toReversed()
    .map((entry) => ({
      status: statusOf(entry.payload.event as ReceiptEvent, entry, own),
      on: civilDateOf(new Date(entry.payload.at)),
      at: entry.payload.at,
      receipt: receiptIdOf(entry.id),
    }));
}

/** The decision that an own entry on consent is about. */
export const decisionIdOf = ({ payload }: Evidence): DecisionId => String(payload.decision) as DecisionId;
