import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent } from './agent-parts.js';

/** How long one call to the hub waits where there is nothing, in seconds. */
export const waitSeconds = 20;
const firstPauseMs = 500;
const longestPauseMs = 60_000;

/**
 * Asks the hub for what waits, outbound only, again and again; backs off while it cannot be reached.
 *
 * @param what names it in the log, in the plural
 * @param ask one long poll; answers how many came
 */
export function longPoll(
  agent: Pick<Agent, 'rosters' | 'log'>,
  what: string,
  ask: (signal: AbortSignal) => Promise<number>,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const rest = (ms: number): Promise<unknown> =>
    sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);

  /** @returns how long to rest, in milliseconds */
  const turn = async (pause: number): Promise<number> => {
    if (!agent.rosters.ready()) return firstPauseMs;
    try {
      const asked = Date.now();
      const came = await ask(stopping.signal);
      // A hub that does not wait would otherwise be asked without end.
      return came === 0 && Date.now() - asked < firstPauseMs ? firstPauseMs : 0;
    } catch (error) {
      if (!stopping.signal.aborted) agent.log(`${what}.unreachable`, { error: nameOf(error) });
      return Math.min(Math.max(pause, firstPauseMs) * 2, longestPauseMs);
    }
  };

  const loop = async (): Promise<void> => {
    let pause = 0;
    while (!stopping.signal.aborted) {
      pause = await turn(pause);
      if (pause > 0) await rest(pause * (0.5 + Math.random()));
    }
  };

  const running = loop();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** For the log: the code of what went wrong, or its class. */
export const nameOf = (error: unknown): string =>
  error instanceof Error ? ((error as { readonly code?: string }).code ?? error.name) : 'unknown';
