/** The entries of a file of evidence, read for who makes or checks one. Pure. */
import type { Decision, EntryId } from '../../../contract/index.js';
import type { JsonObject } from '../../../kernel/index.js';
import type { EvidenceEntry, UnsignedEvidence } from './evidence.js';

export interface OpenedEntry {
  readonly id: EntryId;
  readonly event: string;
  readonly at: string;
  readonly index: number;
  readonly relies: readonly string[];
  readonly payload: JsonObject;
  readonly parts: readonly string[];
}

export type Filed = Pick<UnsignedEvidence, 'exchange' | 'entries'>;

export const openedIn = ({ entries }: Pick<Filed, 'entries'>): readonly OpenedEntry[] =>
  entries.map(openedOf);

function openedOf({ payload, parts, index }: EvidenceEntry): OpenedEntry {
  const { id, event, at, relies } = payload;
  return {
    ...{ id: String(id) as EntryId, event: String(event), at: String(at), index, payload, parts },
    relies: textsIn(relies),
  };
}

/** Those of the exchange itself, with that event or any. */
export const ofExchange = (file: Filed, event?: string): readonly OpenedEntry[] =>
  openedIn(file).filter(
    (entry) => entry.payload.exchange === file.exchange && (event === undefined || entry.event === event),
  );

export const ofTask = (file: Filed, event: string, task: string): readonly OpenedEntry[] =>
  ofExchange(file, event).filter(({ payload }) => payload.task === task);

/** What a person said, and not what was asked or written down first. */
export const isWord = (event: string): boolean => /^consent\.(given|refused|withdrawn)$/.test(event);

/** Words of the family that this entry stands on. */
export function consentsUnder(file: Filed, { relies }: OpenedEntry): readonly OpenedEntry[] {
  return openedIn(file).filter(({ id, event }) => relies.includes(id) && isWord(event));
}

/** The value of the part with that topic, or null where it is not there. */
export function partIn<T>({ parts }: Pick<OpenedEntry, 'parts'>, topic: string): T | null {
  for (const disclosure of parts) {
    const [, of, value] = JSON.parse(disclosure) as readonly [string, string, T];
    if (of === topic) return value;
  }
  return null;
}

export const decidedIn = (entry: OpenedEntry): Decision | null => partIn<Decision>(entry, 'decision');

export const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** What one source was asked for, as the decision says it. */
export interface Order {
  readonly task: string;
  readonly source: string;
  readonly flow: string;
  readonly basis: string;
  readonly fields: readonly string[];
}

export const ordersIn = ({ payload }: OpenedEntry): readonly Order[] =>
  Array.isArray(payload.tasks) ? (payload.tasks as unknown as readonly Order[]) : [];
