/**
 * One exchange as the officer of one partner may read it (ADR 0038). Whoever asked knows its request, what was decided on it
 * and what reached it; whoever was asked, its own order and what came of that. What the family said, facts about persons,
 * verdicts, and what became of anybody else's order are told to neither.
 */
import type { ExchangeStory, PartnerId, TaskId } from '../../../contract/index.js';
import type { JsonObject } from '../../../kernel/index.js';
import type { OrderedRow, StoryEntry, StoryMaterial } from './material.js';

/** Of a task, besides its decision: to whoever it was asked of, and to whoever it reached. */
const ofTask: Readonly<Record<'source' | 'requester', readonly string[]>> = {
  source: [
    'exchange.enveloped',
    'exchange.rejected',
    'exchange.declined',
    'exchange.released',
    'exchange.received',
  ],
  requester: ['exchange.enveloped', 'exchange.released', 'exchange.received'],
};
const ofStop = ['exchange.stop-ordered', 'exchange.stopped'];

/**
 * @param material with the tasks and orders to stop that the partner may know, and no others
 * @returns the same without what it may not know; payloads are cut, and so no longer what was committed to
 */
export function narrowMaterial(material: StoryMaterial, partner: PartnerId): StoryMaterial {
  const { asked, tasks, entries } = material;
  const kept = entries.filter((entry) => isTold(entry, material, partner)).map((entry) => cut(entry, tasks));
  const told = new Set<string>(kept.map(({ id }) => id));
  const relying = kept.map((entry) => ({
    ...entry,
    payload: { ...entry.payload, relies: entry.payload.relies.filter((id) => told.has(id)) },
  }));
  const isRequester = asked.requester === partner;
  return {
    ...material,
    asked: isRequester
      ? asked
      : {
          ...asked,
          fields: [...new Set(tasks.flatMap(({ fields }) => fields))],
          state: stateOf(kept, tasks),
          // Whose child it is would tell where a parent works.
          colleaguesChild: false,
        },
    tasks: isRequester ? tasks : tasks.map((task) => ({ ...task, stop: null })),
    entries: relying,
  };
}

/** Who asked at another partner is not the asked one's to know. */
export const narrowStory = (story: ExchangeStory, partner: PartnerId): ExchangeStory =>
  story.request.partner.id === partner
    ? story
    : { ...story, request: { ...story.request, professional: { account: null, function: null, acr: null } } };

function isTold({ id, payload }: StoryEntry, { asked, tasks }: StoryMaterial, partner: PartnerId): boolean {
  const { event, exchange } = payload;
  // What everyone may read: purposes, notices, policies.
  if (exchange === undefined) return event.endsWith('.published');
  if (id === asked.decisionEntry) return true;
  const isRequester = asked.requester === partner;
  if (ofStop.includes(event)) return isRequester;
  if (event === 'exchange.destroyed') return tasksIn(payload).some((task) => has(tasks, task));
  const row = tasks.find((task) => task.id === payload.task);
  if (row === undefined) return false;
  return ofTask[row.source === partner ? 'source' : 'requester'].includes(event);
}

const has = (tasks: readonly OrderedRow[], task: string): boolean => tasks.some(({ id }) => id === task);

const tasksIn = ({ destroyed, cancelled }: JsonObject): readonly string[] =>
  [destroyed, cancelled].flatMap((ids) => (Array.isArray(ids) ? (ids as readonly TaskId[]) : []));

/** Orders to others are left out of what was decided for all. */
function cut(entry: StoryEntry, tasks: readonly OrderedRow[]): StoryEntry {
  const { tasks: ordered } = entry.payload;
  if (!Array.isArray(ordered)) return entry;
  const own = ordered.filter((order) => has(tasks, taskOf(order)));
  return { ...entry, payload: { ...entry.payload, tasks: own } };
}

/** Named by its id alone in an order to stop, with more in a decision. */
const taskOf = (order: unknown): string =>
  typeof order === 'string' ? order : String((order as { readonly task?: unknown } | null)?.task);

/** As an exchange's is told to who asked, of the own orders alone. */
function stateOf(entries: readonly StoryEntry[], tasks: readonly OrderedRow[]): string {
  const released = new Set(
    entries.filter(({ payload }) => payload.event === 'exchange.released').map(({ payload }) => payload.task),
  );
  if (tasks.every(({ id }) => released.has(id))) return 'complete';
  if (released.size > 0) return 'partial';
  return tasks.some(({ state }) => state === 'waiting' || state === 'taken') ? 'open' : 'expired';
}
