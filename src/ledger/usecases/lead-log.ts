import type { Tx } from '../../database/index.js';
import type { LowWater } from '../domain/low-water.js';
import type { PendingEntry } from '../store/tree.js';
import type { InclusionWaiters } from './await-inclusion.js';
import type { LogMirror } from './mirror-log.js';
import { type SentHead, type SequenceDeps, sequenceEntries, sequenceWithin } from './sequence-entries.js';
import { Turns } from './take-turns.js';

/** The session of the loop is silent while another has the turn, and PostgreSQL ends it soon after this. */
const turnLimitMs = 2_000;

/**
 * One time that this process leads the log: its loop, and the transactions that give their own entries an index, each in its
 * turn, so that each builds on a head that has committed. After any failure in a turn nobody gets another, and whoever
 * leads next begins from SQL.
 */
export class Lead {
  readonly #deps: SequenceDeps;
  readonly #mirror: LogMirror;
  readonly #waiters: InclusionWaiters;
  readonly #turns = new Turns();
  #low: LowWater;
  #over: Error | null = null;

  constructor(deps: SequenceDeps, mirror: LogMirror, waiters: InclusionWaiters) {
    this.#deps = deps;
    this.#mirror = mirror;
    this.#waiters = waiters;
    this.#low = { mark: mirror.head?.lowWater ?? 0n, candidate: null };
  }

  /**
   * A turn of the loop.
   *
   * @param lookUp the end of it
   * @returns how many entries got their index
   * @throws HeadMoved, or what failed in anybody's turn
   */
  async round(tx: Tx, lookUp: () => Promise<void>): Promise<number> {
    const end = await this.take();
    try {
      if (end === null) throw this.#over ?? new Error('a transaction of this process does not end');
      const { low, first, entries } = await sequenceEntries(this.#deps, tx, this.#mirror, this.#low);
      this.#low = low;
      this.#settle(first, entries);
      await lookUp();
      return entries.length;
    } catch (error) {
      this.fail(error);
      throw error;
    } finally {
      end?.();
    }
  }

  /** @returns what ends the turn; null where it does not come soon, or this process leads no more */
  async take(): Promise<(() => void) | null> {
    const end = await this.#turns.take(turnLimitMs);
    if (this.#over === null) return end;
    end?.();
    return null;
  }

  /** In a turn. @throws HeadMoved; then, and whenever the transaction fails, call {@link fail} */
  sequenceWithin(tx: Tx, own: readonly PendingEntry[]): Promise<SentHead | null> {
    return sequenceWithin(this.#deps, tx, this.#mirror, this.#low.mark, own);
  }

  /** In the same turn, once the head has committed. */
  committed({ head, first, entries }: SentHead): void {
    this.#mirror.settle(head);
    this.#settle(first, entries);
  }

  fail(error: unknown): void {
    this.#over ??= error instanceof Error ? error : new Error(String(error));
  }

  /** Done once the turn under way has ended; nobody gets another. */
  async end(): Promise<void> {
    this.fail(new Error('this process leads no more'));
    await this.take();
  }

  #settle(first: number, entries: readonly PendingEntry[]): void {
    for (const [place, { id }] of entries.entries()) {
      this.#waiters.settle(id, first + place, (index) => this.#mirror.inclusionOf(index));
    }
  }
}
