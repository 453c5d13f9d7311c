/** Wakes those who wait in this process. Other processes are not heard: who waits also looks by itself, now and then. */
export interface Bells {
  ring(name: string): void;
  /** Resolves at the next ring, after so many milliseconds, or when the signal aborts. */
  heard(name: string, milliseconds: number, signal: AbortSignal): Promise<void>;
}

export function createBells(): Bells {
  const waiting = new Map<string, Set<() => void>>();
  return {
    ring: (name) => {
      for (const wake of waiting.get(name) ?? []) wake();
    },
    heard: (name, milliseconds, signal) =>
      new Promise((resolve) => {
        const listeners = waiting.get(name) ?? new Set();
        waiting.set(name, listeners);
        const wake = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', wake);
          listeners.delete(wake);
          if (listeners.size === 0) waiting.delete(name);
          resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        listeners.add(wake);
        signal.addEventListener('abort', wake);
        if (signal.aborted) wake();
      }),
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
    const stop = new AbortController();
    // Listening starts before looking, so that a ring between the two is heard.
    const heard = bells.heard(name, Math.min(left, every), AbortSignal.any([signal, stop.signal]));
    const seen = await look().catch((error: unknown) => {
      stop.abort();
      throw error;
    });
    if (seen !== null || left <= 0 || signal.aborted) {
      stop.abort();
      return seen;
    }
    await heard;
  }
}
