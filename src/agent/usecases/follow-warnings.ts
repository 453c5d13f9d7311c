import { type EmergencyId, NotFound, type WarningMeasure } from '../../contract/index.js';
import { inRounds, type Rounds } from '../../kernel/index.js';
import type { Agent, Professional } from './agent-parts.js';
import { numberOf } from './find-child.js';
import { nameOf } from './long-poll.js';

/** How often the hub is asked; nothing waits for a warning. Milliseconds. */
const everyMs = 60_000;

/** Keeps the shelf as the hub has it. */
export function followWarnings(agent: Agent): Rounds {
  return inRounds(
    () => refresh(agent),
    everyMs,
    (error) => agent.log('warnings.unreachable', { error: nameOf(error) }),
  );
}

async function refresh(agent: Agent): Promise<void> {
  const { items } = await agent.hub.warnings();
  const { warnings } = agent;
  const told = new Set(items.map(({ emergency }) => emergency));
  for (const id of warnings.keys()) if (!told.has(id)) warnings.delete(id);
  for (const warning of items) {
    if (!warnings.has(warning.emergency)) agent.log('emergency.warned', { exchange: warning.exchange });
    const number = warning.subject === null ? null : numberOf(agent, warning.subject);
    warnings.set(warning.emergency, { ...warning, number });
  }
}

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
