import type { EntryId, ExchangeId, PartnerId, StopId, TaskId } from '../../../contract/index.js';
import type { JsonObject, PublicJwk } from '../../../kernel/index.js';

export const evidenceFormat = 'kernhub/evidence/v1';

/** An opened entry and its place. Its kind follows from its event, commitment and leaf from the rest. */
export interface EvidenceEntry {
  /** 32 bytes, standard base64. */
  readonly opening: string;
  /** As committed to, in canonical JSON (RFC 8785). */
  readonly payload: JsonObject;
  /** Disclosures of the parts that are shown, as they were hashed: canonical JSON of `[salt, topic, value]`. */
  readonly parts: readonly string[];
  readonly index: number;
  /** The path in the tree of the checkpoint, standard base64. */
  readonly hashes: readonly string[];
}

/** What was signed about one task; null where there was no such thing, or where it is among what is missing. */
export interface EvidenceTask {
  readonly task: TaskId;
  /** By the hub. */
  readonly ticket: string | null;
  /** By the source, over the hash of each sealed field. */
  readonly manifest: string | null;
  /** By the recipient. */
  readonly receipt: string | null;
}

export const missingKinds = [
  'payload-signature',
  'agreement',
  'entry',
  'part',
  'notice',
  'policies',
  'receipt',
] as const;

/** Something that this file would hold and that the hub does not: `of` is the id or hash of what it is missing of. */
export interface Missing {
  readonly what: (typeof missingKinds)[number];
  readonly of: string;
}

export interface UnsignedEvidence {
  readonly format: typeof evidenceFormat;
  readonly exchange: ExchangeId;
  /** RFC 3339 in UTC. */
  readonly issuedAt: string;
  readonly issuedBy: { readonly origin: string; readonly key: PublicJwk };
  /** The recipient's fresh key for this request, signed by it. */
  readonly keyStatement: string;
  readonly tasks: readonly EvidenceTask[];
  /** What the recipient answered to orders to stop; null while it did not. */
  readonly stops: readonly { readonly stop: StopId; readonly statement: string | null }[];
  /** Signed participation statements of recipient and sources. */
  readonly agreements: readonly { readonly partner: PartnerId; readonly statement: string }[];
  /** The texts that they signed for. */
  readonly agreementTexts: readonly string[];
  /** Rosters that the covenant signed, the oldest first. */
  readonly rosters: readonly string[];
  /** Verify rosters. */
  readonly covenantKeys: readonly PublicJwk[];
  /** Keys under an agreement that no roster here lists, because they were replaced before. */
  readonly formerKeys: readonly { readonly partner: PartnerId; readonly key: PublicJwk }[];
  /** Notices as they were shown, word for word. */
  readonly notices: readonly string[];
  /** Sets of policies that decided: file name to text. */
  readonly policies: readonly Readonly<Record<string, string>>[];
  /** In the order of the log: of the exchange, what it stands on, and every word of the family for its purpose. */
  readonly entries: readonly EvidenceEntry[];
  /** One C2SP signed note, cosigned where witnesses did, and the log's vkeys under it. */
  readonly checkpoint: string;
  readonly verifierKeys: readonly string[];
  readonly missing: readonly Missing[];
  /** The entry under which the hub recorded that it gave this file. */
  readonly given: EntryId;
}

export interface Evidence extends UnsignedEvidence {
  /** JWS of the hub over the digest of all the rest (`typ: kernhub-evidence+jwt`). */
  readonly statement: string;
}
