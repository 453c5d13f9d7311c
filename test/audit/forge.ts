/** A log as a hub would write it that lies from the start: every leaf, the root and the signature are right. */
import { randomBytes } from 'node:crypto';
import { canonicalJson, type Json, type JsonObject, type PrivateJwk, utf8 } from '../../src/kernel/index.js';
import { commitmentOf, disclosureOf, entryHash, kindOf, partDigest } from '../../src/ledger/index.js';
import { CompactRange, noteSigner, signCheckpoint } from '../../src/tlog/index.js';

export interface ForgedEntry {
  payload: Record<string, Json> & { id: string; event: string; at: string; relies: string[] };
  /** Topic → value. */
  parts: Record<string, Json>;
}

export function readEntries(lines: readonly string[]): ForgedEntry[] {
  return lines.slice(1).map((line) => {
    const { payload, parts } = JSON.parse(line) as { payload: ForgedEntry['payload']; parts: string[] };
    const values = parts.map((part) => JSON.parse(part) as [string, string, Json]);
    return { payload, parts: Object.fromEntries(values.map(([, topic, value]) => [topic, value])) };
  });
}

/** @param write a payload as the hub commits to it @returns lines of an export */
export function forge(
  origin: string,
  key: PrivateJwk,
  entries: readonly ForgedEntry[],
  write: (payload: JsonObject, index: number) => string = canonicalJson,
): string[] {
  const signer = noteSigner(origin, key);
  const tree = new CompactRange();
  const lines = entries.map((entry, index) => {
    const event = String(entry.payload.event);
    const parts = Object.entries(entry.parts).map(([topic, value]) =>
      Buffer.from(disclosureOf(randomBytes(16).toString('base64url'), topic, value)).toString('utf8'),
    );
    const digests = parts.map((part) => partDigest(utf8(part))).sort();
    const payload = write({ ...entry.payload, parts: digests } as JsonObject, index);
    const opening = randomBytes(32);
    const commitment = commitmentOf(opening, utf8(payload));
    const kind = kindOf(event);
    tree.append(entryHash(kind, commitment));
    const head = { index, kind, commitment: Buffer.from(commitment).toString('base64') };
    const opened = { opening: opening.toString('base64'), parts };
    return `${JSON.stringify({ ...head, ...opened }).slice(0, -1)},"payload":${payload}}`;
  });
  const checkpoint = signCheckpoint({ origin, size: entries.length, root: tree.root() }, signer);
  const header = { format: 'kernhub/export/v1', origin, verifierKeys: [signer.verifier.vkey], checkpoint };
  return [JSON.stringify(header), ...lines];
}

/** Without some entries, and without a word that anything ever stood on them. */
export function scrub(
  entries: readonly ForgedEntry[],
  gone: (entry: ForgedEntry, nth: number) => boolean,
): ForgedEntry[] {
  const ids = new Set(entries.filter(gone).map(({ payload }) => payload.id));
  return entries
    .filter(({ payload }) => !ids.has(payload.id))
    .map(({ payload, parts }) => ({
      parts,
      payload: { ...payload, relies: payload.relies.filter((id) => !ids.has(id)) },
    }));
}

/** The nth entry of an event. */
export function nth(entries: readonly ForgedEntry[], event: string, place = 0): ForgedEntry {
  const found = entries.filter(({ payload }) => payload.event === event).at(place);
  if (found === undefined) throw new Error(`no ${event}`);
  return found;
}

/** Puts one entry before another, at that one's time. */
export function moveBefore(entries: ForgedEntry[], entry: ForgedEntry, before: ForgedEntry): ForgedEntry[] {
  const rest = entries.filter((one) => one !== entry);
  const place = rest.indexOf(before);
  const moved = { ...entry, payload: { ...entry.payload, at: before.payload.at } };
  return [...rest.slice(0, place), moved, ...rest.slice(place)];
}
