import type { Evidence } from '../audit/index.js';
import type { ExchangeId, ExchangeStory, Officer, Oversees, Role } from '../contract/index.js';
import type { Database, Tx } from '../database/index.js';
import type { Exchange } from '../exchange/index.js';
import type { Clock } from '../kernel/index.js';
import type { Ledger, OwnedEntries } from '../ledger/index.js';
import type { Oversight } from '../oversight/index.js';
import type { Frame } from '../pages/index.js';
import type { People } from '../people/index.js';
import type { Policies } from '../policy/index.js';
import type { Catalogue } from '../purposes/index.js';
import type { Rights } from '../rights/index.js';
import type { Verifications } from '../verifications/index.js';
import type { ListedPartner } from './domain/register.js';

/** What the register is made from. */
export interface RegisterNeeds {
  readonly database: Pick<Database, 'reader'>;
  readonly catalogue: Pick<Catalogue, 'purposes' | 'version' | 'roles' | 'role' | 'plays'>;
  readonly partners: { withRoles(tx: Tx, roles: readonly Role[]): Promise<readonly ListedPartner[]> };
  /** What the hub keeps when a child is erased, and on which article. */
  readonly retention: {
    readonly classes: readonly {
      readonly class: string;
      readonly keep: { readonly years: number; readonly article: string; readonly why: string } | null;
    }[];
  };
  readonly publicUrl: string;
  readonly contactEmail: string;
}

/** What the register of other days is made from. */
export interface HistoryNeeds extends RegisterNeeds {
  /** The entries of the log that the hub owns, of these kinds, opened and checked; the newest first. */
  readonly hubEntries: (kinds: readonly string[]) => ReturnType<OwnedEntries['about']>;
}

/** What the facts for an impact assessment are made from. */
export interface DpiaNeeds extends RegisterNeeds {
  readonly catalogue: RegisterNeeds['catalogue'] & Pick<Catalogue, 'ruleOn' | 'agreement'>;
  readonly policies: Pick<Policies, 'digest' | 'texts'>;
  readonly clock: Pick<Clock, 'today'>;
  readonly ledger: Pick<Ledger, 'witnessHealth'>;
  /** Who is asked to sign the log, by their names in the policy. */
  readonly witnesses: readonly string[];
  /** How long sources may answer. */
  readonly answerSeconds: number;
}

/** What the figures for partners are made from. */
export interface InsightNeeds {
  readonly clock: Pick<Clock, 'today'>;
  readonly exchange: Pick<Exchange, 'quarters'>;
}

/** What the pages ask of the rooms before this one: the same use cases that the API has. */
export interface OfficerNeeds extends HistoryNeeds, DpiaNeeds {
  readonly catalogue: DpiaNeeds['catalogue'] & Pick<Catalogue, 'labels' | 'current'>;
  readonly clock: Clock;
  /** One exchange, whole; the look is recorded. */
  readonly audit: {
    /** @throws NotFound | HubError `ledger-unavailable` */
    openStory(caller: Officer, exchange: ExchangeId, reason: string): Promise<ExchangeStory>;
    /** The same as a file that proves itself. @throws as `openStory` */
    giveEvidence(caller: Officer, exchange: ExchangeId, reason: string): Promise<Evidence>;
  };
  readonly exchange: Pick<Exchange, 'officers' | 'figures'>;
  readonly rights: Pick<Rights, 'officers' | 'retention'>;
  readonly oversight: Pick<Oversight, 'unusual' | 'breaches'>;
  readonly people: Pick<People, 'officers'>;
  readonly ledger: Pick<Ledger, 'health' | 'witnessHealth' | 'checkpoint' | 'verifierKeys'>;
  readonly verifications: Pick<Verifications, 'begin' | 'stopRun' | 'list' | 'verdict'>;
  readonly frame: Frame;
  /** By the policies; the door asks them before any page does. */
  readonly officerMay: (officer: Officer, oversees: Oversees) => boolean;
}
