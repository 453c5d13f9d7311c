/** What is kept of the entries about a child, as far as a rule asks for it: with so many children every member counts. */
import type { DecisionFact, RecordingFact } from '../../../consent/offline.js';
import type { DecisionId, EntryId, PartnerId } from '../../../contract/index.js';
import type { RegisteredKey } from '../../../passkeys/offline.js';
import type { AuthorityFact, BirthDateFact, CapacityFact, PersonRecord } from '../../../people/offline.js';

export interface KnownRequest {
  readonly id: string;
  readonly purpose: string;
  readonly version: number;
  readonly partner: PartnerId;
  /** Index of its entry. */
  readonly entry: number;
}

/** A yes that a professional wrote down with the person present, before or after its second step. */
export interface KnownRecording extends RecordingFact {
  readonly id: string;
  readonly request: string;
  readonly purpose: string;
  readonly version: number;
  readonly digest: string;
  /** False when the part that says what was chosen was erased. */
  readonly flowsKnown: boolean;
  settled: boolean;
}

export interface KnownDecision extends Omit<DecisionFact, 'decidedAt'> {
  readonly id: DecisionId;
  /** Milliseconds since 1970. */
  readonly decidedAt: number;
  readonly purpose: string;
}

export interface KnownIntroduction {
  /** Index of its entry. */
  readonly entry: number;
  readonly from: PartnerId;
  readonly to: PartnerId;
  readonly purpose: string;
  redeemed: boolean;
}

export interface KnownApproval {
  readonly partner: PartnerId;
  readonly purpose: string;
  /** Null when that part was erased. */
  readonly account: string | null;
  used: boolean;
}

export interface KnownPasskey {
  readonly id: string;
  readonly person: string;
  readonly everyYes: boolean;
  /** In which it was registered. */
  readonly entry: EntryId;
  /** Index of that. */
  readonly index: number;
  /** Null where that part was erased. */
  readonly key: RegisteredKey | null;
  revoked: boolean;
}

/** An invitation, and who took it. */
export interface KnownPerson extends PersonRecord {
  readonly invitation: string;
  /** Index of the entry in which it was invited. */
  readonly entry: number;
}

export type KnownBirthDate = Omit<BirthDateFact, 'at'> & { readonly assertion: string };
export type KnownAuthority = Omit<AuthorityFact, 'invited' | Untold>;
export type KnownCapacity = Omit<CapacityFact, Untold>;
/** What no rule asks for. */
type Untold = 'at' | 'confirmedAt' | 'source' | 'assertedOn';
