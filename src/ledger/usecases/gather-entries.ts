import type { Database, Tx } from '../../database/index.js';
import { VaultKeyShredded } from '../../vault/index.js';
import type { AppendedEntry, EntryDraft } from '../domain/entry.js';

/** The most entries that share a transaction: enough that its commit costs each next to nothing. */
const batchLimit = 256;

/** Not split further: what a batch costs whatever its size must be shared by some. */
const batchLeast = 32;

/** So many batches at once: while one is committed, the next is sealed. */
const lanes = 2;

interface Gathered {
  readonly draft: EntryDraft;
  done(entry: AppendedEntry): void;
  fail(error: unknown): void;
}

/**
 * Entries that stand on no row of their caller, and so need no transaction of their own: those that wait go into one. A
 * batch begins as soon as another ends, so that batches size themselves and an entry alone waits for nobody.
 */
export class Gatherer {
  readonly #database: Pick<Database, 'transaction'>;
  readonly #appendAll: (tx: Tx, drafts: readonly EntryDraft[]) => Promise<readonly AppendedEntry[]>;
  readonly #waiting: Gathered[] = [];
  #running = 0;

  constructor(
    database: Pick<Database, 'transaction'>,
    appendAll: (tx: Tx, drafts: readonly EntryDraft[]) => Promise<readonly AppendedEntry[]>,
  ) {
    this.#database = database;
    this.#appendAll = appendAll;
  }

  /** @returns once it is committed @throws what the transaction throws: then it may or may not hold, as with any commit */
  record(draft: EntryDraft): Promise<AppendedEntry> {
    return new Promise((done, fail) => {
      this.#waiting.push({ draft, done, fail });
      // Whoever else calls in this turn of the loop comes along.
      if (this.#running < lanes) queueMicrotask(() => void this.#begin());
    });
  }

  async #begin(): Promise<void> {
    if (this.#running === lanes) return;
    this.#running += 1;
    try {
      while (this.#waiting.length > 0) await this.#commit(this.#take());
    } finally {
      this.#running -= 1;
    }
  }

  /** A share for each lane that is free: one batch of all who wait would leave the others idle until it is through. */
  #take(): readonly Gathered[] {
    const share = Math.ceil(this.#waiting.length / (lanes - this.#running + 1));
    return this.#waiting.splice(0, Math.min(Math.max(share, batchLeast), batchLimit));
  }

  /** Never throws: every caller learns of its own. */
  async #commit(batch: readonly Gathered[]): Promise<void> {
    try {
      const drafts = batch.map(({ draft }) => draft);
      const entries = await this.#database.transaction((tx) => this.#appendAll(tx, drafts));
      for (const [place, entry] of entries.entries()) batch[place]?.done(entry);
    } catch (error) {
      // Nothing was inserted: somebody was erased meanwhile, which is no reason to refuse the others.
      if (error instanceof VaultKeyShredded && batch.length > 1) {
        for (const one of batch) await this.#commit([one]);
      } else for (const { fail } of batch) fail(error);
    }
  }
}
