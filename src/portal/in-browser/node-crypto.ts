/**
 * What the verifier uses of `node:crypto`, in a browser, over @noble: the build puts it in its place
 * (scripts/bundle-check.mjs), so that the rules of verifying exist once. It holds no secret and makes no key.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { Buffer, encoded } from './node-buffer.js';
import { type RsaKey, rsaKeyOf, verifyRsa } from './rsa.js';

/** Named where an algorithm is listed that no receipt is signed with. */
export const constants = { RSA_PKCS1_PSS_PADDING: 6 };

interface PublicKey {
  readonly asymmetricKeyType: 'ed25519' | 'ec' | 'rsa';
  readonly asymmetricKeyDetails: { readonly namedCurve?: string; readonly modulusLength?: number };
  /** As @noble takes it; of an RSA key its modulus. */
  readonly bytes: Uint8Array;
  readonly rsa?: RsaKey;
  equals(other: PublicKey): boolean;
}

interface PublicJwk {
  readonly kty?: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly n?: string;
  readonly e?: string;
}

const bytesOf = (data: Uint8Array | string): Uint8Array =>
  typeof data === 'string' ? new TextEncoder().encode(data) : data;

export function hash(_algorithm: 'sha256', data: Uint8Array | string, form: string): Uint8Array | string {
  const digest = sha256(bytesOf(data));
  return form === 'buffer' ? Buffer.from(digest) : encoded(digest, form);
}

export const createHash = (_algorithm: 'sha256') => {
  const parts: Uint8Array[] = [];
  const made = {
    update: (data: Uint8Array | string) => {
      parts.push(bytesOf(data));
      return made;
    },
    digest: (form = 'buffer') => hash('sha256', Buffer.concat(parts), form),
  };
  return made;
};

/** Nothing that is checked here is secret, so that time tells nothing. */
export const timingSafeEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.every((byte, place) => byte === b[place]);

/** @throws TypeError for a key of another curve, or a point that is not on it */
export function createPublicKey({ key: jwk }: { key: PublicJwk }): PublicKey {
  const { kty, crv, x = '', y = '' } = jwk;
  if (kty === 'RSA') {
    const rsa = rsaKeyOf(jwk);
    return { ...keyOf('rsa', { modulusLength: rsa.bits }, rsa.modulus), rsa };
  }
  if (kty === 'OKP' && crv === 'Ed25519') return keyOf('ed25519', {}, coordinate(x));
  if (kty !== 'EC' || crv !== 'P-256') throw new TypeError('no key of a curve that signs receipts');
  const point = Buffer.concat([Uint8Array.of(4), coordinate(x), coordinate(y)]);
  p256.Point.fromBytes(point).assertValidity();
  return keyOf('ec', { namedCurve: 'prime256v1' }, point);
}

function coordinate(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== 32) throw new TypeError('a coordinate has 32 bytes');
  return bytes;
}

const keyOf = (
  asymmetricKeyType: PublicKey['asymmetricKeyType'],
  asymmetricKeyDetails: PublicKey['asymmetricKeyDetails'],
  bytes: Uint8Array,
): PublicKey => ({
  asymmetricKeyType,
  asymmetricKeyDetails,
  bytes: new Uint8Array(bytes),
  equals: (other) => encoded(bytes, 'hex') === encoded(other.bytes, 'hex'),
});

interface WithOptions {
  readonly key: PublicKey;
  /** Of ECDSA: `der`, or R and S. */
  readonly dsaEncoding?: 'der' | 'ieee-p1363';
}

/** Ed25519 (RFC 8032), ECDSA on P-256 with SHA-256, or RSASSA-PKCS1-v1_5 with SHA-256. */
export function verify(
  _digest: 'sha256' | null,
  data: Uint8Array,
  given: PublicKey | WithOptions,
  signature: Uint8Array,
): boolean {
  const { key, dsaEncoding = 'ieee-p1363' } = 'bytes' in given ? { key: given } : given;
  const { asymmetricKeyType, bytes, rsa } = key;
  const [signed, message] = [new Uint8Array(signature), new Uint8Array(data)];
  if (rsa !== undefined) return verifyRsa(rsa, message, signed);
  if (asymmetricKeyType === 'ed25519') return ed25519.verify(signed, message, bytes, { zip215: false });
  const format = dsaEncoding === 'der' ? 'der' : 'compact';
  return p256.verify(signed, message, bytes, { lowS: false, format });
}
