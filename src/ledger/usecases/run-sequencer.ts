import type pg from 'pg';
import type { EntryId, Inclusion } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { LedgerDamaged, LedgerUnavailable } from '../domain/errors.js';
import { indexesOf, pendingEntries, tryLead } from '../store/tree.js';
import { InclusionWaiters, type SettledOptions } from './await-inclusion.js';
import { Lead } from './lead-log.js';
import { LogMirror } from './mirror-log.js';
import { openLoopSession } from './open-loop-session.js';
import { refuseDamaged } from './refuse-damaged.js';
import { HeadMoved, type SequenceDeps, writeEmptyHead } from './sequence-entries.js';

/** Milliseconds. Requests in this process wake the loop; the pace is for entries and heads of other processes. */
const pace = {
  leading: 20,
  followingForSomeone: 4,
  following: 250,
  firstRetry: 50,
  lastRetry: 1_000,
} as const;

/** A loop that did not come round, or a request that waits, for longer than this: the ledger stalls. */
const stallMs = 3_000;

export interface SequencerDeps extends SequenceDeps {
  readonly pool: pg.Pool;
  /** Told of every failure that the loop recovers from. */
  readonly onFailure: (error: Error) => void;
  /** Full tiles in memory at most, of 16 kB each. */
  readonly tilesInMemory: number;
  /** Done before this process signs anything; what it throws keeps it from leading. */
  readonly onLead: (headNote: string) => Promise<void>;
}

/**
 * One per process: leads the log when it gets the lock, else follows who does and stands by. It keeps nothing that
 * SQL does not have: after any failure it forgets its memory and begins again.
 */
export class Sequencer {
  readonly #deps: SequencerDeps;
  #mirror: LogMirror;
  readonly #waiters = new InclusionWaiters();
  #loop: Promise<void> | null = null;
  #stopping = false;
  #lead: Lead | null = null;
  #damaged = false;
  #overdue = false;
  #lastRound = Number.NEGATIVE_INFINITY;
  #woken = false;
  #endPause: (() => void) | null = null;

  constructor(deps: SequencerDeps) {
    this.#deps = deps;
    this.#mirror = new LogMirror(deps.logId, deps.tilesInMemory);
  }

  /** Null while another process leads. */
  get lead(): Lead | null {
    return this.#lead;
  }

  /** Entries with an index, as far as this process knows. */
  get size(): number | null {
    return this.#mirror.head?.size ?? null;
  }

  get waiting(): number {
    return this.#waiters.size;
  }

  get lagMs(): number {
    const { oldest } = this.#waiters;
    return oldest === null ? 0 : performance.now() - oldest;
  }

  get stalled(): boolean {
    const limit = performance.now() - stallMs;
    const oldest = this.#waiters.oldest ?? Number.POSITIVE_INFINITY;
    return this.#damaged || this.#overdue || this.#lastRound < limit || oldest < limit;
  }

  /** Done when a signed head is known; in an empty log the leader writes one first. @throws the first failure */
  async start(): Promise<void> {
    if (this.#loop !== null) return;
    this.#stopping = false;
    await new Promise<void>((ready, failed) => {
      this.#loop = this.#run(ready, failed);
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#loop;
    this.#loop = null;
    this.#lastRound = Number.NEGATIVE_INFINITY;
    this.#waiters.failAll(new LedgerUnavailable());
  }

  /** @throws LedgerUnavailable */
  async settled(entry: EntryId, options: SettledOptions): Promise<Inclusion> {
    if (this.#loop === null || this.#stopping) throw new LedgerUnavailable();
    const index = this.#waiters.recentIndex(entry);
    const inclusion = index === undefined ? null : this.#mirror.inclusionOf(index);
    if (inclusion !== null) return inclusion;
    const since = performance.now();
    const waiting = this.#waiters.wait(entry, options);
    this.#wake();
    return waiting.catch((error: unknown) => {
      if (performance.now() - since > stallMs) this.#overdue = true;
      throw error;
    });
  }

  /**
   * The proof in a checkpoint, or in the newest tree known here; null when either lies beyond that tree.
   *
   * @throws LedgerUnavailable when a tile that it needs was altered
   */
  inclusionOf(
    tx: Tx,
    index: number,
    checkpoint?: { readonly size: number; readonly note: string },
  ): Promise<Inclusion | null> {
    return refuseDamaged(this.#deps.onFailure, () => this.#mirror.prove(tx, index, checkpoint));
  }

  /** Null when `second` lies beyond the newest tree known here. @throws LedgerUnavailable as {@link inclusionOf} */
  consistency(tx: Tx, first: number, second: number): Promise<readonly Uint8Array[] | null> {
    return refuseDamaged(this.#deps.onFailure, () => this.#mirror.proveConsistency(tx, first, second));
  }

  async #run(ready: () => void, failed: (error: Error) => void): Promise<void> {
    let [started, retry]: [boolean, number] = [false, pace.firstRetry];
    while (!this.#stopping) {
      try {
        await this.#inSession(() => {
          if (this.#mirror.head === null) return;
          [started, retry] = [true, pace.firstRetry];
          ready();
        });
      } catch (cause) {
        const error = cause instanceof Error ? cause : new Error(String(cause));
        this.#damaged = error instanceof LedgerDamaged;
        this.#deps.onFailure(error);
        if (!started) {
          this.#loop = null;
          return failed(error);
        }
        await this.#pause(retry);
        retry = Math.min(retry * 2, pace.lastRetry);
      }
    }
    failed(new LedgerUnavailable());
  }

  async #inSession(roundDone: () => void): Promise<void> {
    const session = await openLoopSession(this.#deps.pool);
    try {
      while (!this.#stopping && !(await tryLead(session.tx, this.#deps.logId))) {
        await this.#follow(session.tx);
        roundDone();
        await this.#pause(this.#waiters.size > 0 ? pace.followingForSomeone : pace.following);
      }
      if (!this.#stopping) await this.#leadOn(session.tx, roundDone);
    } finally {
      this.#lead = null;
      // A new one: a transaction that is still in its turn ends on the memory that it began on.
      this.#mirror = new LogMirror(this.#deps.logId, this.#deps.tilesInMemory);
      this.#waiters.forget();
      session.end();
    }
  }

  async #follow(tx: Tx): Promise<void> {
    const began = performance.now();
    const advanced = await this.#mirror.catchUp(tx);
    await this.#lookUp(tx, began);
    if (this.#overdue) this.#overdue = !advanced && (await this.#hasBacklog(tx));
    this.#lastRound = performance.now();
  }

  async #leadOn(tx: Tx, roundDone: () => void): Promise<void> {
    await this.#mirror.catchUp(tx);
    await this.#mirror.completeTiles(tx);
    if (this.#mirror.head === null) await writeEmptyHead(this.#deps, tx, this.#mirror);
    if (this.#mirror.head !== null) await this.#deps.onLead(this.#mirror.head.note);
    const lead = new Lead(this.#deps, this.#mirror, this.#waiters);
    this.#lead = lead;
    while (!this.#stopping) {
      const began = performance.now();
      const sequenced = await lead.round(tx, async () => {
        // An index that this leader did not give: another one leads too, and memory is behind.
        if (!(await this.#lookUp(tx, began))) throw new HeadMoved();
      });
      this.#overdue = false;
      this.#lastRound = performance.now();
      roundDone();
      if (sequenced === 0) await this.#pause(pace.leading);
    }
    await lead.end();
  }

  /**
   * For who waits for an entry that was sequenced elsewhere, or too long ago to be remembered.
   *
   * @returns false where one stands beyond the tree known here
   */
  async #lookUp(tx: Tx, before: number): Promise<boolean> {
    const ids = this.#waiters.waitingSince(before);
    if (ids.length === 0) return true;
    let isWithin = true;
    for (const [id, index] of await indexesOf(tx, this.#deps.logId, ids)) {
      try {
        const inclusion = await this.inclusionOf(tx, index);
        if (inclusion === null) isWithin = false;
        this.#waiters.settle(id, index, () => inclusion);
      } catch (error) {
        // Only who asks for what stands in an altered tile is refused: the others' entries must get their index.
        if (!(error instanceof LedgerUnavailable)) throw error;
        this.#waiters.fail(id, error);
      }
    }
    return isWithin;
  }

  async #hasBacklog(tx: Tx): Promise<boolean> {
    const mark = this.#mirror.head?.lowWater ?? 0n;
    return (await pendingEntries(tx, this.#deps.logId, mark, 1)).entries.length > 0;
  }

  #wake(): void {
    this.#woken = true;
    this.#endPause?.();
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#endPause = null;
        this.#woken = false;
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.#endPause = end;
      if (this.#woken) end();
    });
  }
}
