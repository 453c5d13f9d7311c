import type pg from 'pg';
import type { WitnessPolicy } from '../../tlog/index.js';
import { LedgerContradicted, LedgerUnavailable } from '../domain/errors.js';
import { tryAskWitnesses } from '../store/cosignatures.js';
import { type Head, publishedHead } from '../store/tree.js';
import { bringToWitness, type WitnessDeps } from './follow-witness.js';
import { openLoopSession } from './open-loop-session.js';

/** Milliseconds. A session must not be silent for longer than `openLoopSession` allows. */
const pace = { asking: 250, standingBy: 1_000, firstRetry: 500, lastRetry: 15_000 } as const;

export interface AskWitnessesDeps extends Omit<WitnessDeps, 'signal'> {
  readonly pool: pg.Pool;
  readonly policy: WitnessPolicy;
  readonly publishEveryMs: number;
  /** Told of every failure; each witness is asked again. */
  readonly onFailure: (error: Error) => void;
}

/**
 * Brings each published checkpoint to the witnesses of the policy. One hub process at a time does, by advisory lock; each
 * witness at its own pace, so that one that is slow or gone holds up nobody.
 */
export class WitnessLoop {
  readonly #deps: AskWitnessesDeps;
  readonly #followers: readonly Follower[];
  readonly #stop = new AbortController();
  #loop: Promise<void> | null = null;

  constructor(deps: AskWitnessesDeps) {
    this.#deps = deps;
    const asking = { ...deps, signal: this.#stop.signal };
    const reachable = deps.policy.witnesses.filter(({ url }) => url !== null);
    this.#followers = reachable.map(
      (witness) => new Follower((head) => bringToWitness(asking, witness, head), deps.onFailure),
    );
  }

  /**
   * Before anything is recorded: the log must reach, and lead to, what each witness that answers has seen of it.
   *
   * @throws LedgerContradicted
   */
  async assertNotContradicted(): Promise<void> {
    const { reader, logId, publishEveryMs } = this.#deps;
    const head = await publishedHead(reader, logId, publishEveryMs);
    if (head === null) return;
    const outcomes = await Promise.all(this.#followers.map((follower) => follower.ask(head)));
    const contradiction = outcomes.find((outcome) => outcome instanceof LedgerContradicted);
    if (contradiction !== undefined) throw contradiction;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loop;
    await Promise.all(this.#followers.map((follower) => follower.settled()));
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        await this.#inSession();
      } catch (error) {
        this.#deps.onFailure(error instanceof Error ? error : new Error(String(error)));
        await this.#pause(pace.standingBy);
      }
    }
  }

  async #inSession(): Promise<void> {
    const { pool, logId, publishEveryMs } = this.#deps;
    const { signal } = this.#stop;
    const session = await openLoopSession(pool);
    try {
      while (!signal.aborted && !(await tryAskWitnesses(session.tx, logId))) {
        await this.#pause(pace.standingBy);
      }
      while (!signal.aborted) {
        const head = await publishedHead(session.tx, logId, publishEveryMs);
        if (head !== null) for (const follower of this.#followers) follower.offer(head);
        await this.#pause(pace.asking);
      }
    } finally {
      session.end();
    }
  }

  #pause(milliseconds: number): Promise<void> {
    const { signal } = this.#stop;
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      if (signal.aborted) end();
      else signal.addEventListener('abort', end, { once: true });
    });
  }
}

type Offered = Pick<Head, 'size' | 'note'>;

/** One witness: asked once at a time, and less often while it fails. */
class Follower {
  readonly #bring: (head: Offered) => Promise<boolean>;
  readonly #onFailure: (error: Error) => void;
  #busy: Promise<unknown> | null = null;
  #cosigned = -1;
  #notBefore = Number.NEGATIVE_INFINITY;
  #retry: number = pace.firstRetry;

  constructor(bring: (head: Offered) => Promise<boolean>, onFailure: (error: Error) => void) {
    this.#bring = bring;
    this.#onFailure = onFailure;
  }

  offer(head: Offered): void {
    if (this.#busy !== null || head.size <= this.#cosigned || performance.now() < this.#notBefore) return;
    this.#busy = this.ask(head).finally(() => {
      this.#busy = null;
    });
  }

  /** @returns what failed, once it was told; null when nothing did */
  async ask(head: Offered): Promise<Error | null> {
    try {
      if (await this.#bring(head)) this.#cosigned = head.size;
      this.#retry = pace.firstRetry;
      return null;
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      this.#notBefore = performance.now() + this.#retry;
      // A proof that this process cannot make at the moment is soon made.
      if (!(error instanceof LedgerUnavailable)) this.#retry = Math.min(this.#retry * 2, pace.lastRetry);
      this.#onFailure(error);
      return error;
    }
  }

  async settled(): Promise<void> {
    await this.#busy;
  }
}
