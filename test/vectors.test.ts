/**
 * The published vectors, checked as a stranger would: with jose, node:crypto and, for the group of RFC 9497 alone,
 * @noble/curves. No code of this project is imported here.
 */
import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  type JsonWebKey,
  verify,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ristretto255, ristretto255_hasher, ristretto255_oprf } from '@noble/curves/ed25519.js';
import {
  calculateJwkThumbprint,
  compactDecrypt,
  compactVerify,
  decodeProtectedHeader,
  flattenedVerify,
  importJWK,
  type JWK,
} from 'jose';
import { describe, expect, it } from 'vitest';

const read = (name: string) => JSON.parse(readFileSync(`test/vectors/${name}.json`, 'utf8'));
const keys = read('keys') as Record<string, JWK & { kid: string }>;
const ledger = read('ledger');
const statements = read('statements');
const sealed = read('sealed-fields');
const payload = read('payload-signature');
const prf = read('identifier-prf');

const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const fromBase64 = (text: string): Buffer => Buffer.from(text, 'base64');
const fromBase64url = (text: string): Buffer => Buffer.from(text, 'base64url');
const digestOf = (text: string): string => sha256(text).toString('base64url');
const keyNamed = (name: string): JWK & { kid: string } => {
  const key = keys[name];
  if (key === undefined) throw new Error(`no key ${name}`);
  return key;
};
const publicOf = ({ kty, crv, x }: JWK) => ({ kty, crv, x }) as JWK & JsonWebKey;

/** RFC 9162 section 2.1.3.2. */
function rootFrom(index: number, size: number, leaf: Buffer, path: readonly Buffer[]): Buffer {
  let [fn, sn, node] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (sn === 0) throw new Error('the path is too long');
    if (fn % 2 === 1 || fn === sn) {
      node = sha256(Uint8Array.of(1), sibling, node);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else {
      node = sha256(Uint8Array.of(1), node, sibling);
    }
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  if (sn !== 0) throw new Error('the path is too short');
  return node;
}

/** C2SP signed-note and tlog-checkpoint, for a note with one signature. */
function openCheckpoint(note: string, vkey: string): { origin: string; size: number; root: Buffer } {
  const [, name = '', id = '', typed = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  const key = fromBase64(typed);
  expect(key[0]).toBe(1);
  expect(sha256(`${name}\n`, key).subarray(0, 4).toString('hex')).toBe(id);
  const [text = '', line = ''] = note.split('\n\n');
  const [, signer, encoded = ''] = /^— (\S+) (\S+)\n$/.exec(line) ?? [];
  expect(signer).toBe(name);
  const signature = fromBase64(encoded);
  expect(signature.subarray(0, 4).toString('hex')).toBe(id);
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: key.subarray(1).toString('base64url') },
    format: 'jwk',
  });
  expect(verify(null, Buffer.from(`${text}\n`), publicKey, signature.subarray(4))).toBe(true);
  const [origin = '', size = '', root = ''] = text.split('\n');
  return { origin, size: Number(size), root: fromBase64(root) };
}

describe('keys', () => {
  it('have their RFC 7638 thumbprint as kid', async () => {
    const { about: _, ...each } = keys;
    for (const key of Object.values(each)) expect(await calculateJwkThumbprint(publicOf(key))).toBe(key.kid);
  });
});

describe('the ledger', () => {
  it('commits to a payload and hashes the leaf as described', () => {
    for (const { payload: text, opening, commitment, kind, leaf, leafHash } of ledger.entries) {
      const mac = createHmac('sha256', 'kernhub/commitment/v1').update(fromBase64(opening)).update(text);
      expect(mac.digest('base64')).toBe(commitment);
      expect(`kernhub/leaf/v1\n${kind}\n${commitment}\n`).toBe(leaf);
      expect(sha256(Uint8Array.of(0), leaf).toString('base64')).toBe(leafHash);
    }
  });

  it('names each part by the digest of its disclosure', () => {
    const { salt, topic, disclosure, digest } = ledger.part;
    expect(JSON.parse(disclosure).slice(0, 2)).toEqual([salt, topic]);
    expect(digestOf(disclosure)).toBe(digest);
    expect(JSON.parse(ledger.entries[0].payload).parts).toEqual([digest]);
  });

  it('proves each leaf in a checkpoint that its key signed', () => {
    ledger.inclusions.forEach((proof: Record<string, never>, index: number) => {
      const { checkpoint, leaf, hashes } = proof as unknown as Record<string, string> & { hashes: string[] };
      const { origin, size, root } = openCheckpoint(checkpoint ?? '', ledger.key.vkey);
      expect([origin, size, proof.index]).toEqual([ledger.key.origin, 3, index]);
      expect(leaf).toBe(ledger.entries[index].leafHash);
      expect(rootFrom(index, size, fromBase64(leaf ?? ''), hashes.map(fromBase64))).toEqual(root);
    });
  });
});

describe('statements', () => {
  const signers = {
    roster: 'covenant',
    keyStatement: 'recipientSigning',
    ticket: 'hubTicket',
    manifest: 'sourceSigning',
    receipt: 'recipientSigning',
  };

  it.each(Object.entries(signers))('%s is signed by %s, over the claims shown', async (name, signer) => {
    const { typ, kid, claims, compact } = statements[name];
    const key = await importJWK(publicOf(keyNamed(signer)), 'EdDSA');
    const { payload: bytes, protectedHeader } = await compactVerify(compact, key, { algorithms: ['EdDSA'] });
    expect(protectedHeader).toEqual({ alg: 'EdDSA', typ, kid });
    expect(kid).toBe(keyNamed(signer).kid);
    expect(new TextDecoder().decode(bytes)).toBe(JSON.stringify(claims));
  });

  it('refer to each other by digest', () => {
    const { subject, keyStatement, ticket, manifest, receipt } = statements;
    expect(sha256(fromBase64url(subject.salt), subject.id).toString('base64url')).toBe(subject.digest);
    expect(ticket.claims.subjectDigest).toBe(subject.digest);
    expect(ticket.claims.keyStatement).toBe(keyStatement.compact);
    expect(ticket.claims.decision).toEqual(ledger.inclusions[1]);
    expect(manifest.claims.ticket).toBe(digestOf(ticket.compact));
    expect(receipt.claims.manifest).toBe(digestOf(manifest.compact));
    const seals = sealed.fields.map(({ field, jwe }: Record<string, string>) => [field, digestOf(jwe ?? '')]);
    expect(manifest.claims.fields).toEqual(Object.fromEntries(seals));
    expect(keyStatement.claims.jwk.kid).toBe(keys.question?.kid);
  });
});

interface SealedField {
  readonly field: string;
  readonly content: string;
  readonly paddedBytes: number;
  readonly ephemeralKey: JWK;
  readonly iv: string;
  readonly jwe: string;
}
const fields = sealed.fields as readonly SealedField[];

/** RFC 7518 section 4.6.2: one round of the Concat KDF gives the 256 bits. */
function agreedKey(secret: Uint8Array, apu: Buffer, apv: Buffer): Buffer {
  const number = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const named = (bytes: Buffer): Buffer => Buffer.concat([number(bytes.length), bytes]);
  return sha256(number(1), secret, named(Buffer.from('A256GCM')), named(apu), named(apv), number(256));
}

describe('sealed fields', () => {
  it.each(fields)('$field has exactly the header that source, ticket and name give', ({ field, ...rest }) => {
    const { kty, crv, x } = rest.ephemeralKey;
    expect(decodeProtectedHeader(rest.jwe)).toEqual({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      epk: { kty, crv, x },
      apu: Buffer.from(sealed.source).toString('base64url'),
      apv: digestOf(sealed.ticket),
      field,
    });
    expect(sealed.ticket).toBe(statements.ticket.compact);
  });

  it.each(fields)(
    '$field opens to its content, padded with spaces',
    async ({ content, paddedBytes, jwe }) => {
      const key = await importJWK(sealed.recipientKey, 'ECDH-ES');
      const allowed = {
        keyManagementAlgorithms: ['ECDH-ES'],
        contentEncryptionAlgorithms: ['A256GCM'],
      };
      const { plaintext } = await compactDecrypt(jwe, key, allowed);
      expect(plaintext).toHaveLength(paddedBytes);
      expect(new TextDecoder().decode(plaintext)).toBe(content.padEnd(paddedBytes, ' '));
    },
  );

  it.each(fields)('$field opens by hand too, from the agreed secret on', (vector) => {
    const [header = '', encryptedKey, iv = '', ciphertext = '', tag = ''] = vector.jwe.split('.');
    expect([encryptedKey, iv]).toEqual(['', vector.iv]);
    const secret = diffieHellman({
      privateKey: createPrivateKey({ key: sealed.recipientKey, format: 'jwk' }),
      publicKey: createPublicKey({ key: publicOf(vector.ephemeralKey), format: 'jwk' }),
    });
    const apv = sha256(sealed.ticket);
    const key = agreedKey(new Uint8Array(secret), Buffer.from(sealed.source), apv);
    const opening = createDecipheriv('aes-256-gcm', key, fromBase64url(iv));
    opening.setAAD(Buffer.from(header)).setAuthTag(fromBase64url(tag));
    const plain = Buffer.concat([opening.update(fromBase64url(ciphertext)), opening.final()]);
    expect(plain.toString().trimEnd()).toBe(vector.content);
  });
});

describe('the payload signature', () => {
  const [header = '', empty, signature = ''] = payload.payloadSignature.split('.');

  it('holds over the header, a full stop and the bytes of the body', async () => {
    expect(empty).toBe('');
    const key = publicOf(keyNamed('recipientSigning'));
    const bytes = new TextEncoder().encode(payload.body);
    const jws = { protected: header, payload: bytes, signature };
    await flattenedVerify(jws, await importJWK(key, 'EdDSA'), { algorithms: ['EdDSA'] });
    const signed = Buffer.concat([Buffer.from(`${header}.`), bytes]);
    const publicKey = createPublicKey({ key, format: 'jwk' });
    expect(verify(null, signed, publicKey, fromBase64url(signature))).toBe(true);
  });

  it('names the call in its header', () => {
    const { method, url, audience, iat, idempotencyKey, kid } = payload;
    expect(JSON.parse(fromBase64url(header).toString())).toEqual({
      ...{ alg: 'EdDSA', kid, typ: 'kernhub-payload+jws', b64: false, crit: ['b64'] },
      ...{ htm: method, htu: url, aud: audience, iat, jti: idempotencyKey },
    });
    expect(JSON.parse(payload.body)).toEqual({ receipt: statements.receipt.compact });
  });
});

describe('the pseudonym', () => {
  const bytes = (name: string): Uint8Array => new Uint8Array(fromBase64url(prf[name]));
  const { Point } = ristretto255;
  const scalar = (name: string): bigint => Point.Fn.fromBytes(bytes(name));
  const input = new Uint8Array(Buffer.from(`kernhub/v1\0${prf.bsn}\0${prf.birthDate}`));

  it('comes from BSN and birth date, each after a zero byte', () => {
    expect(input).toEqual(bytes('input'));
  });

  it('is what RFC 9497 gives, step by step', () => {
    const suite = 'OPRFV1-\x01-ristretto255-SHA512';
    const element = ristretto255_hasher.hashToCurve(input, { DST: `HashToGroup-${suite}` });
    expect(Point.BASE.multiply(scalar('secretKey')).toBytes()).toEqual(bytes('publicKey'));
    expect(element.multiply(scalar('blind')).toBytes()).toEqual(bytes('blinded'));
    const blinded = Point.fromBytes(bytes('blinded'));
    expect(blinded.multiply(scalar('secretKey')).toBytes()).toEqual(bytes('evaluated'));
    const unblinded = element.multiply(scalar('secretKey')).toBytes();
    const sized = (part: Uint8Array): Buffer => Buffer.concat([Uint8Array.of(0, part.length), part]);
    const output = createHash('sha512').update(sized(input)).update(sized(unblinded)).update('Finalize');
    expect(output.digest('base64url')).toBe(prf.pseudonym);
  });

  it('has a proof that holds for the published key and for no other', () => {
    const { voprf } = ristretto255_oprf;
    const finalize = (key: Uint8Array): Uint8Array =>
      voprf.finalize(input, bytes('blind'), bytes('evaluated'), bytes('blinded'), key, bytes('proof'));
    expect(finalize(bytes('publicKey'))).toEqual(bytes('pseudonym'));
    expect(() => finalize(Point.BASE.toBytes())).toThrow();
    const derived = voprf.deriveKeyPair(bytes('seed'), new TextEncoder().encode(prf.keyInfo));
    expect(derived.publicKey).toEqual(bytes('publicKey'));
  });
});
