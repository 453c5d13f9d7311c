import type { Database } from '../../database/index.js';
import type { Clock } from '../../kernel/index.js';
import type { Ledger } from '../../ledger/index.js';
import type { ReplayOrder } from '../domain/messages.js';

/** What runs of the replay need; put together in `open-verifications.ts`. */
export interface VerificationNeeds {
  readonly database: Pick<Database, 'reader'>;
  readonly ledger: Pick<Ledger, 'health'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Of the program that replays; gets its order over the channel that Node opens to a child. */
  readonly program: URL;
  /** With the keys of now: they may have been rotated since the last run. */
  readonly order: () => ReplayOrder;
  /** How often the hub begins by itself; 0 is never. */
  readonly everyHours: number;
  /** The log does not hold. @param rule that is broken */
  readonly onBroken: (rule: string) => void;
  /** A run ended without a word, or none could be begun. */
  readonly onFailure: (error: unknown) => void;
}
