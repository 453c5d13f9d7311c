import type { SubjectId } from '../../contract/index.js';
import type { Database, Tx } from '../../database/index.js';
import type { Clock } from '../../kernel/index.js';
import type { Ledger } from '../../ledger/index.js';
import type { Thresholds } from '../domain/finding.js';

export interface OversightNeeds {
  readonly database: Pick<Database, 'reader' | 'transaction'>;
  readonly ledger: Pick<Ledger, 'append' | 'settled' | 'assertWritable'>;
  readonly clock: Clock;
  readonly people: { lockIfKnown(tx: Tx, subject: SubjectId, mode: 'share'): Promise<boolean> };
  readonly thresholds: Thresholds;
  /** Told of what fails where no caller waits for it. */
  readonly onFailure?: (error: unknown) => void;
}
