/** What the story of one exchange is told from: rows as they are stored, and entries of the log with their proofs. */
import type {
  AccountId,
  Basis,
  EntryId,
  ExchangeId,
  Inclusion,
  PartnerId,
  Role,
  StopId,
  SubjectId,
  TaskId,
} from '../../../contract/index.js';
import type { JsonObject } from '../../../kernel/index.js';

export interface AskedRow {
  readonly id: ExchangeId;
  readonly subject: SubjectId;
  readonly requester: PartnerId;
  readonly requesterRole: Role;
  readonly account: AccountId;
  readonly function: string | null;
  readonly purpose: string;
  readonly version: number;
  readonly question: string;
  readonly emergency: boolean;
  readonly secondProfessional: boolean;
  readonly colleaguesChild: boolean;
  readonly fields: readonly string[];
  readonly keyStatement: string;
  readonly state: string;
  readonly decisionEntry: EntryId;
  readonly askedAt: Date;
  readonly deadlineAt: Date;
}

export interface OrderedRow {
  readonly id: TaskId;
  readonly source: PartnerId;
  readonly sourceRole: Role;
  readonly flow: string;
  readonly basis: Basis;
  readonly fields: readonly string[];
  readonly manual: boolean;
  readonly state: string;
  readonly ticket: string | null;
  readonly manifest: string | null;
  readonly receipt: string | null;
  readonly stop: StopId | null;
}

export interface StopRow {
  readonly id: StopId;
  readonly cause: string;
  readonly orderedAt: Date;
  readonly dueAt: Date;
  readonly statement: string | null;
}

/** An entry with what proves that it is the one in the leaf. */
export interface StoryEntry {
  readonly id: EntryId;
  readonly kind: string;
  readonly payload: JsonObject & {
    readonly event: string;
    readonly at: string;
    readonly relies: readonly string[];
  };
  /** 32 bytes. */
  readonly opening: Uint8Array;
  /** Disclosures of the parts that are shown: canonical JSON of `[salt, topic, value]`. */
  readonly parts: readonly string[];
  readonly proof: Omit<Inclusion, 'checkpoint'>;
}

export interface PolicySet {
  readonly digest: string;
  /** File name to text. */
  readonly texts: Readonly<Record<string, string>>;
}

export interface StoryMaterial {
  readonly asked: AskedRow;
  readonly tasks: readonly OrderedRow[];
  readonly stops: readonly StopRow[];
  /** What happened in this exchange and what that stands on, in the order of the log. */
  readonly entries: readonly StoryEntry[];
  /** Those sets that were kept, of all that decided here. */
  readonly policies: readonly PolicySet[];
  readonly checkpoint: string;
  readonly verifierKeys: readonly string[];
}

/** Entries of an exchange itself, not those that they stand on. */
export const ownEntries = ({
  asked,
  entries,
}: Pick<StoryMaterial, 'asked' | 'entries'>): readonly StoryEntry[] =>
  entries.filter(({ payload }) => payload.exchange === asked.id);

/** The value of the part with that topic, or null where it is not shown or was erased. */
export function partOf<T>({ parts }: Pick<StoryEntry, 'parts'>, topic: string): T | null {
  for (const disclosure of parts) {
    const [, of, value] = JSON.parse(disclosure) as readonly [string, string, T];
    if (of === topic) return value;
  }
  return null;
}
