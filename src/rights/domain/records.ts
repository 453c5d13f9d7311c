import type {
  AccountId,
  EntryId,
  ErasableClass,
  PersonId,
  Restriction,
  Right,
  RightsRequestId,
  SubjectId,
} from '../../contract/index.js';
import type { CivilDate } from '../../kernel/index.js';

export interface RequestRecord {
  readonly id: RightsRequestId;
  readonly kind: Right;
  /** Null once the child was erased. */
  readonly subject: SubjectId | null;
  readonly person: PersonId | null;
  readonly as: 'guardian' | 'young-person';
  readonly account: AccountId;
  readonly state: 'open' | 'granted' | 'refused' | 'executed' | 'withdrawn';
  readonly dueOn: CivilDate;
  /** Null where the month is enough. */
  readonly extendedTo: CivilDate | null;
  readonly entry: EntryId;
  readonly requestedAt: Date;
  /** When it was answered, withdrawn or carried out. */
  readonly decidedAt: Date | null;
  readonly article: string | null;
  /** Of the answer; this and the next two are words under a key of the account. */
  readonly reason: Uint8Array | null;
  readonly explanation: Uint8Array | null;
  readonly extensionReason: Uint8Array | null;
}

/** An erasure as it is noted beside the keys: enough to carry it out anew. */
export interface Erasure {
  /** `<request>` for the first, `<request>/<class>` for what was kept until its time came. */
  readonly name: string;
  readonly request: RightsRequestId;
  readonly subject: SubjectId;
  readonly owners: readonly string[];
  readonly destroyed: readonly ErasableClass[];
  readonly restricted: readonly Restriction[];
  readonly statement: string;
  /** Version of the retention rule. */
  readonly rule: string;
  /** RFC 3339. */
  readonly erasedAt: string;
}

/** As it stands in the database. */
export interface ErasureRecord extends Erasure {
  readonly entry: EntryId;
}

/** Backups of keys are kept so many days at most; after that nobody can bring an erased key back. */
export const keyBackupDays = 30;
