import type { EntryDraft } from '../domain/entry.js';
import { commitGathered, type Gathered, type RecordAll } from './gather-entries.js';

/** So many owners at once: each may hold a connection for as long as somebody holds its lock. */
const lanes = 4;

/**
 * Gathered entries about subjects whose lock another transaction held: each subject waits in a transaction of its own, so that
 * nobody waits for somebody else's.
 */
export class OwnersAwaited {
  readonly #recordAll: RecordAll;
  /** What waits, per owner in the order of coming. */
  readonly #waiting = new Map<EntryDraft['owner'], Gathered[]>();
  readonly #held = new Set<string>();

  constructor(recordAll: RecordAll) {
    this.#recordAll = recordAll;
  }

  add(gathered: Gathered): void {
    const { owner } = gathered.draft;
    this.#waiting.set(owner, [...(this.#waiting.get(owner) ?? []), gathered]);
    // Whatever else is put off in this turn of the loop comes along.
    queueMicrotask(() => this.#begin());
  }

  #begin(): void {
    for (const [owner, batch] of this.#waiting) {
      if (this.#held.size === lanes) return;
      if (this.#held.has(owner)) continue;
      this.#waiting.delete(owner);
      this.#held.add(owner);
      void commitGathered(this.#recordAll, batch, (one) => this.add(one)).finally(() => {
        this.#held.delete(owner);
        this.#begin();
      });
    }
  }
}
