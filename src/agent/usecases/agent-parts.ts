import type { PartnerId } from '../../contract/index.js';
import type { Clock, PrivateJwk, SigningKey } from '../../kernel/index.js';
import type { Mappings } from '../adapters/mappings.js';
import type { Records } from '../adapters/records.js';
import type { State } from '../store.js';
import type { Rosters } from './follow-roster.js';
import type { HubCalls } from './hub-calls.js';
import type { AnswerShelf } from './keep-answers.js';
import type { AssignmentShelf } from './keep-assignments.js';
import type { Journal } from './keep-journal.js';
import type { StopShelf } from './keep-stops.js';
import type { WarningShelf } from './keep-warnings.js';
import type { Purposes } from './pin-purposes.js';

/** Everything a use case may reach. */
export interface Agent {
  readonly partner: PartnerId;
  /** To be read anew for each signature: it changes once the roster lists the next one. */
  readonly signing: SigningKey;
  /** Every key that a text may have been sealed to, the newest first. */
  readonly sealing: readonly PrivateJwk[];
  readonly state: State;
  readonly records: Records;
  readonly mappings: Mappings;
  readonly hub: HubCalls;
  readonly rosters: Rosters;
  readonly purposes: Purposes;
  readonly journal: Journal;
  readonly answers: AnswerShelf;
  readonly stops: StopShelf;
  readonly warnings: WarningShelf;
  readonly assignments: AssignmentShelf;
  /** What the agent answers to an order to stop by itself, if anything. */
  readonly stopAnswer: 'erased' | 'by-hand';
  /** Codes that someone must look at, where this agent is a witness of the ledger. */
  readonly witnessAlarms: () => Promise<readonly string[]>;
  readonly clock: Clock;
  /** Codes and opaque ids only: no values, no BSN, no names. */
  readonly log: (event: string, facts?: Readonly<Record<string, string | number | boolean>>) => void;
}

/** A professional with a session: whose token starts things at the hub. */
export interface Professional {
  /** `sub` at the issuer. */
  readonly account: string;
  readonly token: string;
}

/** Seconds since 1970. */
export const secondsNow = ({ clock }: Pick<Agent, 'clock'>): number =>
  Math.floor(clock.now().getTime() / 1_000);
