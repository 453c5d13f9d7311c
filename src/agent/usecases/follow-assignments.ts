import type { RightsAssignmentOrder, RightsAssignmentStatement } from '../../contract/index.js';
import { judgeAssignment } from '../domain/assignment-checks.js';
import { readAssignment } from '../domain/statements-read.js';
import type { Agent } from './agent-parts.js';
import { believed } from './believe.js';
import { longPoll, waitSeconds } from './long-poll.js';

/** How often the list is read from its beginning, in milliseconds: only so does it show what was taken back. */
const usually = 5 * 60_000;

/**
 * Hears by long poll what the partner is to answer about people's rights, and keeps it for a professional; nothing is
 * answered by itself. What fails a check is not kept, and is looked at again when the list is read anew.
 */
export function followAssignments(agent: Agent, anewEvery = usually): { stop(): Promise<void> } {
  let cursor: string | null = null;
  let begun = Number.NEGATIVE_INFINITY;
  return longPoll(agent, 'assignments', async (signal) => {
    if (performance.now() - begun > anewEvery) {
      cursor = await readAnew(agent, signal);
      begun = performance.now();
    }
    const { items, next } = await agent.hub.rightsAssignments(cursor, waitSeconds, signal);
    cursor = next ?? cursor;
    for (const order of items) await keep(agent, order);
    return items.length;
  });
}

/** @returns the place of the last that there is, or null where there is none */
async function readAnew(agent: Agent, signal: AbortSignal): Promise<string | null> {
  const found = new Set<string>();
  let cursor: string | null = null;
  for (;;) {
    const { items, next } = await agent.hub.rightsAssignments(cursor, 0, signal);
    for (const order of items) {
      found.add(order.id);
      await keep(agent, order);
    }
    if (next === null) break;
    cursor = next;
  }
  for (const id of agent.assignments.keys()) if (!found.has(id)) agent.assignments.delete(id);
  return cursor;
}

async function keep(agent: Agent, order: RightsAssignmentOrder): Promise<void> {
  const statement = await believed(
    agent,
    () => checkAssignment(agent, order),
    (causes) => agent.log('assignment.refused', { assignment: order.id, causes }),
  );
  if (statement === null || agent.assignments.has(order.id)) return;
  agent.assignments.set(order.id, statement);
  agent.log('assignment.waits', { assignment: order.id });
}

async function checkAssignment(
  agent: Agent,
  order: RightsAssignmentOrder,
): Promise<{ readonly statement: RightsAssignmentStatement | null; readonly failed: readonly string[] }> {
  const roster = agent.rosters.current();
  const statement = await readAssignment(order.order, roster);
  if (statement === null) return { statement, failed: ['assignment-signature'] };
  return { statement, failed: judgeAssignment({ order, statement, roster, self: agent.partner }).failed };
}
