// What is signed here holds for jose, the library that our partners most likely use, and the other way round;
// what either refuses we refuse.
import fc from 'fast-check';
import * as jose from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  generatePrivateJwk,
  importSigningKey,
  type PrivateJwk,
  publicJwkOf,
  signCompact,
  signDetached,
  thumbprintOf,
  utf8,
  verifiedClaims,
  verifyCompact,
  verifyDetached,
} from '../../src/kernel/index.js';

const accepted = ['EdDSA', 'Ed25519', 'ES256'];
const text = (json: object): Uint8Array => utf8(JSON.stringify(json));
const claimsOf = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null)),
);
/** Every one of these changes what the text says, in any place of it. */
const otherCharacter = (jws: string, place: number): string => {
  const at = place % jws.length;
  const changed = jws[at] === 'A' ? 'B' : 'A';
  return jws.slice(0, at) + changed + jws.slice(at + 1);
};

describe.each(['Ed25519', 'P-256'] as const)('a signature on %s', (curve) => {
  let jwk: PrivateJwk;
  let alg: string;
  let key: jose.CryptoKey;
  beforeAll(async () => {
    jwk = await generatePrivateJwk(curve);
    alg = curve === 'P-256' ? 'ES256' : 'EdDSA';
    key = (await jose.importJWK({ ...jwk }, alg)) as jose.CryptoKey;
  });
  const publicKey = () => jose.importJWK({ ...publicJwkOf(jwk) }, alg);
  const byJose = (payload: Uint8Array, header: object = {}) =>
    new jose.CompactSign(payload)
      .setProtectedHeader({ alg, typ: 'test+jwt', kid: jwk.kid, ...header })
      .sign(key);

  it('made here holds there, and made there holds here', async () => {
    const own = await importSigningKey(jwk);
    await fc.assert(
      fc.asyncProperty(claimsOf, async (claims) => {
        const made = await jose.compactVerify(await signCompact(own, 'test+jwt', claims), await publicKey());
        expect(JSON.parse(new TextDecoder().decode(made.payload))).toEqual(claims);
        expect(made.protectedHeader).toEqual({ alg, typ: 'test+jwt', kid: jwk.kid });
        expect(await verifyCompact(await byJose(text(claims)), [publicJwkOf(jwk)], 'test+jwt')).toEqual(
          claims,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('over bytes beside it holds there and here (RFC 7797)', async () => {
    const own = await importSigningKey(jwk);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), async (payload) => {
        const [first = '', , last = ''] = (await signDetached(own, { htm: 'POST' }, payload)).split('.');
        const made = { protected: first, payload, signature: last };
        expect((await jose.flattenedVerify(made, await publicKey())).protectedHeader).toMatchObject({
          b64: false,
          htm: 'POST',
        });
        const theirs = await new jose.FlattenedSign(payload)
          .setProtectedHeader({ alg, kid: jwk.kid, b64: false, crit: ['b64'] })
          .sign(key);
        const header = `${theirs.protected}..${theirs.signature}`;
        expect(await verifyDetached(header, [publicJwkOf(jwk)], payload)).toMatchObject({ b64: false });
      }),
      { numRuns: 30 },
    );
  });

  it('with any one character changed is refused', async () => {
    const jws = await byJose(text({ a: 1, b: 'x'.repeat(40) }));
    await fc.assert(
      fc.asyncProperty(fc.nat(jws.length - 1), async (place) => {
        const changed = otherCharacter(jws, place);
        await expect(verifyCompact(changed, [publicJwkOf(jwk)], 'test+jwt')).rejects.toThrow();
      }),
      { numRuns: 200 },
    );
  });

  it('is refused in a spelling that is not canonical, though the bytes are the same', async () => {
    const jws = await byJose(text({ a: 1 }));
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    // 64 bytes end in a character that carries four bits, so fifteen others stand for the same bytes.
    const last = alphabet.indexOf(jws.at(-1) ?? '');
    const twin = jws.slice(0, -1) + alphabet[(last & 0b110000) | ((last + 1) & 0b001111)];
    expect(Buffer.from(twin.split('.')[2] ?? '', 'base64url')).toEqual(
      Buffer.from(jws.split('.')[2] ?? '', 'base64url'),
    );
    const padded = `${jws}=`;
    const spaced = jws.replace('.', '.\n');
    for (const other of [twin, padded, spaced, `${jws}.`, `.${jws}`, jws.replaceAll('_', '/')]) {
      if (other === jws) continue;
      await expect(verifyCompact(other, [publicJwkOf(jwk)], 'test+jwt')).rejects.toThrow();
    }
  });

  it('is refused when its header makes something critical', async () => {
    const jws = await new jose.CompactSign(text({ a: 1 }))
      .setProtectedHeader({ alg, typ: 'test+jwt', kid: jwk.kid, crit: ['urn:x'], 'urn:x': true })
      .sign(key, { crit: { 'urn:x': true } });
    await expect(verifyCompact(jws, [publicJwkOf(jwk)], 'test+jwt')).rejects.toThrow(/does not hold/);
    const plain = await new jose.CompactSign(text({ a: 1 }))
      .setProtectedHeader({ alg, typ: 'test+jwt', kid: jwk.kid, b64: true, crit: ['b64'] })
      .sign(key);
    await expect(verifyCompact(plain, [publicJwkOf(jwk)], 'test+jwt')).rejects.toThrow(/does not hold/);
  });

  it('is refused under an algorithm that is not accepted, or that its key was not made for', async () => {
    const jws = await byJose(text({ a: 1 }));
    const [first = '', ...rest] = jws.split('.');
    expect(verifiedClaims(jws, publicJwkOf(jwk), accepted)).toEqual({ a: 1 });
    expect(() => verifiedClaims(jws, publicJwkOf(jwk), ['PS256'])).toThrow(/does not hold/);
    const others = ['none', 'HS256', 'PS256', 'ES384', 'ES256', 'EdDSA', '__proto__', '', 1, null];
    for (const other of others.filter((one) => one !== alg)) {
      const header = JSON.parse(Buffer.from(first, 'base64url').toString());
      const renamed = Buffer.from(JSON.stringify({ ...header, alg: other })).toString('base64url');
      const forged = [renamed, ...rest].join('.');
      expect(() => verifiedClaims(forged, publicJwkOf(jwk), [...accepted, 'PS256', String(other)])).toThrow(
        /does not hold/,
      );
    }
  });

  it('is refused whatever else is sent in its place', async () => {
    const keys = [publicJwkOf(jwk)];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string({ maxLength: 60 }), fc.base64String({ maxLength: 200 })), {
          maxLength: 5,
        }),
        async (parts) => {
          await expect(verifyCompact(parts.join('.'), keys, 'test+jwt')).rejects.toThrow();
          await expect(verifyDetached(parts.join('.'), keys, utf8('x'))).rejects.toThrow();
        },
      ),
    );
  });
});

it('an Ed25519 signature holds under its new name too', async () => {
  const jwk = await generatePrivateJwk('Ed25519');
  const jws = await new jose.CompactSign(text({ a: 1 }))
    .setProtectedHeader({ alg: 'Ed25519', typ: 'test+jwt', kid: jwk.kid })
    .sign(await jose.importJWK({ ...jwk }, 'Ed25519'));
  expect(await verifyCompact(jws, [publicJwkOf(jwk)], 'test+jwt')).toEqual({ a: 1 });
});

it('an RSA signature with PSS holds where it is accepted, with keys of 2048 bits and more', async () => {
  for (const [modulusLength, holds] of [
    [2048, true],
    [1024, false],
  ] as const) {
    const pair = await crypto.subtle.generateKey(
      { name: 'RSA-PSS', modulusLength, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' },
      true,
      ['sign', 'verify'],
    );
    const jwk = { ...(await jose.exportJWK(pair.publicKey)), kid: 'rsa' } as never;
    const first = jose.base64url.encode('{"alg":"PS256"}');
    const input = `${first}.${jose.base64url.encode('{"a":1}')}`;
    const signed = await crypto.subtle.sign(
      { name: 'RSA-PSS', saltLength: 32 },
      pair.privateKey,
      utf8(input) as Uint8Array<ArrayBuffer>,
    );
    const jws = `${input}.${jose.base64url.encode(new Uint8Array(signed))}`;
    if (holds) expect(verifiedClaims(jws, jwk, ['PS256'])).toEqual({ a: 1 });
    else expect(() => verifiedClaims(jws, jwk, ['PS256'])).toThrow(/does not hold/);
    expect(() => verifiedClaims(jws, jwk, accepted)).toThrow(/does not hold/);
  }
});

it.each(['Ed25519', 'X25519', 'P-256'] as const)(
  'a key on %s has the name that jose gives it',
  async (curve) => {
    const jwk = await generatePrivateJwk(curve);
    expect(await thumbprintOf(publicJwkOf(jwk))).toBe(await jose.calculateJwkThumbprint(publicJwkOf(jwk)));
    expect(jwk.kid).toBe(await thumbprintOf(jwk));
    await expect(thumbprintOf({ ...publicJwkOf(jwk), x: undefined } as never)).rejects.toThrow(TypeError);
    await expect(thumbprintOf({ kty: 'oct', k: 'AAAA' } as never)).rejects.toThrow(TypeError);
  },
);
