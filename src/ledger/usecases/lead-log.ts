import type { Tx } from '../../database/index.js';
import { KnownLeaves } from '../domain/known-leaves.js';
import type { LowWater } from '../domain/low-water.js';
import type { PendingEntry } from '../store/tree.js';
import type { InclusionWaiters } from './await-inclusion.js';
import type { LogMirror } from './mirror-log.js';
import {
  readPending,
  type SentHead,
  type SequenceDeps,
  sequenceEntries,
  sequenceWithin,
} from './sequence-entries.js';
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
  readonly #known: KnownLeaves;
  #low: LowWater;
  #over: Error | null = null;

  constructor(deps: SequenceDeps, mirror: LogMirror, waiters: InclusionWaiters) {
    this.#deps = deps;
    this.#mirror = mirror;
    this.#waiters = waiters;
    this.#low = { mark: mirror.head?.lowWater ?? 0n, candidate: null };
    this.#known = new KnownLeaves(this.#low.mark);
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
      const { floor } = this.#known;
      const { low, first, entries } = await sequenceEntries(this.#deps, tx, this.#mirror, this.#low, floor);
      this.#low = low;
      this.#known.passMark(low.mark);
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

  /** Before a turn, behind the locks of a transaction's owners: what else waits for an index; null where it is too much. */
  pending(tx: Tx): Promise<readonly PendingEntry[] | null> {
    return readPending(this.#deps, tx, this.#known.floor);
  }

  /**
   * In a turn.
   *
   * @param pending as it was read before: some may have got their index since
   * @throws HeadMoved; then, and whenever the transaction fails, call {@link fail}
   */
  sequenceWithin(tx: Tx, own: readonly PendingEntry[], pending: readonly PendingEntry[]): SentHead {
    const others = pending.filter(({ seq }) => !this.#known.has(seq));
    return sequenceWithin(this.#deps, tx, this.#mirror, this.#low.mark, own, others);
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
    for (const [place, { id, seq }] of entries.entries()) {
      this.#known.add(seq);
      this.#waiters.settle(id, first + place, (index) => this.#mirror.inclusionOf(index));
    }
  }
}
