import type { Tx } from '../../database/index.js';
import type { CheckpointRow } from '../domain/rows.js';
import { checkpointsFrom } from '../store.js';

const pageSize = 500;

/** The checkpoints in order of size, a page at a time. */
export class CheckpointQueue {
  readonly #tx: Tx;
  readonly #logId: number;
  #page: CheckpointRow[] = [];
  #from: number | null = 0;

  constructor(tx: Tx, logId: number) {
    this.#tx = tx;
    this.#logId = logId;
  }

  async peek(): Promise<CheckpointRow | undefined> {
    if (this.#page.length === 0 && this.#from !== null) {
      this.#page = [...(await checkpointsFrom(this.#tx, this.#logId, this.#from, pageSize))];
      const last = this.#page.at(-1);
      this.#from = last === undefined ? null : last.size + 1;
    }
    return this.#page[0];
  }

  take(): void {
    this.#page.shift();
  }
}
