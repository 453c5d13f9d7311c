import type { PartnerId, PersonId, Role, SubjectId } from '../../contract/index.js';
import type { Database, Tx } from '../../database/index.js';
import type { Partners } from '../../identity/index.js';
import type { Clock, PrivateJwk } from '../../kernel/index.js';
import type { Ledger } from '../../ledger/index.js';
import type { Catalogue } from '../../purposes/index.js';
import type { Vault } from '../../vault/index.js';

/** How consent about a child stands for one person; purposes by id. */
export interface ChildSummary {
  /** How many questions wait for this person's answer. */
  readonly waiting: number;
  /** Shared now, because everyone who must said yes. */
  readonly shared: readonly string[];
  /** To which this person said yes, and which is not complete yet. */
  readonly incomplete: readonly string[];
}

/** What this room's use cases work with; put together once, in `createPeople`. */
export interface PeopleNeeds {
  readonly database: Pick<Database, 'reader' | 'transaction' | 'prisma'>;
  readonly ledger: Pick<Ledger, 'append' | 'settled' | 'inclusionOf' | 'assertWritable'>;
  readonly vault: Pick<Vault, 'seal' | 'open' | 'mac' | 'macs' | 'pseudonymMacs'>;
  readonly clock: Clock;
  readonly partners: Pick<Partners, 'lock' | 'find'>;
  readonly catalogue: Pick<Catalogue, 'current' | 'role'>;
  /** The hub's public origin, as issuer of orders to the evaluator. */
  readonly publicUrl: string;
  readonly evaluator: { readonly url: string };
  /** Signs those orders. */
  readonly ticketKey: PrivateJwk;
  /** Whether there is a basis now for a flow about this child to this partner. Catalogue, partners and subject are locked. */
  readonly introductionAllowed: (
    tx: Tx,
    question: {
      readonly subject: SubjectId;
      readonly purpose: string;
      readonly to: PartnerId;
      readonly toRole: Role;
    },
  ) => Promise<boolean>;
  /** What waits for this person's answer, and what is shared on its yes now; purposes by id. */
  readonly sumUp: (
    tx: Tx,
    person: { readonly person: PersonId; readonly subject: SubjectId },
  ) => Promise<ChildSummary>;
  /** Enrolments are answered at multiples of this many milliseconds, so that time does not tell who was known. */
  readonly answerStepMs: number;
}
