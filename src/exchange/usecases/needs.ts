import type {
  AccountId,
  ChildRef,
  EntryId,
  PartnerId,
  PersonId,
  Relation,
  Role,
  SubjectId,
  SubjectRef,
} from '../../contract/index.js';
import type { Database, Tx } from '../../database/index.js';
import type { Bells, CivilDate, Clock, PrivateJwk, PublicJwk } from '../../kernel/index.js';
import type { Ledger, OwnedEntries } from '../../ledger/index.js';
import type { Policies } from '../../policy/index.js';
import type { Catalogue, PublishedEntries } from '../../purposes/index.js';
import type { Vault } from '../../vault/index.js';
import type { Allowed } from '../domain/decide-flows.js';
import type { Enrolled } from '../domain/flows.js';
import type { AuthorityFact, BirthDateFact, CapacityFact, Relationship } from '../domain/viewer.js';

export interface ExchangePartner {
  readonly id: PartnerId;
  readonly name: string;
  readonly role: Role;
  readonly state: string;
  readonly agreementVersion: string | null;
}

/** What this room asks of identity. */
export interface ExchangePartners {
  lock(tx: Tx, ids: readonly PartnerId[], mode: 'share'): Promise<void>;
  find(tx: Tx, id: PartnerId): Promise<ExchangePartner | null>;
  findAll(tx: Tx, ids: readonly PartnerId[]): Promise<readonly ExchangePartner[]>;
  names(tx: Tx, ids: readonly PartnerId[]): Promise<ReadonlyMap<PartnerId, string>>;
  signingKeys(tx: Tx, id: PartnerId): Promise<readonly PublicJwk[]>;
}

export interface TeamMember extends Enrolled {
  readonly relation: Relation;
  readonly enrolledAt: Date;
  readonly entry: EntryId;
}

/** What tells until when somebody sees. */
interface ViewingFacts {
  readonly birthDates: readonly BirthDateFact[];
  readonly authorities: readonly AuthorityFact[];
  readonly capacities: readonly CapacityFact[];
}

/** What this room asks of people. */
export interface ExchangePeople {
  lockSubject(tx: Tx, subject: SubjectId, mode: 'share'): Promise<void>;
  /** What was begun about a child that was erased since still comes to its end. */
  lockIfKnown(tx: Tx, subject: SubjectId, mode: 'share'): Promise<boolean>;
  teamOf(
    tx: Tx,
    partner: PartnerId,
    ref: SubjectRef,
  ): Promise<{ readonly subject: SubjectId; readonly partners: readonly PartnerId[] } | null>;
  enrolments(tx: Tx, subject: SubjectId): Promise<readonly TeamMember[]>;
  refsOf(
    tx: Tx,
    subjects: readonly SubjectId[],
    partner: PartnerId,
  ): Promise<ReadonlyMap<SubjectId, SubjectRef>>;
  enrolmentsKnownTo(tx: Tx, account: AccountId, child: ChildRef): Promise<readonly TeamMember[]>;
  facts(tx: Tx, subject: SubjectId): Promise<ViewingFacts>;
  factsKnownTo(
    tx: Tx,
    account: AccountId,
    child: ChildRef,
  ): Promise<{
    readonly known: Relationship & { readonly subject: SubjectId };
    readonly facts: ViewingFacts;
  } | null>;
  personById(tx: Tx, person: PersonId): Promise<(Relationship & { readonly subject: SubjectId }) | null>;
  /** @throws NotFound also for a child that is not this person's */
  known(tx: Tx, account: AccountId, child: ChildRef): Promise<Relationship & { readonly subject: SubjectId }>;
}

/** What this room asks of consent. */
export interface ExchangeConsent {
  standing(
    tx: Tx,
    question: {
      readonly subject: SubjectId;
      readonly purpose: string;
      readonly version: number;
      /** Read anyway, so that it is read once. */
      readonly published?: Promise<PublishedEntries>;
    },
  ): Promise<Allowed & { readonly relies: readonly EntryId[]; readonly judgedOn: CivilDate }>;
}

export interface ExchangeParts {
  /** Runs inside the transaction of an emergency exchange that was permitted: a privacy officer has to review it. */
  readonly onEmergencyToReview: (tx: Tx) => Promise<void>;
  /** Runs inside the transaction that notes that an emergency waits too long for its verdict. */
  readonly onReviewOverdue: (tx: Tx) => Promise<void>;
  /** Runs inside the transaction of a verdict on an emergency that the family can see, unless it was the same before. */
  readonly onEmergencyReviewed: (tx: Tx, event: { readonly subject: SubjectId }) => Promise<void>;
  /** Within how many hours an officer should give a verdict on an emergency. */
  readonly reviewHours: number;
  /** Thumbprints of the privacy officers' sealing keys in the covenant roster that counts. */
  readonly officerSealingKids: () => Promise<readonly string[]>;
  /** Runs inside the transaction in which a family that is shown such things can see an emergency from now on. */
  readonly onEmergencyUsed: (tx: Tx, event: { readonly subject: SubjectId }) => Promise<void>;
  readonly database: Pick<Database, 'reader' | 'readAs' | 'transaction'>;
  readonly ledger: Pick<Ledger, 'append' | 'appendAll' | 'settled' | 'inclusionOf' | 'assertWritable'>;
  /** Entries about a child, opened: what an order to stop follows stands nowhere else. */
  readonly ownedEntries: (reader: Tx) => Pick<OwnedEntries, 'entry'>;
  readonly clock: Clock;
  /** Names children and persons for who must not know the hub's own names. */
  readonly vault: Pick<Vault, 'disguise' | 'undisguise'>;
  readonly catalogue: Catalogue;
  readonly policies: Pick<Policies, 'decide' | 'digest'>;
  readonly people: ExchangePeople;
  readonly consent: ExchangeConsent;
  readonly partners: ExchangePartners;
  /** Signs tickets; its public half stands in the covenant roster. */
  readonly ticketKey: PrivateJwk;
  /** `iss` of tickets. */
  readonly publicUrl: string;
  /** How long sources may answer. */
  readonly deadlineSeconds: number;
  /** Values of `acr` that stand for a multi-factor login. */
  readonly mfaAcr: readonly string[];
  /** Told of what fails where no caller waits for it. */
  readonly onFailure?: (error: unknown) => void;
}

export interface ExchangeNeeds extends ExchangeParts {
  readonly bells: Bells;
}
