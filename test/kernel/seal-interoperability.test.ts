// What is sealed here opens with jose, the library that our partners most likely use, and the other way round; what was
// changed on the way opens nowhere.
import fc from 'fast-check';
import * as jose from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  generatePrivateJwk,
  openCompact,
  type PrivateJwk,
  publicJwkOf,
  sealCompact,
  utf8,
} from '../../src/kernel/index.js';

/** Every one of these changes what the text says, in any place of it. */
const otherCharacter = (jws: string, place: number): string => {
  const at = place % jws.length;
  const changed = jws[at] === 'A' ? 'B' : 'A';
  return jws.slice(0, at) + changed + jws.slice(at + 1);
};

describe('a seal', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 64 });
  const options = { keyManagementAlgorithms: ['ECDH-ES'], contentEncryptionAlgorithms: ['A256GCM'] };
  let jwk: PrivateJwk;
  beforeAll(async () => {
    jwk = await generatePrivateJwk('X25519');
  });
  const byJose = async (header: object = {}, plain = utf8('secret')) =>
    new jose.CompactEncrypt(plain)
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', ...header })
      .encrypt(await jose.importJWK({ ...publicJwkOf(jwk) }, 'ECDH-ES'));

  it('made here opens there, and made there opens here', async () => {
    const key = await jose.importJWK({ ...jwk }, 'ECDH-ES');
    const recipient = await jose.importJWK({ ...publicJwkOf(jwk) }, 'ECDH-ES');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), bytes, bytes, async (plain, apu, apv) => {
        fc.pre(Buffer.compare(apu, apv) !== 0);
        const parties = { apu, apv };
        const ours = await jose.compactDecrypt(
          await sealCompact(plain, publicJwkOf(jwk), { field: 'a' }, parties),
          key,
          options,
        );
        expect(Buffer.from(ours.plaintext)).toEqual(Buffer.from(plain));
        expect(ours.protectedHeader).toMatchObject({
          field: 'a',
          apu: jose.base64url.encode(apu),
          apv: jose.base64url.encode(apv),
        });
        const theirs = await new jose.CompactEncrypt(plain)
          .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', field: 'a' })
          .setKeyManagementParameters(parties)
          .encrypt(recipient);
        const opened = await openCompact(theirs, jwk);
        expect(Buffer.from(opened.plaintext)).toEqual(Buffer.from(plain));
        expect(opened.header).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', field: 'a' });
      }),
      { numRuns: 30 },
    );
  });

  it('opens without parties too, as jose makes it', async () => {
    expect(Buffer.from((await openCompact(await byJose(), jwk)).plaintext).toString()).toBe('secret');
    const ours = await sealCompact(utf8('secret'), publicJwkOf(jwk), {});
    const opened = await jose.compactDecrypt(ours, await jose.importJWK({ ...jwk }, 'ECDH-ES'), options);
    expect(Buffer.from(opened.plaintext).toString()).toBe('secret');
  });

  it('with any one character changed does not open', async () => {
    const jwe = await sealCompact(utf8('secret'), publicJwkOf(jwk), { field: 'a' });
    await fc.assert(
      fc.asyncProperty(fc.nat(jwe.length - 1), async (place) => {
        await expect(openCompact(otherCharacter(jwe, place), jwk)).rejects.toThrow(
          /^the seal does not open$/,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('under another algorithm, for another curve, compressed or critical does not open', async () => {
    const encryptTo = async (alg: string, enc: string, key: jose.CryptoKey, header: object = {}) =>
      new jose.CompactEncrypt(utf8('secret')).setProtectedHeader({ alg, enc, ...header }).encrypt(key);
    const recipient = (await jose.importJWK({ ...publicJwkOf(jwk) }, 'ECDH-ES')) as jose.CryptoKey;
    const elliptic = await jose.generateKeyPair('ECDH-ES', { crv: 'P-256' });
    const forms = [
      await encryptTo('ECDH-ES', 'A128GCM', recipient),
      await encryptTo('ECDH-ES', 'A256CBC-HS512', recipient),
      await encryptTo('ECDH-ES+A256KW', 'A256GCM', recipient),
      await encryptTo('ECDH-ES', 'A256GCM', elliptic.publicKey),
      await encryptTo('ECDH-ES', 'A256GCM', recipient, { zip: 'DEF' }),
    ];
    for (const form of forms)
      await expect(openCompact(form, jwk)).rejects.toThrow(/^the seal does not open$/);
  });

  it('is made to no key on another curve, and to none of small order', async () => {
    for (const curve of ['Ed25519', 'P-256'] as const) {
      const other = publicJwkOf(await generatePrivateJwk(curve));
      await expect(sealCompact(utf8('secret'), other, {})).rejects.toThrow(TypeError);
    }
    // The shared secret with this point is zero for everyone (RFC 7748 section 6.1).
    const zero = { ...publicJwkOf(jwk), x: Buffer.alloc(32).toString('base64url') };
    await expect(sealCompact(utf8('secret'), zero, {})).rejects.toThrow();
    const jwe = await sealCompact(utf8('secret'), publicJwkOf(jwk), {});
    const [first = '', ...rest] = jwe.split('.');
    const header = JSON.parse(Buffer.from(first, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...header, epk: zero })).toString('base64url');
    await expect(openCompact([forged, ...rest].join('.'), jwk)).rejects.toThrow(/^the seal does not open$/);
  });

  it('shortened does not open, nor does anything that is none', async () => {
    const [first, wrapped, iv, sealed, tag = ''] = (await byJose()).split('.');
    for (const cut of [4, 8, 12]) {
      const short = Buffer.from(tag, 'base64url').subarray(0, cut).toString('base64url');
      const jwe = [first, wrapped, iv, sealed, short].join('.');
      await expect(openCompact(jwe, jwk)).rejects.toThrow(/^the seal does not open$/);
    }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.base64String({ maxLength: 80 }), { maxLength: 7 }), async (parts) => {
        await expect(openCompact(parts.join('.'), jwk)).rejects.toThrow(/^the seal does not open$/);
      }),
    );
  });
});
