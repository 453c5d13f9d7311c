import { isUtf8 } from 'node:buffer';
import type { EntryId } from '../../../contract/index.js';
import { base64, canonicalJson, type Json, type JsonObject, utf8 } from '../../../kernel/index.js';
import { CommitmentBroken, commitmentOf, kindOf, openPart, partDigest } from '../../../ledger/index.js';
import { broken } from '../verification.js';
import type { ExportedEntry } from './lines.js';

/** An entry of the log, opened, and equal to what was committed to. */
export interface Recorded {
  readonly index: number;
  readonly id: EntryId;
  readonly event: string;
  /** RFC 3339 in UTC, with milliseconds. */
  readonly at: string;
  readonly relies: readonly EntryId[];
  readonly payload: JsonObject;
  /** Topic → value, of the parts that are there. */
  readonly parts: ReadonlyMap<string, Json>;
  /** Parts that the payload names and nobody can open any more. */
  readonly erasedParts: number;
}

type Opened = NonNullable<ExportedEntry['opened']>;

const entryId = /^ent_[A-Za-z0-9_-]{22}$/;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const noParts: ReadonlyMap<string, Json> = new Map();

/**
 * Holds an opened entry against its commitment, and reads it.
 *
 * @throws ClaimBroken
 */
export function readRecorded(entry: ExportedEntry, opened: Opened): Recorded {
  const { index } = entry;
  const commitment = commitmentOf(Buffer.from(opened.opening, 'base64'), opened.payload);
  if (base64(commitment) !== entry.commitment) {
    const reason = 'payload and opening do not lead to the commitment in the leaf';
    throw broken('payload-of-commitment', reason, { index });
  }
  const payload = readPayload(opened.payload, index);
  const { id, event, at, relies, parts } = payload;
  if (typeof id !== 'string' || !entryId.test(id) || typeof event !== 'string') {
    throw broken('payload-shape', 'the payload lacks what the ledger adds to every entry', { index });
  }
  const place = { index, entry: id };
  if (typeof at !== 'string' || !moment.test(at) || !isTexts(relies) || !isTexts(parts)) {
    throw broken('payload-shape', 'the payload lacks what the ledger adds to every entry', place);
  }
  if (kindOf(event) !== entry.kind) {
    throw broken('payload-of-entry', 'the payload is that of another kind', place);
  }
  return {
    index,
    id: id as EntryId,
    event,
    at,
    relies: relies as readonly EntryId[],
    payload,
    parts: opened.parts.length === 0 ? noParts : readParts(opened.parts, parts, place),
    erasedParts: parts.length - opened.parts.length,
  };
}

/** JSON with one meaning: written in another way, two readers could see two documents. */
function readPayload(bytes: Uint8Array, index: number): JsonObject {
  const text = asBuffer(bytes).toString('utf8');
  try {
    const payload = JSON.parse(text) as JsonObject;
    // The first is quick and true of all but odd member names; what it lets pass has one meaning too.
    if (isUtf8(bytes) && (JSON.stringify(payload) === text || canonicalJson(payload) === text))
      return payload;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw broken('payload-canonical', 'the payload is not JSON in its one canonical form', { index });
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

function readParts(
  disclosures: readonly string[],
  digests: readonly string[],
  place: { readonly index: number; readonly entry: string },
): ReadonlyMap<string, Json> {
  const values = new Map<string, Json>();
  const seen = new Set<string>();
  for (const disclosure of disclosures) {
    const bytes = utf8(disclosure);
    const digest = partDigest(bytes);
    if (!digests.includes(digest) || seen.has(digest)) {
      throw broken('parts-complete', 'a part is not one of those that the payload names', place);
    }
    seen.add(digest);
    const { topic, value } = opened(digest, bytes, place);
    values.set(topic, value);
  }
  return values;
}

function opened(
  digest: string,
  bytes: Uint8Array,
  place: { readonly index: number; readonly entry: string },
) {
  try {
    return openPart(digest, bytes);
  } catch (error) {
    if (!(error instanceof CommitmentBroken || error instanceof SyntaxError)) throw error;
    throw broken('parts-complete', 'a part is not salt, topic and value', place);
  }
}
