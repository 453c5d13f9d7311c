import { setTimeout as sleep } from 'node:timers/promises';
import type { Task } from '../../contract/index.js';
import type { Agent } from './agent-parts.js';
import { answerTask } from './answer-task.js';
import { nameOf, waitSeconds } from './long-poll.js';

/** So many tasks are answered at the same time. */
const atOnce = 8;
const firstPauseMs = 500;
const longestPauseMs = 60_000;

export interface TaskLoop {
  /** Takes no more tasks and waits for those in hand. */
  stop(): Promise<void>;
}

/** Takes tasks by long poll, outbound only, and answers them; backs off while the hub cannot be reached. */
export function serveTasks(agent: Agent): TaskLoop {
  const stopping = new AbortController();
  const inHand = new Map<string, Promise<void>>();

  const begin = (task: Task): void => {
    if (inHand.has(task.id)) return;
    const work = answerTask(agent, task)
      .catch((error: unknown) => agent.log('task.failed', { task: task.id, error: nameOf(error) }))
      .finally(() => inHand.delete(task.id));
    inHand.set(task.id, work);
  };

  const loop = async (): Promise<void> => {
    let pause = firstPauseMs;
    while (!stopping.signal.aborted) {
      if (!agent.rosters.ready()) {
        await rest(firstPauseMs);
        continue;
      }
      if (inHand.size >= atOnce) {
        await Promise.race(inHand.values());
        continue;
      }
      try {
        const asked = Date.now();
        const { items } = await agent.hub.takeTasks(atOnce - inHand.size, waitSeconds, stopping.signal);
        for (const task of items) begin(task);
        pause = firstPauseMs;
        // A hub that does not wait would otherwise be asked without end.
        if (items.length === 0 && Date.now() - asked < firstPauseMs) await rest(firstPauseMs);
      } catch (error) {
        if (stopping.signal.aborted) return;
        agent.log('tasks.unreachable', { error: nameOf(error) });
        await rest(pause * (0.5 + Math.random()));
        pause = Math.min(pause * 2, longestPauseMs);
      }
    }
  };
  const rest = (ms: number): Promise<unknown> =>
    sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);

  const running = loop();
  return {
    stop: async () => {
      stopping.abort();
      await running;
      await Promise.allSettled(inHand.values());
    },
  };
}
