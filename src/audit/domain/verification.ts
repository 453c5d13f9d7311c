import type { Restriction } from '../../contract/index.js';
import type { ExportRule, ReplayRule, ViewRule } from './claims.js';

/** What an entry, leaf or checkpoint breaks; each is one claim that the ledger makes about itself. */
export type Rule =
  | ExportRule
  | ReplayRule
  | ViewRule
  | 'leaf-present'
  | 'leaf-signed'
  | 'leaf-of-entry'
  | 'entry-present'
  | 'entry-sequenced'
  | 'payload-present'
  | 'payload-opens'
  | 'erasure-signed'
  | 'erasure-complete'
  | 'retention-ordered'
  | 'retention-complete'
  | 'retention-due'
  | 'payload-of-commitment'
  | 'payload-of-entry'
  | 'payload-shape'
  | 'parts-complete'
  | 'time-in-order'
  | 'relies-on-earlier'
  | 'checkpoint-present'
  | 'checkpoint-signed'
  | 'checkpoint-chained'
  | 'root-signed'
  | 'known-checkpoint-extended'
  | 'tile-present'
  | 'tile-of-leaves'
  | 'cosignature-holds'
  | 'cosignature-present'
  | 'no-stray-rows';

/** The first thing that does not hold. */
export interface Finding {
  readonly rule: Rule;
  /** Place in the tree; null for an entry that has none. */
  readonly index: number | null;
  /** Order of arrival, in decimal digits, because JSON has no such number. */
  readonly seq: string | null;
  /** Null where the row that held it is gone. */
  readonly entry: string | null;
  /** One sentence, without the content of any entry. */
  readonly reason: string;
}

/** An erasure that holds: what it covers was *erased at* its index. */
export interface ErasedAt {
  /** Of the erasure entry; null while it has none. */
  readonly index: number | null;
  /** Indexes of the entries of which the leaf is left, rising. */
  readonly covers: readonly number[];
  readonly destroyed: readonly string[];
  /** Kept because the law obliges to, and used for nothing else. */
  readonly restricted: readonly Restriction[];
}

/** A retention that holds: what it covers was *gone at* its index, by the rule of so many years. */
export interface LapsedAt {
  /** Of the retention entry; null while it has none. */
  readonly index: number | null;
  /** Indexes of the entries of which the leaf is left, rising. */
  readonly covers: readonly number[];
  readonly class: string;
  /** They were from before that day: `YYYY-MM-DD`. */
  readonly before: string;
  readonly years: number;
  /** Version of the rule, which is not part of the log. */
  readonly rule: string;
}

export interface Verification {
  readonly finding: Finding | null;
  /** What was erased, and at which index; empty where entries could not be opened. */
  readonly erasures: readonly ErasedAt[];
  /** What went since its term was over, and at which index; empty as above. */
  readonly lapses: readonly LapsedAt[];
  /** What was checked before the finding, or in all. */
  readonly checked: {
    /** Entries with a leaf. */
    readonly entries: number;
    /** Entries that wait for their leaf. */
    readonly pending: number;
    readonly checkpoints: number;
    /** Entries whose payload was opened and led to the commitment. */
    readonly opened: number;
    /** Entries whose key was destroyed: their leaf holds, their content is gone. */
    readonly erased: number;
    readonly parts: number;
  };
  /** Root of the recomputed tree, standard base64. */
  readonly root: string;
}

/** Ends a verification at its first finding. */
export class ClaimBroken extends Error {
  override readonly name = 'ClaimBroken';
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(`${finding.rule}: ${finding.reason}`);
    this.finding = finding;
  }
}

/** Where a claim was broken; the rest is filled in with null. */
export function broken(
  rule: Rule,
  reason: string,
  place: {
    readonly index?: number | null;
    readonly seq?: bigint | null;
    readonly entry?: string | null;
  } = {},
): ClaimBroken {
  return new ClaimBroken({
    rule,
    index: place.index ?? null,
    seq: place.seq?.toString() ?? null,
    entry: place.entry ?? null,
    reason,
  });
}
