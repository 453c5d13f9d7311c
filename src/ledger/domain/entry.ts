import type { EntryId, SubjectId } from '../../contract/index.js';
import { canonicalJson, type Json, type JsonObject } from '../../kernel/index.js';
import type { RetentionClass } from '../../vault/index.js';
import { EntryMalformed } from './errors.js';

/** What one person may see of an entry, on one topic. */
export interface PartDraft {
  readonly topic: string;
  /** Whose key seals it: an opaque person id. */
  readonly person: string;
  readonly value: Json;
}

export interface EntryDraft {
  /** From `newEntryId`, where the caller's rows name the entry and go to the database beside it. */
  readonly id?: EntryId;
  /** What happened, in the past tense: `consent.given`. The part before the dot is the public kind. */
  readonly event: string;
  /** The one subject it concerns, or the hub. */
  readonly owner: SubjectId | 'hub';
  readonly retention: RetentionClass;
  /** Opaque ids and codes only. */
  readonly payload: JsonObject;
  /** Entries that this one stands on; each must already be in the log. */
  readonly relies?: readonly EntryId[];
  readonly parts?: readonly PartDraft[];
}

export interface AppendedEntry {
  readonly id: EntryId;
  /** Order of arrival; the index in the tree comes with {@link Inclusion}. */
  readonly seq: bigint;
  /** The database's clock after the locks, in whole milliseconds, and never before an earlier entry about the same subject. */
  readonly at: Date;
}

/** The payload as it is committed to: what the use case said, and what the ledger adds. */
export type StoredPayload = JsonObject & {
  readonly v: 1;
  readonly id: string;
  readonly event: string;
  readonly at: string;
  readonly relies: readonly string[];
  /** Salted digests, sorted, so that their order tells nothing. */
  readonly parts: readonly string[];
};

const added = ['v', 'id', 'event', 'at', 'relies', 'parts'];

/** @throws EntryMalformed when the use case says something that only the ledger may say */
export function storedPayload(
  draft: EntryDraft,
  id: EntryId,
  at: Date,
  digests: readonly string[],
): StoredPayload {
  const taken = added.find((member) => member in draft.payload);
  if (taken !== undefined) throw new EntryMalformed(`the payload of ${draft.event} may not hold ${taken}`);
  // What the use case said comes last: behind a spread V8 makes a shape of its own for every object, at seven times the cost.
  const payload = {
    v: 1,
    id,
    event: draft.event,
    at: at.toISOString(),
    relies: [...(draft.relies ?? [])],
    parts: digests.toSorted(),
    ...draft.payload,
  };
  return payload as StoredPayload;
}

export const payloadBytes = (payload: StoredPayload): Uint8Array => Buffer.from(canonicalJson(payload));

/** What the use case said, without what the ledger added. */
export const ownMembers = (payload: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(payload).filter(([member]) => !added.includes(member)));

/** `consent.given` → `consent`: all that the public tree tells of what happened. */
export const kindOf = (event: string): string => event.slice(0, event.indexOf('.'));

/** What each sealed piece is, so that none can be put in the place of another. */
export const sealContext = {
  payload: (id: string): string => `ledger/payload/${id}`,
  opening: (id: string): string => `ledger/opening/${id}`,
  part: (id: string, digest: string): string => `ledger/part/${id}/${digest}`,
} as const;
