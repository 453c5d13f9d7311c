import type { SubjectId } from '../../contract/index.js';
import type { Database, Tx } from '../../database/index.js';
import type { Identity } from '../../identity/index.js';
import type { Clock } from '../../kernel/index.js';
import type { Ledger } from '../../ledger/index.js';
import type { Catalogue } from '../../purposes/index.js';
import type { Thresholds } from '../domain/finding.js';

export interface OversightNeeds {
  readonly database: Pick<Database, 'reader' | 'readAs' | 'transaction'>;
  readonly ledger: Pick<Ledger, 'append' | 'settled' | 'assertWritable'>;
  readonly clock: Clock;
  readonly people: { lockIfKnown(tx: Tx, subject: SubjectId, mode: 'share'): Promise<boolean> };
  readonly thresholds: Thresholds;
  /** What purposes and fields are called. */
  readonly catalogue: Pick<Catalogue, 'current'>;
  /** What stops somebody at once; each with its entry. */
  readonly suspend: Identity['suspend'];
  readonly resumeAccount: Identity['resumeAccount'];
  readonly publicUrl: string;
  readonly contactEmail: string;
  /** Told of what fails where no caller waits for it. */
  readonly onFailure?: (error: unknown) => void;
}
