/** The receipt as a file: consent-schemas/receipt.schema.json says the same to whoever reads it elsewhere. */
import type {
  Basis,
  DecisionId,
  PartnerId,
  ReceiptEvent,
  ReceiptId,
  RecordedChannel,
  Retention,
} from '../../contract/index.js';
import type { JsonObject, PublicJwk } from '../../kernel/index.js';
import type { RegisteredKey, SignedPart } from '../../passkeys/offline.js';
import type { InclusionStatement } from '../../tlog/index.js';

export const receiptFormat = 'kernhub/receipt/v1';

/** Stands in the file itself, so that its terms can be read when no server answers for them any more. */
export const receiptContext = {
  '@vocab': 'urn:kernhub:receipt:v1:',
  dpv: 'https://w3id.org/dpv#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  dct: 'http://purl.org/dc/terms/',
  id: 'dct:identifier',
  issuedAt: 'dct:issued',
  issuedBy: 'dct:publisher',
  language: 'dct:language',
  title: 'dct:title',
  description: 'dct:description',
  dataSubject: 'dpv:hasDataSubject',
  notice: 'dpv:hasNotice',
  purpose: 'dpv:hasPurpose',
  processing: 'dpv:hasProcess',
  sources: 'dpv:hasDataSource',
  recipients: 'dpv:hasRecipient',
  fields: 'dpv:hasPersonalData',
  controller: 'dpv:hasDataController',
  retention: 'dpv:hasStorageCondition',
  status: { '@id': 'dpv:hasConsentStatus', '@type': '@id' },
  legalBasis: { '@id': 'dpv:hasLegalBasis', '@type': '@id' },
  necessity: { '@id': 'dpv:hasNecessity', '@type': '@id' },
  ledger: { '@id': 'urn:kernhub:receipt:v1:ledger', '@type': '@json' },
} as const;

/** Consent by the terms of DPV; what the hub did by its own, because DPV has none. */
export type ReceiptStatus =
  | 'dpv:ConsentGiven'
  | 'dpv:RenewedConsentGiven'
  | 'dpv:ConsentRefused'
  | 'dpv:ConsentWithdrawn'
  | 'urn:kernhub:receipt:v1:Released'
  | 'urn:kernhub:receipt:v1:RequestRefused'
  | 'urn:kernhub:receipt:v1:EmergencyPermitted';

export interface NamedPartner {
  readonly id: PartnerId;
  readonly name: string;
}

export interface ReceiptFlow {
  readonly flow: string;
  readonly sources: readonly NamedPartner[];
  readonly recipients: readonly NamedPartner[];
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    /** Whether it can hold health data (AVG art. 9). */
    readonly health: boolean;
    readonly necessity: 'dpv:Optional' | 'dpv:Required';
  }[];
  readonly basis: Basis;
  readonly legalBasis: string;
  readonly article: string;
  readonly art9: string | null;
  readonly controller: string;
}

export interface OpenedPayload {
  /** 32 bytes, standard base64. */
  readonly opening: string;
  /** As committed to, in canonical JSON (RFC 8785). */
  readonly payload: JsonObject;
  /** Disclosures of the viewer's own parts, as they were hashed: canonical JSON of `[salt, topic, value]`. */
  readonly parts: readonly string[];
}

export interface ReceiptLedger {
  readonly kind: string;
  /** 32 bytes, standard base64. */
  readonly commitment: string;
  /** Null where the entry also names what is another person's; then its content is the hub's signed word. */
  readonly opened: OpenedPayload | null;
  readonly inclusion: InclusionStatement;
  /** C2SP vkeys as the hub gave them: convenient, but no proof of whose they are. */
  readonly verifierKeys: readonly string[];
}

/** What a device of the person signed, and the entry in which the log was told of its key before. */
export interface ReceiptSignature extends SignedPart {
  readonly key: RegisteredKey;
  readonly registration: ReceiptLedger;
}

export interface UnsignedReceipt {
  readonly '@context': typeof receiptContext;
  readonly '@type': 'dpv:ConsentReceipt' | 'urn:kernhub:receipt:v1:AccessReceipt';
  readonly format: typeof receiptFormat;
  /** What the sections follow. */
  readonly structure: 'ISO/IEC TS 27560:2023';
  readonly id: ReceiptId;
  /** RFC 3339 in UTC. */
  readonly issuedAt: string;
  readonly issuedBy: { readonly origin: string; readonly key: PublicJwk };
  /** The viewer: how they stand to the child, and their own name for it. */
  readonly dataSubject: { readonly as: 'guardian' | 'young-person'; readonly child: string };
  readonly record: {
    readonly event: ReceiptEvent;
    readonly status: ReceiptStatus;
    /** Civil date in Amsterdam. */
    readonly on: string;
    /** Of a person's own decision. */
    readonly decision: DecisionId | null;
    readonly ruleVersion: string | null;
    /** Absent where the person did it in an own session. `by` is null where whoever held the paper used its code. */
    readonly recorded?: {
      readonly channel: RecordedChannel | 'code';
      readonly by: NamedPartner | null;
    };
  };
  /** The exact text that was shown, of a person's own decision. */
  readonly notice: { readonly language: string; readonly hash: string; readonly text: string } | null;
  readonly purpose: {
    readonly id: string;
    readonly version: number;
    readonly title: string;
    readonly description: string;
    readonly dpv: string;
  };
  readonly processing: readonly ReceiptFlow[];
  readonly retention: Retention;
  /** As easy as giving (AVG art. 7(3)). Null where there is nothing to withdraw. */
  readonly withdrawal: { readonly method: 'POST'; readonly at: string; readonly article: string } | null;
  /** What this person did with this consent until the receipt was made; of others nothing. `at` is null where only the day is told. */
  readonly events: readonly {
    readonly status: ReceiptStatus;
    readonly on: string;
    readonly at: string | null;
    readonly receipt: ReceiptId;
  }[];
  readonly ledger: ReceiptLedger;
  /** Absent where nobody signed. */
  readonly signature?: ReceiptSignature;
}

export interface Receipt extends UnsignedReceipt {
  /** JWS of the hub over the digest of all the rest (`typ: kernhub-family-receipt+jwt`). */
  readonly statement: string;
}
