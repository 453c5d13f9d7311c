import type { Check, PublicJwk } from '../../../../kernel/index.js';
import type { EntryKinds } from '../../../../ledger/offline.js';
import type { ReceiptVerification, Step } from '../../../../receipts/offline.js';
import type { WitnessPolicy } from '../../../../tlog/index.js';
import type { Evidence } from '../evidence.js';
import type { OpenedEntry } from '../opened.js';

/** What a file of evidence claims, in the order in which it is checked; each rests on those before it. */
export type EvidenceClaim =
  | 'format'
  | 'entry'
  | 'missing'
  | 'part'
  | 'checkpoint'
  | 'inclusion'
  | 'witnesses'
  | 'roster'
  | 'statement'
  | 'exchange'
  | 'agreement'
  | 'purpose'
  | 'policies'
  | 'request'
  | 'decision'
  | 'notice'
  | 'consent'
  | 'passkey'
  | 'ticket'
  | 'manifest'
  | 'release'
  | 'receipt'
  | 'stop';

export interface EvidenceQuestion {
  /** Compiled consent-schemas/evidence.schema.json. */
  readonly checkFormat: Check;
  /** The shape of every event's payload. */
  readonly kinds: EntryKinds;
  /** C2SP vkeys of the log that the reader trusts; without them those in the file, which prove less. */
  readonly verifierKeys?: readonly string[];
  /** RFC 7638 thumbprints of the covenant's keys that the reader trusts. */
  readonly covenantKeys?: readonly string[];
  /** Which witnesses must have cosigned the checkpoint. */
  readonly witnesses?: WitnessPolicy;
}

export type EvidenceVerification = ReceiptVerification<EvidenceClaim>;
export type EvidenceStep = Step<EvidenceClaim>;

/** Whose keys the covenant listed, of all rosters in the file. */
export interface ListedKeys {
  /** That the hub signs tickets and files with. */
  readonly hub: readonly PublicJwk[];
  /** C2SP vkeys of the log. */
  readonly log: readonly string[];
  signingOf(partner: string): readonly PublicJwk[];
  /** By every name that a roster gave it; one partner may have had several roles. */
  rolesOf(partner: string): readonly string[];
}

/** A file whose form and entries hold, and what the later checks need of it. */
export interface Checked {
  readonly file: Evidence;
  readonly keys: ListedKeys;
  readonly decision: OpenedEntry;
}
