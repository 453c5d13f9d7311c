import * as jose from 'jose';
import { describe, expect, it } from 'vitest';
import {
  generatePrivateJwk,
  importSigningKey,
  openCompact,
  peekSealHeader,
  publicJwkOf,
  sealCompact,
  signCompact,
  signDetached,
  thumbprintOf,
  utf8,
  verifyCompact,
  verifyDetached,
} from '../../src/kernel/index.js';

const parties = { apu: utf8('source'), apv: utf8('ticket') };

describe('a signed statement', () => {
  it.each(['Ed25519', 'P-256'] as const)('is verified with the %s key that signed it', async (curve) => {
    const jwk = await generatePrivateJwk(curve);
    const jws = await signCompact(await importSigningKey(jwk), 'test+jwt', { a: 1 });
    expect(await verifyCompact(jws, [publicJwkOf(jwk)], 'test+jwt')).toEqual({ a: 1 });
    expect(jwk.kid).toBe(await thumbprintOf(publicJwkOf(jwk)));
  });

  it('is refused under another typ, by another key, when changed, and without a signature', async () => {
    const jwk = await generatePrivateJwk('Ed25519');
    const other = await generatePrivateJwk('Ed25519');
    const jws = await signCompact(await importSigningKey(jwk), 'test+jwt', { a: 1 });
    const [header, , signature] = jws.split('.');
    const changed = `${header}.${jose.base64url.encode('{"a":2}')}.${signature}`;
    const none = `${jose.base64url.encode(JSON.stringify({ alg: 'none', typ: 'test+jwt', kid: jwk.kid }))}.e30.`;
    const keys = [publicJwkOf(jwk)];
    await expect(verifyCompact(jws, keys, 'other+jwt')).rejects.toThrow(/expected a other\+jwt/);
    await expect(verifyCompact(jws, [publicJwkOf(other)], 'test+jwt')).rejects.toThrow(/unknown key/);
    await expect(verifyCompact(jws, [{ ...publicJwkOf(other), kid: jwk.kid }], 'test+jwt')).rejects.toThrow(
      /does not hold/,
    );
    await expect(verifyCompact(changed, keys, 'test+jwt')).rejects.toThrow(/does not hold/);
    await expect(verifyCompact(none, keys, 'test+jwt')).rejects.toThrow(/does not hold/);
    await expect(verifyCompact('rubbish', keys, 'test+jwt')).rejects.toThrow(/not a signed statement/);
  });

  it('is refused when its claims or its header name something twice', async () => {
    const jwk = await generatePrivateJwk('Ed25519');
    const privateKey = (await jose.importJWK({ ...jwk }, 'EdDSA')) as jose.CryptoKey;
    const { kid } = jwk;
    const signed = async (header: string, claims: string): Promise<string> => {
      const first = jose.base64url.encode(header);
      const jws = await new jose.FlattenedSign(utf8(claims))
        .setProtectedHeader({ alg: 'EdDSA', typ: 'test+jwt', kid })
        .sign(privateKey);
      if (header === '') return `${jws.protected}.${jws.payload}.${jws.signature}`;
      const input = utf8(`${first}.${jws.payload}`);
      const signature = await crypto.subtle.sign('Ed25519', privateKey, Uint8Array.from(input));
      return `${first}.${jws.payload}.${jose.base64url.encode(new Uint8Array(signature))}`;
    };
    const keys = [publicJwkOf(jwk)];
    const once = `{"alg":"EdDSA","typ":"test+jwt","kid":"${kid}"}`;
    const twice = `{"alg":"EdDSA","typ":"other+jwt","typ":"test+jwt","kid":"${kid}"}`;
    expect(await verifyCompact(await signed(once, '{"a":1}'), keys, 'test+jwt')).toEqual({ a: 1 });
    await expect(verifyCompact(await signed('', '{"a":1,"a":2}'), keys, 'test+jwt')).rejects.toThrow();
    await expect(verifyCompact(await signed(twice, '{"a":1}'), keys, 'test+jwt')).rejects.toThrow();
  });

  it('is refused when an HMAC was made with the public key as secret', async () => {
    const jwk = publicJwkOf(await generatePrivateJwk('Ed25519'));
    const forged = await new jose.CompactSign(utf8('{}'))
      .setProtectedHeader({ alg: 'HS256', typ: 'test+jwt', kid: jwk.kid })
      .sign(utf8(String(jwk.x).padEnd(32)));
    await expect(verifyCompact(forged, [jwk], 'test+jwt')).rejects.toThrow(/does not hold/);
  });
});

describe('the header of a seal', () => {
  it('is none when it names something twice', () => {
    const header = (text: string): string => `${jose.base64url.encode(text)}..iv.text.tag`;
    expect(peekSealHeader(header('{"field":"a"}'))).toEqual({ field: 'a' });
    expect(() => peekSealHeader(header('{"field":"b","field":"a"}'))).toThrow();
  });
});

describe('a detached signature (RFC 7797)', () => {
  it('covers the exact bytes and gives back its header', async () => {
    const jwk = await generatePrivateJwk('Ed25519');
    const body = utf8('{"a": 1}');
    const text = await signDetached(await importSigningKey(jwk), { htm: 'POST' }, body);
    expect(text).toMatch(/^[\w-]+\.\.[\w-]+$/);
    expect(await verifyDetached(text, [publicJwkOf(jwk)], body)).toMatchObject({
      htm: 'POST',
      b64: false,
      kid: jwk.kid,
    });
    await expect(verifyDetached(text, [publicJwkOf(jwk)], utf8('{"a":1}'))).rejects.toThrow(/does not hold/);
    await expect(verifyDetached(text.replace('..', '.eyJ9.'), [publicJwkOf(jwk)], body)).rejects.toThrow(
      /form/,
    );
  });
});

describe('a sealed value', () => {
  it('opens for the recipient alone and shows who sealed it under what', async () => {
    const jwk = await generatePrivateJwk('X25519');
    const jwe = await sealCompact(utf8('secret'), publicJwkOf(jwk), { field: 'zorgniveau' }, parties);
    const opened = await openCompact(jwe, jwk);
    expect(new TextDecoder().decode(opened.plaintext)).toBe('secret');
    expect(opened.header).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', field: 'zorgniveau' });
    await expect(openCompact(jwe, await generatePrivateJwk('X25519'))).rejects.toThrow(
      /^the seal does not open$/,
    );
  });

  it('does not open when its header was changed', async () => {
    const jwk = await generatePrivateJwk('X25519');
    const jwe = await sealCompact(utf8('secret'), publicJwkOf(jwk), { field: 'a' }, parties);
    const [header = '', ...rest] = jwe.split('.');
    const forged = { ...JSON.parse(new TextDecoder().decode(jose.base64url.decode(header))), apv: 'b3RoZXI' };
    const changed = [jose.base64url.encode(JSON.stringify(forged)), ...rest].join('.');
    await expect(openCompact(changed, jwk)).rejects.toThrow(/^the seal does not open$/);
  });
});
