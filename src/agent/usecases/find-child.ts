import { HubError, NotFound, type SubjectRef } from '../../contract/index.js';
import type { JsonObject } from '../../kernel/index.js';
import { FileMalformed } from '../domain/parse-file.js';
import type { Agent } from './agent-parts.js';

export interface ChildLine {
  readonly number: string;
  readonly enrolled: boolean;
}

export async function listChildren(agent: Agent): Promise<readonly ChildLine[]> {
  const enrolled = new Set(agent.state.children.read().items.map((item) => item.number));
  return (await agent.records.numbers()).map((number) => ({ number, enrolled: enrolled.has(number) }));
}

/** @throws NotFound @throws HubError `state-conflict` when the file is malformed; the detail names file and place */
export async function recordOf(agent: Agent, number: string): Promise<JsonObject> {
  try {
    const record = await agent.records.read(number);
    if (record === null) throw new NotFound();
    return record;
  } catch (error) {
    if (error instanceof FileMalformed) throw new HubError('state-conflict', { detail: error.message });
    throw error;
  }
}

/** The pairwise id of an enrolled child. @throws NotFound */
export function refOf(agent: Agent, number: string): SubjectRef {
  const child = agent.state.children.read().items.find((item) => item.number === number);
  if (child === undefined) throw new NotFound();
  return child.ref;
}

export const numberOf = (agent: Agent, ref: SubjectRef): string | null =>
  agent.state.children.read().items.find((item) => item.ref === ref)?.number ?? null;

/** Keeps number ↔ pairwise id, one to one: two numbers for one child would mix two files. */
export async function keepChild(agent: Agent, number: string, ref: SubjectRef): Promise<void> {
  await agent.state.children.change((present) => {
    const same = present.items.find((item) => item.number === number || item.ref === ref);
    if (same === undefined) return { items: [...present.items, { number, ref }] };
    if (same.number === number && same.ref === ref) return present;
    const detail =
      same.number === number
        ? 'the hub names this child by another id than before'
        : 'another own number stands for this child already';
    throw new HubError('state-conflict', { detail });
  });
}
