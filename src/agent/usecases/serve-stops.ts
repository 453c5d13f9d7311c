import type { Agent } from './agent-parts.js';
import { longPoll, nameOf, waitSeconds } from './long-poll.js';
import { obeyStop } from './obey-stop.js';

const atOnce = 20;

/** Takes orders to stop by long poll, and obeys them. */
export const serveStops = (agent: Agent): { stop(): Promise<void> } =>
  longPoll(agent, 'stops', async (signal) => {
    const { items } = await agent.hub.takeStops(atOnce, waitSeconds, signal);
    for (const order of items) {
      // One that fails comes again, after its lease.
      await obeyStop(agent, order).catch((error: unknown) =>
        agent.log('stop.failed', { stop: order.id, error: nameOf(error) }),
      );
    }
    return items.length;
  });
