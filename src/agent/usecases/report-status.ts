import type { RosterPartner } from '../../contract/index.js';
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
  const entry: RosterPartner | null = agent.rosters.ready() ? agent.rosters.self() : null;
  return {
    partner: agent.partner,
    role: entry?.role ?? null,
    name: entry?.name ?? null,
    roster: { version: agent.state.roster.read().seen?.version ?? null },
    alarms: [
      ...agent.rosters.alarms(),
      ...agent.purposes.alarms(),
      ...(await agent.records.alarms()),
      ...(await agent.witnessAlarms()),
    ],
    lastTasks: agent.journal.lastTasks(),
  };
}
