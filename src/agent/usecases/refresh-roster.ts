import type { Agent } from './agent-parts.js';

const everyMs = 60_000;
/** Until the first roster is there, partners wait: ask more often. */
const soonMs = 2_000;

/** Asks for the roster now and then every minute. A hub that is away leaves the pinned one in force. */
export async function keepRosterFresh(agent: Agent): Promise<{ stop(): void }> {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const refresh = async (): Promise<void> => {
    await agent.rosters.refresh().catch(() => agent.log('roster.unreachable'));
    const alarms = agent.rosters.alarms();
    if (alarms.length > 0) agent.log('roster.alarm', { causes: alarms.join(' ') });
    if (stopped) return;
    timer = setTimeout(refresh, alarms.includes('no-roster') ? soonMs : everyMs);
    timer.unref();
  };
  await refresh();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
