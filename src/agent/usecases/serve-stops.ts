import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent } from './agent-parts.js';
import { obeyStop } from './obey-stop.js';

const atOnce = 20;
const waitSeconds = 20;
const firstPauseMs = 500;
const longestPauseMs = 60_000;

/** Takes orders to stop by long poll, outbound only, and obeys them; backs off while the hub cannot be reached. */
export function serveStops(agent: Agent): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const rest = (ms: number): Promise<unknown> =>
    sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);

  /** @returns how long to rest, in milliseconds */
  const turn = async (pause: number): Promise<number> => {
    if (!agent.rosters.ready()) return firstPauseMs;
    try {
      const asked = Date.now();
      const { items } = await agent.hub.takeStops(atOnce, waitSeconds, stopping.signal);
      for (const order of items) {
        // One that fails comes again, after its lease.
        await obeyStop(agent, order).catch((error: unknown) =>
          agent.log('stop.failed', { stop: order.id, error: nameOf(error) }),
        );
      }
      // A hub that does not wait would otherwise be asked without end.
      return items.length === 0 && Date.now() - asked < firstPauseMs ? firstPauseMs : 0;
    } catch (error) {
      if (!stopping.signal.aborted) agent.log('stops.unreachable', { error: nameOf(error) });
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

const nameOf = (error: unknown): string =>
  error instanceof Error ? ((error as { readonly code?: string }).code ?? error.name) : 'unknown';
