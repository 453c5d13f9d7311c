import type { AccountId, PartnerId, PersonId, SubjectId } from '../../contract/index.js';
import type { Database, Tx } from '../../database/index.js';
import type { Clock } from '../../kernel/index.js';
import type { OutboxMessage } from '../../outbox/index.js';
import type { KnownPerson } from '../../people/index.js';
import type { Vault } from '../../vault/index.js';
import type { SendMail } from './send-mail.js';

/** What this room's use cases work with; put together once, in `createNotify`. */
export interface NotifyNeeds {
  readonly database: Pick<Database, 'reader' | 'transaction'>;
  readonly vault: Pick<Vault, 'seal' | 'open' | 'shred'>;
  readonly clock: Clock;
  /** Origin of the pages that mails lead to. */
  readonly publicUrl: string;
  readonly send: SendMail;
  /** Where the privacy officers hear of an emergency. */
  readonly officersEmail: string;
  readonly enqueue: (tx: Tx, messages: readonly Omit<OutboxMessage, 'id'>[]) => Promise<void>;
  readonly people: {
    /** Who was recognised as a person of this child, each human being once. */
    recognised(tx: Tx, subject: SubjectId): Promise<readonly PersonId[]>;
    /** Null for a person whom nobody was recognised as, or who turned out to be another. */
    personById(tx: Tx, person: PersonId): Promise<(KnownPerson & { readonly account: AccountId }) | null>;
    personsOf(tx: Tx, account: AccountId): Promise<readonly KnownPerson[]>;
    /** Accounts of those whom this partner itself invited for that child. */
    accountsInvitedBy(tx: Tx, subject: SubjectId, partner: PartnerId): Promise<readonly AccountId[]>;
    firstNameFor(tx: Tx, subject: SubjectId): Promise<string | null>;
  };
  /** Whether a question waits for this person at this moment. */
  readonly isAsked: (
    tx: Tx,
    person: { readonly person: PersonId; readonly subject: SubjectId },
  ) => Promise<boolean>;
  /** Whether this person may see what is asked about the child on this day. */
  readonly seesAccesses: (person: PersonId) => Promise<boolean>;
  /** The work that nobody waits for failed. */
  readonly onFailure?: (error: unknown) => void;
}
