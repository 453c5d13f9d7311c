import { hash } from 'node:crypto';
import { base64, utf8 } from '../../kernel/index.js';
import { leafHash } from '../../tlog/index.js';

/** Bytes of randomness that hide a payload behind its commitment. */
export const openingLength = 32;

/** What a leaf begins with; kind and commitment follow, a line each. */
export const leafPrefix = 'kernhub/leaf/v1\n';

const commitmentKey = utf8('kernhub/commitment/v1');
/** Bytes of a block of SHA-256. */
const block = 64;

const padded = (pad: number): Uint8Array =>
  Uint8Array.from({ length: block }, (_, place) => (commitmentKey[place] ?? 0) ^ pad);

/** The key of every commitment, padded to a block and combined with the two pads (RFC 2104 section 2). */
export const commitmentPads = { inner: padded(0x36), outer: padded(0x5c) } as const;

// HMAC as its two hashes (RFC 2104 section 2): an HMAC object costs twice both, and a replay makes one for every entry.
// The room is reused because hashing is synchronous.
const outer = Buffer.alloc(block + 32, commitmentPads.outer);
let inner = Buffer.alloc(4096, commitmentPads.inner);

/**
 * `HMAC-SHA256("kernhub/commitment/v1", opening || payload)`.
 *
 * @param payload UTF-8 of the canonical JSON (RFC 8785)
 */
export function commitmentOf(opening: Uint8Array, payload: Uint8Array): Uint8Array {
  const length = block + opening.length + payload.length;
  if (inner.length < length) inner = Buffer.alloc(2 * length, commitmentPads.inner);
  inner.set(opening, block);
  inner.set(payload, block + opening.length);
  outer.write(hash('sha256', inner.subarray(0, length), 'binary'), block, 'latin1');
  return hash('sha256', outer, 'buffer');
}

/** The bytes of a leaf: three lines, each ended by a newline. No subject, no time, no hash of anything personal. */
export const leafOf = (kind: string, commitment: Uint8Array): Uint8Array => utf8(leafText(kind, commitment));

const leafText = (kind: string, commitment: Uint8Array): string =>
  `${leafPrefix}${kind}\n${base64(commitment)}\n`;

export const entryHash = (kind: string, commitment: Uint8Array): Uint8Array =>
  leafHash(leafText(kind, commitment));
