/**
 * AES-SIV (RFC 5297): encryption without a nonce, that gives the same for the same. So it hides what something is and not
 * that two are one, which is what a pseudonym must do; and unlike a hash it opens again for whoever has the key.
 */
import { aessiv } from '@noble/ciphers/aes.js';
import { SealBroken, utf8 } from '../kernel/index.js';

/** Two AES keys of 256 bits. */
export const disguiseKeyLength = 64;
const leastLength = 16;

/** @param context what this is; only the same context opens it */
export const disguise = (key: Uint8Array, plaintext: Uint8Array, context: string): Uint8Array =>
  aessiv(key, utf8(context)).encrypt(plaintext);

/** @throws SealBroken in one way only, whatever was wrong */
export function undisguise(key: Uint8Array, disguised: Uint8Array, context: string): Uint8Array {
  try {
    if (disguised.length < leastLength) throw new SealBroken('too short');
    return aessiv(key, utf8(context)).decrypt(disguised);
  } catch {
    throw new SealBroken('the disguise does not open');
  }
}
