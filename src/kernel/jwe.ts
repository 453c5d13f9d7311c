/**
 * Sealing to one X25519 key: compact JWE (RFC 7516) with `ECDH-ES` (RFC 7518 section 4.6, RFC 8037) and `A256GCM`, over
 * node:crypto. It is the one form that this project seals in, and the only one that it opens.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  diffieHellman,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { exactBase64url } from './bytes.js';
import type { Json, JsonObject } from './canonical-json.js';
import { importPrivate, importPublic, newKey, type PrivateJwk, type PublicJwk } from './jwk.js';
import { headerIn } from './jws.js';

const alg = 'ECDH-ES';
const enc = 'A256GCM';
const ivBytes = 12;
const tagBytes = 16;

/** RFC 7518 section 4.6: both enter the key derivation, so a field sealed for one ticket opens under no other. */
export interface Parties {
  readonly apu: Uint8Array;
  readonly apv: Uint8Array;
}

const none = { apu: new Uint8Array(), apv: new Uint8Array() };

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** @throws TypeError for a recipient's key on another curve */
export async function sealCompact(
  plaintext: Uint8Array,
  recipient: PublicJwk,
  header: JsonObject,
  parties?: Parties,
): Promise<string> {
  const publicKey = agreeing(importPublic(recipient));
  const ephemeral = newKey('X25519');
  const full: JsonObject = {
    ...header,
    alg,
    enc,
    epk: { kty: 'OKP', crv: 'X25519', x: ephemeral.x ?? '' },
    ...(parties !== undefined && { apu: encode(parties.apu), apv: encode(parties.apv) }),
  };
  const first = encode(Buffer.from(JSON.stringify(full)));
  const key = derivedKey(importPrivate(ephemeral), publicKey, parties ?? none);
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(first, 'ascii'));
  const text = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return [first, '', encode(iv), encode(text), encode(cipher.getAuthTag())].join('.');
}

function agreeing(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'x25519') throw new TypeError('no X25519 key');
  return key;
}

/** Concat KDF of one round (NIST SP 800-56A, RFC 7518 section 4.6.2): 32 bytes are one SHA-256. */
function derivedKey(privateKey: KeyObject, publicKey: KeyObject, { apu, apv }: Parties): Buffer {
  const shared = diffieHellman({ privateKey, publicKey });
  const hash = createHash('sha256').update(number(1)).update(shared);
  for (const part of [Buffer.from(enc, 'ascii'), apu, apv]) hash.update(number(part.length)).update(part);
  return hash.update(number(256)).digest();
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/**
 * Opens a compact JWE and returns its plaintext and protected header. `apu`, `apv` and the rest are what the header
 * says: the caller compares them with what it expects *before* it trusts the plaintext.
 *
 * @throws SealBroken in one way only, whatever was wrong
 */
export async function openCompact(
  jwe: string,
  privateJwk: PrivateJwk,
): Promise<{ readonly plaintext: Uint8Array; readonly header: JsonObject }> {
  try {
    return opened(jwe, privateJwk);
  } catch {
    throw new SealBroken('the seal does not open');
  }
}

function opened(jwe: string, privateJwk: PrivateJwk): { plaintext: Uint8Array; header: JsonObject } {
  const [first = '', wrapped, ...rest] = jwe.split('.');
  if (wrapped !== '' || rest.length !== 3) throw new TypeError('not of this form');
  const [iv, text, tag] = rest.map(exactBase64url) as [Uint8Array, Uint8Array, Uint8Array];
  if (iv.length !== ivBytes || tag.length !== tagBytes) throw new TypeError('another length');
  const header = headerIn(first);
  if (header.alg !== alg || header.enc !== enc) throw new TypeError('another algorithm');
  if (header.crit !== undefined || header.zip !== undefined) throw new TypeError('more than is understood');
  const publicKey = agreeing(importPublic(publicIn(header.epk)));
  const parties = { apu: partyIn(header.apu), apv: partyIn(header.apv) };
  const key = derivedKey(agreeing(privateKeyOf(privateJwk)), publicKey, parties);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(first, 'ascii')).setAuthTag(tag);
  return { plaintext: new Uint8Array(Buffer.concat([decipher.update(text), decipher.final()])), header };
}

function publicIn(epk: Json | undefined): PublicJwk {
  if (typeof epk !== 'object' || epk === null || Array.isArray(epk)) throw new TypeError('no key');
  return epk as PublicJwk;
}

function partyIn(value: Json | undefined): Uint8Array {
  if (value === undefined) return new Uint8Array();
  if (typeof value !== 'string') throw new TypeError('no text');
  return exactBase64url(value);
}

const privateKeys = new WeakMap<PrivateJwk, KeyObject>();

/** One key opens all fields of an answer: imported once for as long as its JWK is held. */
function privateKeyOf(jwk: PrivateJwk): KeyObject {
  const key = privateKeys.get(jwk) ?? importPrivate(jwk);
  privateKeys.set(jwk, key);
  return key;
}

/** The protected header of a JWE, unverified: to compare with what is expected before opening. */
export function peekSealHeader(jwe: string): JsonObject {
  try {
    const parts = jwe.split('.');
    if (parts.length !== 5) throw new TypeError('not a compact JWE');
    return headerIn(parts[0] ?? '');
  } catch {
    throw new SealBroken('the seal does not open');
  }
}
