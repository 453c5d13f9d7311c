/**
 * JOSE (RFC 7515, 7516, 7517, 7638) with the allow-lists that this project accepts. Every signature and every
 * decryption goes through here, because without a list jose accepts a key under an algorithm it was not made for.
 */
import * as jose from 'jose';
import { fromUtf8 } from './bytes.js';
import type { Json, JsonObject } from './canonical-json.js';
import { parseStrictJson } from './strict-json.js';

export type PublicJwk = { readonly kty: string; readonly kid: string; readonly [member: string]: Json };
export type PrivateJwk = PublicJwk & { readonly d: string };

/** A private key with what is published of it. `kid` is the RFC 7638 thumbprint. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: 'EdDSA' | 'ES256';
  readonly publicJwk: PublicJwk;
  readonly privateKey: jose.CryptoKey;
}

/** Algorithms accepted in a signature of ours: EdDSA under its old and its new name, and ES256. */
export const signatureAlgorithms = ['EdDSA', 'Ed25519', 'ES256'] as const;

const importable = (jwk: PublicJwk | PrivateJwk, alg: string): Promise<jose.CryptoKey> =>
  jose.importJWK({ ...jwk } as jose.JWK, alg) as Promise<jose.CryptoKey>;

/** Ed25519 (signing) or X25519 (encryption), with its thumbprint as `kid`. */
export async function generatePrivateJwk(curve: 'Ed25519' | 'X25519' | 'P-256'): Promise<PrivateJwk> {
  const options = { extractable: true } as const;
  const pair =
    curve === 'Ed25519'
      ? await jose.generateKeyPair('EdDSA', { ...options, crv: 'Ed25519' })
      : curve === 'P-256'
        ? await jose.generateKeyPair('ES256', options)
        : await jose.generateKeyPair('ECDH-ES', { ...options, crv: 'X25519' });
  const jwk = await jose.exportJWK(pair.privateKey);
  return { ...jwk, kid: await jose.calculateJwkThumbprint(jwk) } as PrivateJwk;
}

export const thumbprintOf = (jwk: Omit<PublicJwk, 'kid'>): Promise<string> =>
  jose.calculateJwkThumbprint({ ...jwk } as jose.JWK);

/** Leaves out every private member. */
export function publicJwkOf(jwk: PrivateJwk | PublicJwk): PublicJwk {
  const publicMembers = ['kty', 'kid', 'crv', 'x', 'y', 'n', 'e'];
  return Object.fromEntries(
    Object.entries(jwk).filter(([name]) => publicMembers.includes(name)),
  ) as PublicJwk;
}

const algorithmOf = (jwk: PublicJwk): 'EdDSA' | 'ES256' => (jwk.kty === 'EC' ? 'ES256' : 'EdDSA');

export async function importSigningKey(jwk: PrivateJwk): Promise<SigningKey> {
  const alg = algorithmOf(jwk);
  return { kid: jwk.kid, alg, publicJwk: publicJwkOf(jwk), privateKey: await importable(jwk, alg) };
}

const signingKeys = new WeakMap<PrivateJwk, Promise<SigningKey>>();

/** A key that signs again and again: imported once for as long as its JWK is held. */
export function signingKeyOf(jwk: PrivateJwk): Promise<SigningKey> {
  const key = signingKeys.get(jwk) ?? importSigningKey(jwk);
  signingKeys.set(jwk, key);
  return key;
}

/** A compact JWS over the JSON of the claims; `typ` names the statement so that one cannot pass for another. */
export function signCompact(
  key: SigningKey,
  typ: string,
  claims: JsonObject,
  header: JsonObject = {},
): Promise<string> {
  return new jose.CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ ...header, alg: key.alg, typ, kid: key.kid } as jose.CompactJWSHeaderParameters)
    .sign(key.privateKey);
}

export class StatementInvalid extends Error {
  override readonly name = 'StatementInvalid';
}

/** A header that repeats a name would say one thing to us and another to who reads it otherwise. */
function headerIn(compact: string): JsonObject {
  const [first = ''] = compact.split('.', 1);
  const header = parseStrictJson(fromUtf8(jose.base64url.decode(first)));
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw new TypeError('no object');
  return header as JsonObject;
}

/** What a signer claims before anything is checked: only to find the key with. */
export function peekHeader(jws: string): { readonly kid?: string; readonly typ?: string } {
  try {
    const { kid, typ } = headerIn(jws);
    return { ...(typeof kid === 'string' && { kid }), ...(typeof typ === 'string' && { typ }) };
  } catch (cause) {
    throw new StatementInvalid('not a signed statement', { cause });
  }
}

/**
 * Verifies a compact JWS with one of the keys given and returns its claims, unchecked against any schema.
 *
 * @throws StatementInvalid on another `typ`, an unknown `kid`, another algorithm, a broken signature or a repeated name
 */
export async function verifyCompact(
  jws: string,
  keys: readonly PublicJwk[],
  typ: string,
): Promise<JsonObject> {
  const header = peekHeader(jws);
  if (header.typ !== typ)
    throw new StatementInvalid(`expected a ${typ}, not a ${header.typ ?? 'statement without typ'}`);
  const key = keys.find((candidate) => candidate.kid === header.kid);
  if (key === undefined) throw new StatementInvalid('signed by an unknown key');
  try {
    const imported = await importPublic(key);
    const { payload } = await jose.compactVerify(jws, imported, { algorithms: [...signatureAlgorithms] });
    return parseStrictJson(fromUtf8(payload)) as JsonObject;
  } catch (cause) {
    throw new StatementInvalid('the signature does not hold', { cause });
  }
}

const imported = new Map<string, Promise<jose.CryptoKey>>();

function importPublic(jwk: PublicJwk): Promise<jose.CryptoKey> {
  const name = JSON.stringify(publicJwkOf(jwk));
  let key = imported.get(name);
  if (key === undefined) {
    if (imported.size > 10_000) imported.clear();
    key = importable(jwk, algorithmOf(jwk));
    imported.set(name, key);
  }
  return key;
}

/** RFC 7797: a signature over bytes that travel beside it; the form is `<protected>..<signature>`. */
export async function signDetached(
  key: SigningKey,
  header: JsonObject,
  payload: Uint8Array,
): Promise<string> {
  const jws = await new jose.FlattenedSign(payload)
    .setProtectedHeader({
      ...header,
      alg: key.alg,
      kid: key.kid,
      b64: false,
      crit: ['b64'],
    } as jose.JWSHeaderParameters)
    .sign(key.privateKey);
  return `${jws.protected}..${jws.signature}`;
}

/**
 * Verifies a detached signature and returns its protected header.
 *
 * @throws StatementInvalid
 */
export async function verifyDetached(
  text: string,
  keys: readonly PublicJwk[],
  payload: Uint8Array,
): Promise<JsonObject> {
  const [protectedHeader, empty, signature, ...rest] = text.split('.');
  if (!protectedHeader || empty !== '' || !signature || rest.length > 0) {
    throw new StatementInvalid('not of the form <protected>..<signature>');
  }
  const { kid } = peekHeader(`${protectedHeader}..${signature}`);
  const key = keys.find((candidate) => candidate.kid === kid);
  if (key === undefined) throw new StatementInvalid('signed by an unknown key');
  try {
    const jws = { protected: protectedHeader, payload, signature };
    const result = await jose.flattenedVerify(jws, await importPublic(key), {
      algorithms: [...signatureAlgorithms],
    });
    if (result.protectedHeader?.b64 !== false) throw new StatementInvalid('b64 is not false');
    return result.protectedHeader as unknown as JsonObject;
  } catch (cause) {
    throw new StatementInvalid('the signature does not hold', { cause });
  }
}

/** RFC 7518 section 4.6: both enter the key derivation, so a field sealed for one ticket opens under no other. */
export interface Parties {
  readonly apu: Uint8Array;
  readonly apv: Uint8Array;
}

/** JWE compact, `ECDH-ES` with `A256GCM`, to an X25519 key. */
export async function sealCompact(
  plaintext: Uint8Array,
  recipient: PublicJwk,
  header: JsonObject,
  parties?: Parties,
): Promise<string> {
  const jwe = new jose.CompactEncrypt(plaintext).setProtectedHeader({
    ...header,
    alg: 'ECDH-ES',
    enc: 'A256GCM',
  } as jose.CompactJWEHeaderParameters);
  if (parties !== undefined) jwe.setKeyManagementParameters({ apu: parties.apu, apv: parties.apv });
  return jwe.encrypt(await importable(recipient, 'ECDH-ES'));
}

export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/**
 * Opens a compact JWE and returns its plaintext and protected header. jose takes `apu`, `apv` and the rest from the
 * header: the caller compares them with what it expects *before* it trusts the plaintext.
 *
 * @throws SealBroken in one way only, whatever was wrong
 */
export async function openCompact(
  jwe: string,
  privateJwk: PrivateJwk,
): Promise<{ readonly plaintext: Uint8Array; readonly header: JsonObject }> {
  try {
    const { plaintext, protectedHeader } = await jose.compactDecrypt(
      jwe,
      await importable(privateJwk, 'ECDH-ES'),
      {
        keyManagementAlgorithms: ['ECDH-ES'],
        contentEncryptionAlgorithms: ['A256GCM'],
      },
    );
    return { plaintext, header: protectedHeader as unknown as JsonObject };
  } catch {
    throw new SealBroken('the seal does not open');
  }
}

/** The protected header of a JWE, unverified: to compare with what is expected before opening. */
export function peekSealHeader(jwe: string): JsonObject {
  try {
    if (jwe.split('.').length !== 5) throw new SealBroken('not a compact JWE');
    return headerIn(jwe);
  } catch {
    throw new SealBroken('the seal does not open');
  }
}
