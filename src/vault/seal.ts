/**
 * XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) with a random 24-byte nonce, which is long enough to be drawn
 * without counting. What is bound in but not stored (whose, for how long, what for) must be the same to open.
 *
 * Section 2.3: HChaCha20 makes of key and the first 16 bytes of the nonce a key of its own, and ChaCha20-Poly1305 (RFC
 * 8439) does the rest under it; the latter is OpenSSL's, three times as fast as one in JavaScript.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { hchacha } from '@noble/ciphers/chacha.js';
import { publicRandom, SealBroken } from '../kernel/index.js';

const version = 1;
const keyLength = 32;
const nonceLength = 24;
const tagLength = 16;
const head = 1 + nonceLength;
const cipherName = 'chacha20-poly1305';
const options = { authTagLength: tagLength } as const;

/** @param binding strings that must be the same to open; encoded so that no two lists give the same bytes */
export function sealBytes(key: Uint8Array, plaintext: Uint8Array, binding: readonly string[]): Uint8Array {
  const nonce = publicRandom(nonceLength);
  const cipher = createCipheriv(cipherName, subkey(key, nonce), innerNonce(nonce), options);
  cipher.setAAD(bound(binding), { plaintextLength: plaintext.length });
  // Of the room that Node keeps for short ones: a buffer of its own costs more to make and to clear away than to fill.
  const sealed = Buffer.allocUnsafe(head + plaintext.length + tagLength);
  sealed[0] = version;
  sealed.set(nonce, 1);
  sealed.set(cipher.update(plaintext), head);
  cipher.final();
  sealed.set(cipher.getAuthTag(), head + plaintext.length);
  return sealed;
}

/** @throws SealBroken in one way only, whatever was wrong */
export function openBytes(key: Uint8Array, sealed: Uint8Array, binding: readonly string[]): Uint8Array {
  try {
    if (sealed[0] !== version || sealed.length < head + tagLength) throw new SealBroken('unknown version');
    const nonce = Buffer.from(sealed.subarray(1, head));
    const decipher = createDecipheriv(cipherName, subkey(key, nonce), innerNonce(nonce), options);
    const end = sealed.length - tagLength;
    decipher.setAAD(bound(binding), { plaintextLength: end - head });
    decipher.setAuthTag(sealed.subarray(end));
    const plaintext = new Uint8Array(decipher.update(sealed.subarray(head, end)));
    decipher.final();
    return plaintext;
  } catch {
    throw new SealBroken('the seal does not open');
  }
}

const bound = (binding: readonly string[]): Uint8Array => Buffer.from(JSON.stringify(binding));

/** "expand 32-byte k", RFC 8439 section 2.3. */
const constants = wordsInto(new Uint32Array(4), Buffer.from('expand 32-byte k'));
// Used again each time: nothing waits between filling and reading them, and OpenSSL takes a copy.
const keyWords = new Uint32Array(8);
const nonceWords = new Uint32Array(4);
const made = new Uint32Array(8);
const subkeyBytes = new Uint8Array(keyLength);
const innerBytes = new Uint8Array(12);

function subkey(key: Uint8Array, nonce: Uint8Array): Uint8Array {
  if (key.length !== keyLength) throw new RangeError('a key is 32 bytes');
  hchacha(constants, wordsInto(keyWords, key), wordsInto(nonceWords, nonce), made);
  for (let place = 0; place < keyLength; place += 1) {
    subkeyBytes[place] = ((made[place >> 2] ?? 0) >>> (8 * (place & 3))) & 0xff;
  }
  return subkeyBytes;
}

function innerNonce(nonce: Uint8Array): Uint8Array {
  innerBytes.set(nonce.subarray(16), 4);
  return innerBytes;
}

/** Little-endian, on any machine. */
function wordsInto(words: Uint32Array, bytes: Uint8Array): Uint32Array {
  for (let word = 0; word < words.length; word += 1) {
    const at = word * 4;
    const [low = 0, second = 0, third = 0, high = 0] = [
      bytes[at],
      bytes[at + 1],
      bytes[at + 2],
      bytes[at + 3],
    ];
    words[word] = low | (second << 8) | (third << 16) | (high << 24);
  }
  return words;
}
