import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIdentity } from '../../src/identity/index.js';
import { base64url, sha256 } from '../../src/kernel/index.js';
import {
  type IdentityWorld,
  identityWorld,
  newPartnerKeys,
  publicUrl,
  requestWith,
  systemClaims,
  type TestPartner,
} from './world.js';

describe('a DPoP proof', () => {
  let world: IdentityWorld;
  let school: TestPartner;
  let token: string;
  beforeAll(async () => {
    world = await identityWorld();
    school = await world.partner();
    token = await world.professionals.sign(systemClaims(world, school));
  });
  afterAll(() => world.close());

  const path = '/v1/purposes';
  const claims = (): Record<string, unknown> => ({
    jti: base64url(crypto.getRandomValues(new Uint8Array(8))),
    htm: 'GET',
    htu: `${publicUrl}${path}`,
    iat: world.clock.seconds(),
    ath: base64url(sha256(token)),
  });
  const proofWith = (change: object, header: object = {}): Promise<string> => {
    const { kid: _, ...jwk } = school.keys.prove.publicJwk;
    return new SignJWT({ ...claims(), ...change })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header })
      .sign(school.keys.prove.keyObject);
  };
  const call = (dpop: string | undefined) =>
    world.identity.authenticate({ method: 'GET', path, authorization: `DPoP ${token}`, dpop }, ['system']);
  const invalid = (detail: RegExp) =>
    expect.objectContaining({ code: 'dpop-proof-invalid', message: expect.stringMatching(detail) });

  it('by the key of the token opens', async () => {
    expect(await call(await proofWith({}))).toMatchObject({ kind: 'system' });
  });

  it('is held against the address without query and in normal form', async () => {
    expect(await call(await proofWith({ htu: `HTTP://LOCALHOST:18080${path}?x=1#y` }))).toMatchObject({
      kind: 'system',
    });
  });

  it.each([
    ['another method', { htm: 'POST' }, /htm/],
    ['another path', { htu: `${publicUrl}/v1/tasks` }, /htu/],
    ['another host', { htu: `http://elders.example${path}` }, /htu/],
    ['no address', { htu: undefined }, /htu/],
    ['another token', { ath: base64url(sha256('another')) }, /ath/],
    ['no token', { ath: undefined }, /ath/],
    ['no id', { jti: undefined }, /jti/],
    ['an id of megabytes', { jti: 'x'.repeat(300) }, /jti/],
    ['no time', { iat: undefined }, /iat/],
    ['a time in text', { iat: '2026' }, /iat/],
  ])('that names %s is refused', async (_what, change, detail) => {
    await expect(call(await proofWith(change))).rejects.toEqual(invalid(detail));
  });

  it('older than a minute, or from the future, is refused', async () => {
    const now = world.clock.seconds();
    for (const iat of [now - 71, now + 11]) {
      await expect(call(await proofWith({ iat }))).rejects.toEqual(invalid(/iat/));
    }
    for (const iat of [now - 69, now + 9]) {
      expect(await call(await proofWith({ iat }))).toMatchObject({ kind: 'system' });
    }
  });

  it('that is missing, double or no JWT is refused', async () => {
    const good = await proofWith({});
    for (const dpop of [undefined, '', 'x', `${good}, ${good}`, good.split('.').slice(0, 2).join('.')]) {
      await expect(call(dpop)).rejects.toEqual(invalid(/./));
    }
  });

  it('of another type is refused', async () => {
    await expect(call(await proofWith({}, { typ: 'JWT' }))).rejects.toEqual(invalid(/typ/));
    await expect(call(await proofWith({}, { typ: undefined }))).rejects.toEqual(invalid(/typ/));
  });

  it('that brings its private key along, or none, is refused', async () => {
    const { kid: _, ...whole } = school.keys.dpop;
    await expect(call(await proofWith({}, { jwk: whole }))).rejects.toEqual(invalid(/private/));
    await expect(call(await proofWith({}, { jwk: undefined }))).rejects.toEqual(invalid(/public key/));
  });

  it('by another key is refused, also when it shows the right one', async () => {
    const thief = await newPartnerKeys();
    const honest = await requestWith(world, thief.prove, token);
    await expect(call(honest.dpop)).rejects.toEqual(invalid(/another key/));
    const { kid: _, ...jwk } = school.keys.prove.publicJwk;
    const pretended = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .sign(thief.prove.keyObject);
    await expect(call(pretended)).rejects.toEqual(invalid(/signature/));
  });

  it('under an algorithm of another kind is refused', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const weak = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'RS256', typ: 'dpop+jwt', jwk: await exportJWK(publicKey) })
      .sign(privateKey);
    await expect(call(weak)).rejects.toEqual(invalid(/alg/));
  });

  it('opens once', async () => {
    const proof = await proofWith({});
    await call(proof);
    await expect(call(proof)).rejects.toMatchObject({ code: 'dpop-proof-replayed' });
  });

  it('brought many times at once, to several processes, opens exactly once', async () => {
    const other = createIdentity(world.needs);
    for (let round = 0; round < 5; round += 1) {
      const dpop = await proofWith({});
      const request = { method: 'GET', path, authorization: `DPoP ${token}`, dpop };
      const answers = await Promise.allSettled(
        Array.from({ length: 20 }, (_, place) =>
          (place % 2 === 0 ? world.identity : other).authenticate(request, ['system']),
        ),
      );
      expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
      const codes = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []));
      expect(new Set(codes)).toEqual(new Set(['dpop-proof-replayed']));
    }
  });

  it('opens nothing while the store of spent proofs is away', async () => {
    const away = createIdentity({
      ...world.needs,
      database: {
        ...world.needs.database,
        reader: { query: () => Promise.reject(new Error('connection refused')) },
      },
    });
    const request = await requestWith(world, school.keys.prove, token);
    await expect(away.authenticate(request, ['system'])).rejects.toMatchObject({
      code: 'database-unavailable',
    });
  });

  it('that is swept away could no longer be accepted anyway', async () => {
    const proof = await proofWith({});
    await call(proof);
    const rows = await world.needs.database.reader.query<{ latest: Date }>(
      'SELECT max(expires_at) AS latest FROM spent_proof',
    );
    world.clock.advance(((rows[0]?.latest.getTime() ?? 0) - world.clock.now().getTime()) / 1000);
    await expect(call(proof)).rejects.toEqual(invalid(/iat/));
  });
});
