/**
 * Verifies RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 section 8.2.2), as some devices sign. The whole encoded message is
 * made anew and compared, so that nothing is parsed that a forger could have written. There is nothing secret in it.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { Buffer } from './node-buffer.js';

export interface RsaKey {
  readonly modulus: Uint8Array;
  readonly exponent: bigint;
  readonly bits: number;
}

/** DigestInfo of SHA-256 up to the digest (RFC 8017 section 9.2, note 1). */
const digestInfo = Uint8Array.from([
  0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04,
  0x20,
]);

const numberOf = (bytes: Uint8Array): bigint =>
  bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);

/** @throws TypeError for members that are no key */
export function rsaKeyOf({ n = '', e = '' }: { readonly n?: string; readonly e?: string }): RsaKey {
  const modulus = new Uint8Array(Buffer.from(n, 'base64url'));
  const exponent = numberOf(new Uint8Array(Buffer.from(e, 'base64url')));
  if (modulus.length === 0 || modulus[0] === 0 || modulus.length > 512 || exponent >= 1n << 32n) {
    throw new TypeError('no RSA key');
  }
  return { modulus, exponent, bits: numberOf(modulus).toString(2).length };
}

export function verifyRsa(
  { modulus, exponent }: RsaKey,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const [n, s] = [numberOf(modulus), numberOf(signature)];
  if (signature.length !== modulus.length || s >= n) return false;
  const digest = sha256(message);
  const fill = modulus.length - digestInfo.length - digest.length - 3;
  const expected = [0, 1, ...Array.from({ length: fill }, () => 0xff), 0, ...digestInfo, ...digest];
  return power(s, exponent, n) === numberOf(Uint8Array.from(expected));
}

/** `base` to the `exponent`, modulo `n`. */
function power(base: bigint, exponent: bigint, n: bigint): bigint {
  let [result, square] = [1n, base % n];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % n;
    square = (square * square) % n;
  }
  return result;
}
