/** Wakes those who wait in this process. Other processes are not heard: who waits also looks by itself, now and then. */
export interface Bells {
  ring(name: string): void;
  /** Listens for the next ring, for so many milliseconds at most. */
  listen(name: string, milliseconds: number, signal: AbortSignal): Listening;
}

export interface Listening {
  /** Resolves at the ring, when the time is over, when the signal aborts, or when nobody cares any more. */
  readonly heard: Promise<void>;
  end(): void;
}

export function createBells(): Bells {
  const waiting = new Map<string, Set<() => void>>();
  return {
    ring: (name) => {
      for (const wake of waiting.get(name) ?? []) wake();
    },
    listen: (name, milliseconds, signal) => {
      const listeners = waiting.get(name) ?? new Set();
      waiting.set(name, listeners);
      let end = (): void => undefined;
      const heard = new Promise<void>((resolve) => {
        end = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          listeners.delete(end);
          // Another set may stand there by now, of who came later.
          if (listeners.size === 0 && waiting.get(name) === listeners) waiting.delete(name);
          resolve();
        };
        const timer = setTimeout(end, milliseconds);
        listeners.add(end);
        signal.addEventListener('abort', end);
        if (signal.aborted) end();
      });
      return { heard, end };
    },
  };
}

/** How often a waiter looks by itself, in milliseconds: what another process did rings no bell here. */
const lookEvery = 400;

export interface Waiting {
  readonly seconds: number;
  readonly signal: AbortSignal;
  /** In milliseconds, where something else than {@link lookEvery} serves. */
  readonly lookEvery?: number;
}

/** Waits until there is something, the time is over or the caller is gone; answers what `look` last saw. */
export async function waitFor<T>(
  bells: Bells,
  name: string,
  { seconds, signal, lookEvery: every = lookEvery }: Waiting,
  look: () => Promise<T | null>,
): Promise<T | null> {
  const until = performance.now() + seconds * 1000;
  for (;;) {
    const left = until - performance.now();
    // Listening starts before looking, so that a ring between the two is heard.
    const listening = bells.listen(name, Math.min(left, every), signal);
    const seen = await look().catch((error: unknown) => {
      listening.end();
      throw error;
    });
    if (seen !== null || left <= 0 || signal.aborted) {
      listening.end();
      return seen;
    }
    await listening.heard;
  }
}
