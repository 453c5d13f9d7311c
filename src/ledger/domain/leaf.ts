import { createHmac } from 'node:crypto';
import { base64, utf8 } from '../../kernel/index.js';
import { leafHash } from '../../tlog/index.js';

/** Bytes of randomness that hide a payload behind its commitment. */
export const openingLength = 32;

const commitmentKey = 'kernhub/commitment/v1';

/**
 * `HMAC-SHA256("kernhub/commitment/v1", opening || payload)`.
 *
 * @param payload UTF-8 of the canonical JSON (RFC 8785)
 */
export const commitmentOf = (opening: Uint8Array, payload: Uint8Array): Uint8Array =>
  createHmac('sha256', commitmentKey).update(opening).update(payload).digest();

/** The bytes of a leaf: three lines, each ended by a newline. No subject, no time, no hash of anything personal. */
export const leafOf = (kind: string, commitment: Uint8Array): Uint8Array =>
  utf8(`kernhub/leaf/v1\n${kind}\n${base64(commitment)}\n`);

export const entryHash = (kind: string, commitment: Uint8Array): Uint8Array =>
  leafHash(leafOf(kind, commitment));
