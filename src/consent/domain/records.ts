import type {
  ConsentRequestId,
  DecisionId,
  EntryId,
  PartnerId,
  PersonId,
  RecordedChannel,
  SubjectId,
} from '../../contract/index.js';
import type { CivilDate } from '../../kernel/index.js';
import type { DecisionFact } from './history.js';

/** A partner's question to the family. */
export interface RequestRecord {
  readonly id: ConsentRequestId;
  readonly subject: SubjectId;
  readonly partner: PartnerId;
  readonly purpose: string;
  readonly version: number;
  readonly flows: readonly string[];
  /** The professional's own words, sealed under the child's key. */
  readonly explanation: Uint8Array;
  readonly order: number;
  readonly askedAt: Date;
  readonly askedOn: CivilDate;
  readonly entry: EntryId;
}

/** A decision as stored; what the rule looks at and what identifies it. */
export interface DecisionRecord extends DecisionFact {
  readonly id: DecisionId;
  readonly subject: SubjectId;
  readonly person: PersonId;
  readonly purpose: string;
  /** Whether a device of the person signed it. */
  readonly signed: boolean;
  readonly channel: 'portal' | RecordedChannel;
  /** The partner that wrote it down; null where the person decided alone. */
  readonly recordedBy: PartnerId | null;
}

export type StandsAs = 'guardian' | 'young-person';
