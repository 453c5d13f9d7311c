/** Work that is done again and again for as long as a process runs. */
export interface Rounds {
  start(): void;
  /** Resolves when the round that runs is done. */
  stop(): Promise<void>;
}

/**
 * Does work in rounds, the next one so long after the end of the last. A round that fails is told of, and the next comes.
 *
 * @param work is asked now and then whether it is enough: the process stops
 * @param everyMs milliseconds
 */
export function inRounds(
  work: (enough: () => boolean) => Promise<void>,
  everyMs: number,
  onFailure: (error: unknown) => void,
): Rounds {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let stopped = true;
  const turn = (): void => {
    timer = null;
    running = work(() => stopped)
      .catch(onFailure)
      .finally(() => {
        if (!stopped) timer = setTimeout(turn, everyMs);
      });
  };
  return {
    start: () => {
      if (!stopped) return;
      stopped = false;
      turn();
    },
    stop: async () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
