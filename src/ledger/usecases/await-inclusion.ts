import type { EntryId, Inclusion } from '../../contract/index.js';
import { LedgerUnavailable } from '../domain/errors.js';

export interface SettledOptions {
  /** 5 s unless told otherwise. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

interface Waiter {
  readonly since: number;
  settle(inclusion: Inclusion): void;
  fail(error: Error): void;
}

/** So many at least, and twice as many at most. */
const rememberedEntries = 10_000;

/** The requests that wait for their entry's index, and the entries that got one just before anyone asked. */
export class InclusionWaiters {
  readonly #waiting = new Map<EntryId, Set<Waiter>>();
  #recent = new Map<EntryId, number>();
  /** Those before, which go all at once: the first of a large Map is slow to find where others before it were taken out. */
  #former: ReadonlyMap<EntryId, number> = new Map();

  /** Ids that someone waits for since before that moment (`performance.now()`). */
  waitingSince(moment: number): EntryId[] {
    return [...this.#waiting].flatMap(([id, waiters]) =>
      [...waiters].some((waiter) => waiter.since <= moment) ? [id] : [],
    );
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** `performance.now()` of who waits longest, or null. */
  get oldest(): number | null {
    // A Map keeps the order of insertion, so the first waits longest or nearly so.
    const [first] = this.#waiting.values();
    const [waiter] = first ?? [];
    return waiter?.since ?? null;
  }

  /** The index of an entry that was sequenced a moment ago in this process. */
  recentIndex(entry: EntryId): number | undefined {
    return this.#recent.get(entry) ?? this.#former.get(entry);
  }

  /** @throws LedgerUnavailable after the time, or at once when the caller hangs up */
  wait(entry: EntryId, { timeoutMs = 5_000, signal }: SettledOptions): Promise<Inclusion> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abandon);
        const waiters = this.#waiting.get(entry);
        waiters?.delete(waiter);
        if (waiters?.size === 0) this.#waiting.delete(entry);
      };
      const waiter: Waiter = {
        since: performance.now(),
        settle: (inclusion) => {
          end();
          resolve(inclusion);
        },
        fail: (error) => {
          end();
          reject(error);
        },
      };
      const abandon = (): void => waiter.fail(new LedgerUnavailable(signal?.reason));
      const timer = setTimeout(() => waiter.fail(new LedgerUnavailable()), timeoutMs);
      const waiters = this.#waiting.get(entry) ?? new Set();
      this.#waiting.set(entry, waiters.add(waiter));
      if (signal?.aborted === true) abandon();
      else signal?.addEventListener('abort', abandon, { once: true });
    });
  }

  /** @param inclusionOf made only for entries that someone waits for */
  settle(entry: EntryId, index: number, inclusionOf: (index: number) => Inclusion | null): void {
    const waiters = this.#waiting.get(entry);
    if (waiters === undefined) {
      this.#remember(entry, index);
      return;
    }
    const inclusion = inclusionOf(index);
    if (inclusion === null) return;
    for (const waiter of [...waiters]) waiter.settle(inclusion);
  }

  fail(entry: EntryId, error: Error): void {
    for (const waiter of [...(this.#waiting.get(entry) ?? [])]) waiter.fail(error);
  }

  failAll(error: Error): void {
    for (const entry of [...this.#waiting.keys()]) this.fail(entry, error);
  }

  /** After a failure: what was remembered may not have been committed. */
  forget(): void {
    this.#recent = new Map();
    this.#former = new Map();
  }

  #remember(entry: EntryId, index: number): void {
    this.#recent.set(entry, index);
    if (this.#recent.size < rememberedEntries) return;
    this.#former = this.#recent;
    this.#recent = new Map();
  }
}
