import { hash } from 'node:crypto';
import { canonicalJson, fromUtf8, type Json, utf8 } from '../../kernel/index.js';
import { CommitmentBroken } from './errors.js';

/** Bytes of salt: 128 bits, as in SD-JWT (RFC 9901 section 4.2.1), so that a digest cannot be guessed. */
export const saltLength = 16;

/** An opened part. Whoever holds it can show that it belongs to the entry, and shows nothing else. */
export interface Part {
  /** base64url SHA-256 of the disclosure; stands in the payload. */
  readonly digest: string;
  /** base64url. */
  readonly salt: string;
  readonly topic: string;
  readonly value: Json;
}

/** The disclosure: canonical JSON of `[salt, topic, value]`. Whose part it is stays with the hub. */
export const disclosureOf = (salt: string, topic: string, value: Json): Uint8Array =>
  utf8(canonicalJson([salt, topic, value]));

export const partDigest = (disclosure: Uint8Array | string): string =>
  hash('sha256', disclosure, 'base64url');

/** @throws CommitmentBroken when the disclosure is not the one of the digest */
export function openPart(digest: string, disclosure: Uint8Array): Part {
  if (partDigest(disclosure) !== digest) throw new CommitmentBroken('a part does not lead to its digest');
  return { digest, ...readPart(disclosure) };
}

/**
 * What stands in a disclosure whose digest was met.
 *
 * @throws CommitmentBroken where it has another form, SyntaxError where it is no JSON, TypeError where it is no UTF-8
 */
export function readPart(disclosure: Uint8Array | string): Omit<Part, 'digest'> {
  const text = typeof disclosure === 'string' ? disclosure : fromUtf8(disclosure);
  const parsed = JSON.parse(text) as readonly Json[];
  const [salt, topic, value] = parsed;
  if (typeof salt !== 'string' || typeof topic !== 'string' || value === undefined || parsed.length !== 3) {
    throw new CommitmentBroken('a part is not salt, topic and value');
  }
  return { salt, topic, value };
}
