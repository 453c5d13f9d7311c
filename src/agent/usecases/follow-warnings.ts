import {
  type EmergencyId,
  type EmergencyWarning,
  NotFound,
  type WarningMeasure,
} from '../../contract/index.js';
import { inRounds, type Rounds } from '../../kernel/index.js';
import type { Agent, Professional } from './agent-parts.js';

/** How often the hub is asked; nothing waits for a warning. Milliseconds. */
const everyMs = 60_000;

/** Keeps the shelf as the hub has it. */
export function followWarnings(agent: Agent): Rounds {
  return inRounds(
    () => refresh(agent),
    everyMs,
    (error) => agent.log('warnings.unreachable', { error: error instanceof Error ? error.name : 'unknown' }),
  );
}

async function refresh(agent: Agent): Promise<void> {
  const { items } = await agent.hub.warnings();
  const { warnings } = agent;
  for (const gone of [...warnings.keys()].filter((id) => !items.some(({ emergency }) => emergency === id))) {
    warnings.delete(gone);
  }
  for (const warning of items) {
    if (!warnings.has(warning.emergency)) agent.log('emergency.warned', { exchange: warning.exchange });
    warnings.set(warning.emergency, { ...warning, number: numberOf(agent, warning.subject) });
  }
}

const numberOf = (agent: Agent, subject: EmergencyWarning['subject']): string | null =>
  agent.state.children.read().items.find(({ ref }) => ref === subject)?.number ?? null;

/** Asks the hub anew. @throws HubUnreachable */
export async function listWarnings(agent: Agent) {
  await refresh(agent);
  return [...agent.warnings.values()];
}

/** A professional says what was done with it; not who used the emergency. @throws NotFound | HubError */
export async function answerWarning(
  agent: Agent,
  { token }: Professional,
  id: string,
  measure: WarningMeasure,
): Promise<void> {
  const emergency = id as EmergencyId;
  if (!agent.warnings.has(emergency)) throw new NotFound();
  await agent.hub.answerWarning(emergency, measure, token);
  agent.warnings.delete(emergency);
}
