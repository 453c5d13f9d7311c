import { randomBytes } from 'node:crypto';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealBroken } from '../../src/kernel/index.js';
import { openBytes, sealBytes } from '../../src/vault/seal.js';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const content = fc.uint8Array({ maxLength: 2_000, size: 'max' });
const binding = fc.array(fc.string(), { maxLength: 5 });
const boundBytes = (list: readonly string[]) => new TextEncoder().encode(JSON.stringify(list));

describe('a seal', () => {
  it('is XChaCha20-Poly1305: another implementation opens it', () => {
    fc.assert(
      fc.property(bytes(32), content, binding, (key, plaintext, bound) => {
        const sealed = sealBytes(key, plaintext, bound);
        expect(sealed[0]).toBe(1);
        const cipher = xchacha20poly1305(key, sealed.slice(1, 25), boundBytes(bound));
        expect(cipher.decrypt(sealed.slice(25))).toEqual(plaintext);
      }),
    );
  });

  it('is XChaCha20-Poly1305: it opens what another implementation sealed', () => {
    fc.assert(
      fc.property(bytes(32), bytes(24), content, binding, (key, nonce, plaintext, bound) => {
        const cipher = xchacha20poly1305(key, nonce, boundBytes(bound));
        const sealed = Uint8Array.from([1, ...nonce, ...cipher.encrypt(plaintext)]);
        expect(openBytes(key, sealed, bound)).toEqual(plaintext);
      }),
    );
  });

  it('opens to nothing once any bit of it, of the key or of what is bound in was changed', () => {
    const key = Uint8Array.from(randomBytes(32));
    const sealed = sealBytes(key, Uint8Array.of(1, 2, 3), ['whose']);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = sealed.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => openBytes(key, changed, ['whose'])).toThrow(SealBroken);
    }
    expect(() => openBytes(key.toReversed(), sealed, ['whose'])).toThrow(SealBroken);
    expect(() => openBytes(key, sealed, ['whos', 'e'])).toThrow(SealBroken);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => openBytes(key, sealed.slice(0, length), ['whose'])).toThrow(SealBroken);
    }
  });

  it('never uses a nonce twice', () => {
    const key = randomBytes(32);
    const nonces = Array.from({ length: 2_000 }, () =>
      Buffer.from(sealBytes(key, new Uint8Array(), []).subarray(1, 25)).toString('hex'),
    );
    expect(new Set(nonces).size).toBe(nonces.length);
  });
});
