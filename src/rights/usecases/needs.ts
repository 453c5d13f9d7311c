import type {
  AccountId,
  ChildRef,
  EntryId,
  Inclusion,
  PartnerId,
  PersonId,
  PersonRef,
  SubjectId,
  SubjectRef,
} from '../../contract/index.js';
import type { Database, Tx } from '../../database/index.js';
import type { Exchange } from '../../exchange/index.js';
import type { Bells, Clock, PrivateJwk, PublicJwk } from '../../kernel/index.js';
import type { Ledger } from '../../ledger/index.js';
import type { SubjectFacts } from '../../people/index.js';
import type { ErasureOrders, RetentionMarks, Vault } from '../../vault/index.js';
import type { RetentionRule } from '../domain/retention-rule.js';

/** One of a child's own persons, and which id that person has for the child. */
interface KnownPerson {
  readonly person: PersonId;
  readonly subject: SubjectId;
  readonly child: ChildRef;
  readonly as: 'guardian' | 'young-person';
}

/** What this room asks of the people room. */
export interface RightsPeople {
  lockSubject(tx: Tx, subject: SubjectId, mode: 'share' | 'update'): Promise<void>;
  lockIfKnown(tx: Tx, subject: SubjectId, mode: 'share' | 'update'): Promise<boolean>;
  facts(tx: Tx, subject: SubjectId): Promise<SubjectFacts>;
  /** @throws NotFound also for a child that is not this person's */
  known(tx: Tx, account: AccountId, child: ChildRef): Promise<KnownPerson>;
  personsOf(tx: Tx, account: AccountId): Promise<readonly KnownPerson[]>;
  /** Partners that are enrolled with the child. */
  enrolments(tx: Tx, subject: SubjectId): Promise<readonly { readonly partner: PartnerId }[]>;
  /** The same of several children. */
  partnersOf(tx: Tx, subjects: readonly SubjectId[]): Promise<ReadonlyMap<SubjectId, readonly PartnerId[]>>;
  refOf(tx: Tx, subject: SubjectId, partner: PartnerId): Promise<SubjectRef | null>;
  refOfPerson(tx: Tx, partner: PartnerId, subject: SubjectId, person: PersonId): Promise<PersonRef | null>;
}

/** What this room asks of identity. */
export interface RightsPartners {
  lock(tx: Tx, ids: readonly PartnerId[], mode: 'share'): Promise<void>;
  find(tx: Tx, id: PartnerId): Promise<{ readonly state: string } | null>;
  names(tx: Tx, ids: readonly PartnerId[]): Promise<ReadonlyMap<PartnerId, string>>;
  signingKeys(tx: Tx, id: PartnerId): Promise<readonly PublicJwk[]>;
}

/** What this room is put together from. */
export interface RightsParts {
  readonly database: Pick<Database, 'reader' | 'transaction'>;
  readonly ledger: Pick<Ledger, 'append' | 'appendAll' | 'settled' | 'assertWritable' | 'verifierKeys'> & {
    inclusionOf(entry: EntryId): Promise<Inclusion | null>;
  };
  readonly vault: Pick<Vault, 'open' | 'seal' | 'shred'>;
  /** What was erased, beside the keys. */
  readonly orders: ErasureOrders;
  /** The same once more, outside every database; see {@link ErasureJournal}. */
  readonly journal: ErasureJournal;
  /** How far retention was carried out, beside the keys. */
  readonly marks: RetentionMarks;
  readonly clock: Clock;
  readonly people: RightsPeople;
  readonly partners: RightsPartners;
  readonly rule: RetentionRule;
  /** Keys of the privacy officers in the newest roster. */
  readonly officerKeys: () => Promise<readonly PublicJwk[]>;
  /** Those of all rosters there were: to show what was signed. */
  readonly everyOfficerKey: () => Promise<readonly PublicJwk[]>;
  /** In the transaction of the erasure, under the child's lock: destroys what is sealed, and orders recipients to stop. */
  readonly onChildErased: (tx: Tx, event: { readonly subject: SubjectId }) => Promise<void>;
  readonly exchanges: Pick<Exchange, 'overBefore' | 'sealedWaiting'>;
  /** Signs certificates and what partners are asked; its public half stands in the roster. */
  readonly ticketKey: PrivateJwk;
  readonly publicUrl: string;
  /** Told of what fails where no caller waits for it. */
  readonly onFailure?: (error: unknown) => void;
}

/** What this room's use cases work with; put together once, in `createRights`. */
export interface RightsNeeds extends RightsParts {
  readonly bells: Bells;
}

/** A list that only grows, on another disk than the databases: from it a restore knows what neither backup knows. */
export interface ErasureJournal {
  /** On the disk when done. */
  add(lines: readonly string[]): Promise<void>;
  lines(): Promise<readonly string[]>;
}
