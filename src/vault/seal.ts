/**
 * XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) with a random 24-byte nonce, which is long enough to be drawn
 * without counting. What is bound in but not stored (whose, for how long, what for) must be the same to open.
 */
import { randomBytes } from 'node:crypto';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concatBytes, SealBroken, utf8 } from '../kernel/index.js';

const nonceLength = 24;
const version = 1;

/** @param binding strings that must be the same to open; encoded so that no two lists give the same bytes */
export function sealBytes(key: Uint8Array, plaintext: Uint8Array, binding: readonly string[]): Uint8Array {
  const nonce = new Uint8Array(randomBytes(nonceLength));
  const sealed = xchacha20poly1305(key, nonce, utf8(JSON.stringify(binding))).encrypt(plaintext);
  return concatBytes(Uint8Array.of(version), nonce, sealed);
}

/** @throws SealBroken in one way only, whatever was wrong */
export function openBytes(key: Uint8Array, sealed: Uint8Array, binding: readonly string[]): Uint8Array {
  const bytes = new Uint8Array(sealed);
  const nonce = bytes.subarray(1, 1 + nonceLength);
  try {
    if (bytes[0] !== version) throw new SealBroken('unknown version');
    const cipher = xchacha20poly1305(key, nonce, utf8(JSON.stringify(binding)));
    return cipher.decrypt(bytes.subarray(1 + nonceLength));
  } catch {
    throw new SealBroken('the seal does not open');
  }
}
