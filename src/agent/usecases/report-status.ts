import type { Agent } from './agent-parts.js';
import type { TaskOutcome } from './keep-journal.js';

export interface Status {
  readonly partner: string;
  readonly role: string | null;
  readonly name: string | null;
  readonly roster: { readonly version: number | null };
  /** Codes that someone must look at: about the roster, the own keys, purposes and files. */
  readonly alarms: readonly string[];
  readonly lastTasks: readonly TaskOutcome[];
}

export async function statusOf(agent: Agent): Promise<Status> {
  const entry = ownEntry(agent);
  return {
    partner: agent.partner,
    role: entry?.role ?? null,
    name: entry?.name ?? null,
    roster: { version: agent.state.roster.read().seen?.version ?? null },
    alarms: [...agent.rosters.alarms(), ...agent.purposes.alarms(), ...(await recordAlarms(agent))],
    lastTasks: agent.journal.lastTasks(),
  };
}

function ownEntry(agent: Agent) {
  try {
    return agent.rosters.self();
  } catch {
    return null;
  }
}

/** Each malformed export by file, place and cause; the others keep working. */
async function recordAlarms(agent: Agent): Promise<readonly string[]> {
  const alarms: string[] = [];
  for (const number of await agent.records.numbers()) {
    try {
      await agent.records.read(number);
    } catch (error) {
      alarms.push(`record-malformed: ${(error as Error).message}`);
    }
  }
  return alarms;
}
