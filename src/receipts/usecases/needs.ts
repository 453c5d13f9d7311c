import type {
  AccountId,
  ChildRef,
  EntryId,
  Inclusion,
  PartnerId,
  PersonId,
  SubjectId,
} from '../../contract/index.js';
import type { Database, Tx } from '../../database/index.js';
import type { Unseen } from '../../exchange/index.js';
import type { Clock, PrivateJwk } from '../../kernel/index.js';
import type { Ledger, OwnedEntries } from '../../ledger/index.js';
import type { SubjectFacts } from '../../people/index.js';
import type { Catalogue } from '../../purposes/index.js';
import type { Vault } from '../../vault/index.js';

/** One of a child's own persons. */
interface KnownViewer {
  readonly person: PersonId;
  readonly subject: SubjectId;
  readonly as: 'guardian' | 'young-person';
}

/** What this room asks of the people room. */
export interface ReceiptPeople {
  facts(tx: Tx, subject: SubjectId): Promise<SubjectFacts>;
  factsKnownTo(
    tx: Tx,
    account: AccountId,
    child: ChildRef,
  ): Promise<{ readonly known: KnownViewer; readonly facts: SubjectFacts } | null>;
  /** @throws NotFound also for a child that is not this person's */
  known(tx: Tx, account: AccountId, child: ChildRef): Promise<KnownViewer>;
}

/** What this room's use cases work with; put together once, in `app.ts`. */
export interface ReceiptNeeds {
  readonly database: Pick<Database, 'reader' | 'transaction'>;
  readonly ledger: Pick<Ledger, 'verifierKeys' | 'append' | 'settled' | 'assertWritable'> & {
    inclusionOf(entry: EntryId): Promise<Inclusion | null>;
  };
  /** Names the place in a list for one person. */
  readonly vault: Pick<Vault, 'disguise' | 'undisguise'>;
  readonly owned: OwnedEntries;
  /** The same as one transaction sees it. */
  readonly ownedIn: (tx: Tx) => OwnedEntries;
  /** What the family does not see of these entries about a child; to be asked after they were read. */
  readonly unseenAmong: (subject: SubjectId, entries: readonly EntryId[]) => Promise<Unseen>;
  readonly clock: Clock;
  readonly catalogue: Pick<Catalogue, 'version' | 'flowsTo' | 'notice'>;
  readonly people: ReceiptPeople;
  readonly partners: { names(tx: Tx, ids: readonly PartnerId[]): Promise<ReadonlyMap<PartnerId, string>> };
  /** Signs receipts; its public half stands in the covenant roster. */
  readonly ticketKey: PrivateJwk;
  readonly publicUrl: string;
}
