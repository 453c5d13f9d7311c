import type {
  AccountId,
  ChildRef,
  EntryId,
  PartnerId,
  PersonId,
  PersonRef,
  Role,
  SubjectId,
  SubjectRef,
} from '../../contract/index.js';
import type { Database, Tx } from '../../database/index.js';
import type { Partners } from '../../identity/index.js';
import type { Clock } from '../../kernel/index.js';
import type { Ledger } from '../../ledger/index.js';
import type { Passkeys } from '../../passkeys/index.js';
import type { PersonRecord } from '../../people/index.js';
import type { Catalogue } from '../../purposes/index.js';
import type { Vault } from '../../vault/index.js';
import type { SubjectHistory } from '../domain/history.js';
import type { RecordingRule } from '../domain/recording.js';
import type { StandsAs } from '../domain/records.js';

export interface KnownPerson {
  readonly person: PersonId;
  readonly subject: SubjectId;
  readonly child: ChildRef;
  readonly as: StandsAs;
}

/** What this room asks of the people room. */
export interface PeopleDoor {
  lockSubject(tx: Tx, subject: SubjectId, mode: 'share' | 'update'): Promise<void>;
  subjectOf(tx: Tx, partner: PartnerId, ref: SubjectRef): Promise<SubjectId | null>;
  refOf(tx: Tx, subject: SubjectId, partner: PartnerId): Promise<SubjectRef | null>;
  enrolments(
    tx: Tx,
    subject: SubjectId,
  ): Promise<readonly { readonly partner: PartnerId; readonly role: Role }[]>;
  /** The person behind a partner's own name for one of that child's; null for another partner's. */
  invitedPerson(tx: Tx, partner: PartnerId, subject: SubjectId, ref: PersonRef): Promise<PersonRecord | null>;
  facts(tx: Tx, subject: SubjectId): Promise<SubjectHistory>;
  /** @throws NotFound for an unknown child and for someone else's */
  known(tx: Tx, account: AccountId, child: ChildRef): Promise<KnownPerson>;
  personsOf(tx: Tx, account: AccountId): Promise<readonly KnownPerson[]>;
}

/** A consent that stood may stand no longer; what depends on it ends in the same transaction. */
export interface ConsentWithdrawn {
  readonly subject: SubjectId;
  readonly purpose: string;
  /** The entry of the withdrawal or refusal. */
  readonly entry: EntryId;
}

/** What this room's use cases work with; put together once, in `createConsent`. */
export interface ConsentNeeds {
  readonly database: Pick<Database, 'reader' | 'transaction'>;
  readonly ledger: Pick<Ledger, 'append' | 'settled' | 'inclusionOf' | 'assertWritable'>;
  readonly vault: Pick<Vault, 'seal' | 'open' | 'mac' | 'macs'>;
  readonly clock: Clock;
  readonly catalogue: Catalogue;
  /** Who may write down a decision with the person present. */
  readonly recordingRule: RecordingRule;
  readonly people: PeopleDoor;
  readonly partners: Pick<Partners, 'lock' | 'find' | 'names' | 'withRoles'>;
  readonly passkeys: Pick<Passkeys, 'askSignature' | 'checkSignature' | 'requireUnsignedCounts'>;
  /** Whether mail is refused for good to anybody whom that partner invited for this child. */
  readonly mailFails: (
    tx: Tx,
    whose: { readonly subject: SubjectId; readonly invitedBy: PartnerId },
  ) => Promise<boolean>;
  /** Runs inside the transaction of a partner's question, after its entry. */
  readonly onConsentAsked: (tx: Tx, event: { readonly subject: SubjectId }) => Promise<void>;
  /** Runs inside the transaction of a person's own decision or its withdrawal, after its entry. */
  readonly onDecisionRecorded: (
    tx: Tx,
    event: { readonly person: PersonId; readonly withdrawn: boolean },
  ) => Promise<void>;
  /** Runs inside the transaction of the withdrawal or refusal, after its entry. */
  readonly onConsentWithdrawn: (tx: Tx, event: ConsentWithdrawn) => Promise<void>;
}
