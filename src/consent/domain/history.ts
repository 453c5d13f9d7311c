import type {
  AuthorityKind,
  CapacityKind,
  DecidedFlow,
  EntryId,
  PartnerId,
  PersonId,
} from '../../contract/index.js';
import type { CivilDate } from '../../kernel/index.js';

/**
 * What is known about one child, append-only. `order` is the position in the ledger: the one order in which facts and
 * decisions are compared, because two clocks cannot be.
 */
export interface SubjectHistory {
  readonly birthDates: readonly BirthDateFact[];
  /** The young person, once invited; null before. */
  readonly youngPerson: PersonId | null;
  /** Through whose invitations the young person is known, and since when; 0 for the first. */
  readonly recognitions: readonly RecognitionFact[];
  readonly authorities: readonly AuthorityFact[];
  /** Whether the young person can appraise own interests (WGBO 7:465). */
  readonly capacities: readonly CapacityFact[];
  /** Invitations that turned out to be one person. A fact like any other: it may close, and opens nothing. */
  readonly merges: readonly MergeFact[];
}

export interface RecognitionFact {
  readonly invitedBy: PartnerId;
  readonly order: number;
}

export interface MergeFact {
  readonly person: PersonId;
  readonly sameAs: PersonId;
  readonly order: number;
}

export interface BirthDateFact {
  readonly date: CivilDate;
  readonly assertedBy: PartnerId;
  readonly order: number;
  /** Says it anew as an officer, the BRP or a document did, which settles every date said before. */
  readonly confirmed: boolean;
  readonly entry: EntryId;
}

/** What one partner has seen of one person's parental authority. */
export interface AuthorityFact {
  /** The person as the partner invited them, whoever they turned out to be. */
  readonly invited: PersonId;
  readonly kind: AuthorityKind;
  readonly assertedBy: PartnerId;
  readonly order: number;
  /** When an officer, the BRP or a court document confirmed it; null while nobody did. */
  readonly confirmedOrder: number | null;
  readonly entry: EntryId;
  readonly confirmationEntry: EntryId | null;
}

/** What one partner says of the young person's capacity. */
export interface CapacityFact {
  readonly kind: CapacityKind;
  readonly assertedBy: PartnerId;
  readonly order: number;
  /** When an officer confirmed it; null while nobody did. */
  readonly confirmedOrder: number | null;
  readonly entry: EntryId;
  readonly confirmationEntry: EntryId | null;
}

/** A person's decision about a purpose, and its withdrawal. Never changed, only followed by another. */
export interface DecisionFact {
  readonly person: PersonId;
  readonly version: number;
  readonly choice: 'given' | 'refused';
  readonly flows: readonly DecidedFlow[];
  readonly ruleVersion: string;
  readonly order: number;
  readonly decidedAt: Date;
  readonly decidedOn: CivilDate;
  readonly withdrawnOrder: number | null;
  readonly entry: EntryId;
  readonly withdrawalEntry: EntryId | null;
}
