/**
 * JSON Web Keys (RFC 7517, 8037) on the curves that this project uses, and their thumbprints (RFC 7638). node:crypto
 * does the work in the caller's thread; why not the Web Crypto API stands in docs/decisions/0016-jose-over-node-crypto.md.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import type { Json } from './canonical-json.js';

export type PublicJwk = { readonly kty: string; readonly kid: string; readonly [member: string]: Json };
export type PrivateJwk = PublicJwk & { readonly d: string };

/** A private key with what is published of it. `kid` is the RFC 7638 thumbprint. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: 'EdDSA' | 'ES256';
  readonly publicJwk: PublicJwk;
  readonly keyObject: KeyObject;
}

type Curve = 'Ed25519' | 'X25519' | 'P-256';

const generators = {
  'P-256': ['ec', { namedCurve: 'P-256' }],
  Ed25519: ['ed25519', {}],
  X25519: ['x25519', {}],
} as const;
const asJwk = { publicKeyEncoding: { format: 'jwk' }, privateKeyEncoding: { format: 'jwk' } } as const;

/**
 * A new key without its `kid`. As a JWK from the start: a key object that was just generated and is then exported stops
 * the whole process for ever, when the garbage collector runs within the export and frees what generated it (seen in
 * Node 20; both hold one lock). test/e2e/key-generation.test.ts shows it.
 */
export function newKey(curve: Curve): JsonWebKey {
  const [type, options] = generators[curve];
  const made: unknown = generateKeyPairSync(type as 'ed25519', { ...options, ...asJwk } as never);
  return (made as { readonly privateKey: JsonWebKey }).privateKey;
}

/** Ed25519 (signing), X25519 (encryption) or P-256 (DPoP), with its thumbprint as `kid`. */
export async function generatePrivateJwk(curve: Curve): Promise<PrivateJwk> {
  const jwk = newKey(curve) as unknown as Omit<PrivateJwk, 'kid'>;
  return { ...jwk, kid: await thumbprintOf(jwk as Omit<PublicJwk, 'kid'>) } as PrivateJwk;
}

/** Members that name a key, in the order in which they are hashed (RFC 7638 section 3.2, RFC 8037 section 2). */
const naming: Readonly<Record<string, readonly string[]>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
  RSA: ['e', 'kty', 'n'],
};

/** SHA-256 thumbprint, base64url. @throws TypeError for a kind of key that is not used here, or one that lacks a member */
export async function thumbprintOf(jwk: Omit<PublicJwk, 'kid'>): Promise<string> {
  return createHash('sha256').update(nameOf(jwk)).digest('base64url');
}

/** The public members that make the key this key and no other, as the JSON that RFC 7638 hashes. */
export function nameOf(jwk: Omit<PublicJwk, 'kid'>): string {
  const members = typeof jwk.kty === 'string' && Object.hasOwn(naming, jwk.kty) ? naming[jwk.kty] : undefined;
  if (members === undefined) throw new TypeError('no key of a kind that is used here');
  const values = members.map((member) => [member, jwk[member]] as const);
  if (values.some(([, value]) => typeof value !== 'string' || value === '')) {
    throw new TypeError('the key lacks a member');
  }
  return JSON.stringify(Object.fromEntries(values));
}

/** Leaves out every private member. */
export function publicJwkOf(jwk: PrivateJwk | PublicJwk): PublicJwk {
  const publicMembers = ['kty', 'kid', 'crv', 'x', 'y', 'n', 'e'];
  return Object.fromEntries(
    Object.entries(jwk).filter(([name]) => publicMembers.includes(name)),
  ) as PublicJwk;
}

const curves: Readonly<Record<string, string>> = { 'OKP Ed25519': 'EdDSA', 'EC P-256': 'ES256' };

function algorithmOf({ kty, crv }: PublicJwk): SigningKey['alg'] {
  const alg = curves[`${kty} ${String(crv)}`];
  if (alg !== 'EdDSA' && alg !== 'ES256') throw new TypeError('no key that signs here');
  return alg;
}

export async function importSigningKey(jwk: PrivateJwk): Promise<SigningKey> {
  const alg = algorithmOf(jwk);
  return { kid: jwk.kid, alg, publicJwk: publicJwkOf(jwk), keyObject: importPrivate(jwk) };
}

const signingKeys = new WeakMap<PrivateJwk, Promise<SigningKey>>();

/** A key that signs again and again: imported once for as long as its JWK is held. */
export function signingKeyOf(jwk: PrivateJwk): Promise<SigningKey> {
  const key = signingKeys.get(jwk) ?? importSigningKey(jwk);
  signingKeys.set(jwk, key);
  return key;
}

/** @throws TypeError | Error for members that are no key */
export const importPrivate = (jwk: PrivateJwk | JsonWebKey): KeyObject =>
  createPrivateKey({ key: { ...jwk } as JsonWebKey, format: 'jwk' });

const imported = new Map<string, KeyObject>();

/** Public keys are imported once; which key it is say its own members, never its `kid`. @throws as {@link importPrivate} */
export function importPublic(jwk: PublicJwk): KeyObject {
  const name = nameOf(jwk);
  const known = imported.get(name);
  if (known !== undefined) return known;
  const key = createPublicKey({ key: JSON.parse(name) as JsonWebKey, format: 'jwk' });
  if (imported.size >= 10_000) imported.clear();
  imported.set(name, key);
  return key;
}
