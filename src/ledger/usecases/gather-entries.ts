import { VaultKeyShredded } from '../../vault/index.js';
import type { AppendedEntry, EntryDraft } from '../domain/entry.js';

/** The most entries that share a transaction: enough that its commit costs each next to nothing. */
const batchLimit = 256;

/** Not split further: what a batch costs whatever its size must be shared by some. */
const batchLeast = 64;

/** So many batches at once: while one is committed, the next is sealed. */
const lanes = 2;

export interface Gathered {
  readonly draft: EntryDraft;
  done(entry: AppendedEntry): void;
  fail(error: unknown): void;
}

/** Records drafts in one transaction; null for one that must wait for another's. */
export type RecordAll = (drafts: readonly EntryDraft[]) => Promise<readonly (AppendedEntry | null)[]>;

/**
 * Entries that stand on no row of their caller, and so need no transaction of their own: those that wait go into one. A
 * batch begins as soon as another ends, so that batches size themselves and an entry alone waits for nobody. What concerns
 * one subject is never in two batches at once, which would wait for each other's locks.
 */
export class Gatherer {
  readonly #recordAll: RecordAll;
  readonly #putOff: (gathered: Gathered) => void;
  #waiting: Gathered[] = [];
  readonly #held = new Set<string>();
  #running = 0;

  /** @param putOff takes over what must wait for another transaction */
  constructor(recordAll: RecordAll, putOff: (gathered: Gathered) => void) {
    this.#recordAll = recordAll;
    this.#putOff = putOff;
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
      for (let batch = this.#take(); batch.length > 0; batch = this.#take()) {
        const owners = new Set(batch.map(({ draft }) => draft.owner).filter((owner) => owner !== 'hub'));
        for (const owner of owners) this.#held.add(owner);
        await commitGathered(this.#recordAll, batch, this.#putOff);
        for (const owner of owners) this.#held.delete(owner);
      }
    } finally {
      this.#running -= 1;
    }
  }

  /** A share for each lane that is free: one batch of all who wait would leave the others idle until it is through. */
  #take(): readonly Gathered[] {
    const share = Math.ceil(this.#waiting.length / (lanes - this.#running + 1));
    const most = Math.min(Math.max(share, batchLeast), batchLimit);
    const batch: Gathered[] = [];
    const left: Gathered[] = [];
    for (const one of this.#waiting) {
      (batch.length < most && !this.#held.has(one.draft.owner) ? batch : left).push(one);
    }
    this.#waiting = left;
    return batch;
  }
}

/** Never rejects: every caller learns of its own. */
export async function commitGathered(
  recordAll: RecordAll,
  batch: readonly Gathered[],
  putOff: (gathered: Gathered) => void,
): Promise<void> {
  try {
    const entries = await recordAll(batch.map(({ draft }) => draft));
    for (const [place, one] of batch.entries()) {
      const entry = entries[place] ?? null;
      if (entry === null) putOff(one);
      else one.done(entry);
    }
  } catch (error) {
    // Nothing was inserted: somebody was erased meanwhile, which is no reason to refuse the others.
    if (error instanceof VaultKeyShredded && batch.length > 1) {
      for (const one of batch) await commitGathered(recordAll, [one], putOff);
    } else for (const { fail } of batch) fail(error);
  }
}
