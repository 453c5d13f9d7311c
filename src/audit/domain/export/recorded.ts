import type { EntryId } from '../../../contract/index.js';
import { canonicalJson, fromUtf8, type Json, type JsonObject, utf8 } from '../../../kernel/index.js';
import { CommitmentBroken, kindOf, partDigest, readPart } from '../../../ledger/offline.js';
import { broken } from '../verification.js';

/** An entry of the log, opened, and equal to what was committed to. */
export interface Recorded {
  readonly index: number;
  readonly id: EntryId;
  readonly event: string;
  /** RFC 3339 in UTC, with milliseconds. */
  readonly at: string;
  /** Indexes of the entries that it relies on; -1 for one that is not in the log before it. */
  readonly relies: readonly number[];
  /** Their ids, as they stand between brackets. */
  readonly reliedIds: string;
  /** An entry with its id is in the log before it. */
  readonly isRepeated: boolean;
  /** Without the ids that it relies on, where those were read apart. */
  readonly payload: JsonObject;
  /** Topic → value, of the parts that are there. */
  readonly parts: ReadonlyMap<string, Json>;
  /** Parts that the payload names and nobody can open any more. */
  readonly erasedParts: number;
}

/** Where an entry stands, and its kind as it stands in the leaf. */
export interface PlacedLine {
  readonly index: number;
  readonly kind: string;
}

/** What an entry holds that leads to its commitment, as it stands in an export. */
export interface OpenedLine {
  /** Canonical JSON; null where it is no UTF-8. Where it is known to be canonical, without the ids that it relies on. */
  readonly payload: string | null;
  /** Whether it was found to be so, if it is JSON. */
  readonly isCanonical: boolean;
  readonly reliedIds: string;
  readonly relies: readonly number[];
  readonly isRepeated: boolean;
  /** Disclosures as they were hashed. */
  readonly parts: readonly string[];
  /** Their digests, one behind the other; empty where they are still to be hashed. */
  readonly digests: string;
}

/** Sixteen bytes in the one spelling that they have: the last letter holds two bits. */
const entryId = /^ent_[A-Za-z0-9_-]{21}[AQgw]$/;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const halfOfPair = /[\ud800-\udfff]/;
const noParts: ReadonlyMap<string, Json> = new Map();

/**
 * Reads an opened entry whose commitment was met.
 *
 * @throws ClaimBroken
 */
export function readRecorded({ index, kind }: PlacedLine, line: OpenedLine): Recorded {
  const payload = readPayload(line, index);
  const { id, event: named, at, relies, parts } = payload;
  if (typeof id !== 'string' || !entryId.test(id) || typeof named !== 'string') {
    throw broken('payload-shape', 'the payload lacks what the ledger adds to every entry', { index });
  }
  const place = { index, entry: id };
  if (typeof at !== 'string' || !moment.test(at) || !isTexts(relies) || !isTexts(parts)) {
    throw broken('payload-shape', 'the payload lacks what the ledger adds to every entry', place);
  }
  const event = eventOf(named);
  if (event.kind !== kind) {
    throw broken('payload-of-entry', 'the payload is that of another kind', place);
  }
  return {
    index,
    id: id as EntryId,
    event: event.name,
    at,
    relies: line.relies,
    reliedIds: line.isCanonical ? line.reliedIds : JSON.stringify(relies).slice(1, -1),
    isRepeated: line.isRepeated,
    payload,
    parts: line.parts.length === 0 ? noParts : readParts(line, parts, place),
    erasedParts: parts.length - line.parts.length,
  };
}

interface KnownEvent {
  readonly name: string;
  readonly kind: string;
}

const events = new Map<string, KnownEvent>();
/** There are fewer that a room declares; whoever made up others cannot fill the memory. */
const mostEvents = 1_000;

/** One text for all entries of an event: it is compared and looked up often, which takes longer with each a new text. */
function eventOf(name: string): KnownEvent {
  const known = events.get(name);
  if (known !== undefined) return known;
  const event = { name, kind: kindOf(name) };
  if (events.size < mostEvents) events.set(name, event);
  return event;
}

/** The ids of the entries that it relies on, in the order of {@link Recorded.relies}. */
export const idsReliedOn = ({ reliedIds }: Pick<Recorded, 'reliedIds'>): readonly EntryId[] =>
  JSON.parse(`[${reliedIds}]`) as readonly EntryId[];

/** JSON with one meaning: written in another way, two readers could see two documents. */
function readPayload({ payload: text, isCanonical }: OpenedLine, index: number): JsonObject {
  try {
    const payload = JSON.parse(text ?? '') as JsonObject;
    if (isCanonical || canonicalJson(payload) === text) return payload;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw broken('payload-canonical', 'the payload is not JSON in its one canonical form', { index });
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const digestLength = 43;

function readParts(
  { parts: disclosures, digests }: Pick<OpenedLine, 'parts' | 'digests'>,
  named: readonly string[],
  place: { readonly index: number; readonly entry: string },
): ReadonlyMap<string, Json> {
  const values = new Map<string, Json>();
  const seen = new Set<string>();
  let read = 0;
  for (const disclosure of disclosures) {
    // A half of a pair has no bytes of its own: then what was hashed is read, and not this text.
    const hashed = halfOfPair.test(disclosure) ? fromUtf8(utf8(disclosure)) : disclosure;
    const digest = digests === '' ? partDigest(hashed) : digests.slice(read, read + digestLength);
    read += digestLength;
    if (!named.includes(digest) || seen.has(digest)) {
      throw broken('parts-complete', 'a part is not one of those that the payload names', place);
    }
    seen.add(digest);
    const { topic, value } = opened(hashed, place);
    values.set(topic, value);
  }
  return values;
}

function opened(disclosure: string, place: { readonly index: number; readonly entry: string }) {
  try {
    return readPart(disclosure);
  } catch (error) {
    if (!(error instanceof CommitmentBroken || error instanceof SyntaxError)) throw error;
    throw broken('parts-complete', 'a part is not salt, topic and value', place);
  }
}
