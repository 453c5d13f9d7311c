import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { knownIssuers } from '../../src/identity/usecases/discover-issuer.js';
import { createTokenVerifier } from '../../src/identity/usecases/verify-access-token.js';
import { issuerKey, type LocalIssuer, startLocalIssuer } from './local-issuer.js';
import { HandClock } from './world.js';

describe('an issuer’s keys', () => {
  let issuer: LocalIssuer;
  let clock: HandClock;
  beforeAll(async () => {
    issuer = await startLocalIssuer();
  });
  afterAll(() => issuer.close());
  beforeEach(() => {
    clock = new HandClock();
  });

  const verifier = (options: { cooldownMs?: number; remembered?: number } = {}) =>
    createTokenVerifier({
      issuers: knownIssuers(
        { professionals: [issuer.iss], officers: [] },
        { allowInsecure: true, ...(options.cooldownMs !== undefined && { cooldownMs: options.cooldownMs }) },
      ),
      audience: 'hub',
      clock,
      ...(options.remembered !== undefined && { remembered: options.remembered }),
    });
  const claims = (jti: string) => ({
    sub: 'agent',
    client_id: 'agent',
    aud: ['elders', 'hub'],
    iat: clock.seconds(),
    exp: clock.seconds() + 60,
    jti,
    cnf: { jkt: 'x' },
  });

  it('are fetched again for a key that is new, and a key that is gone no longer counts', async () => {
    const verify = verifier({ cooldownMs: 0 });
    const [first] = issuer.published;
    await verify(await issuer.sign(claims('een')));
    const second = await issuerKey('second', 'EdDSA');
    const third = await issuerKey('third', 'PS256');
    issuer.published.splice(0, 1, second, third);
    expect(await verify(await issuer.sign(claims('twee'), { key: second }))).toMatchObject({
      kind: 'system',
    });
    expect(await verify(await issuer.sign(claims('drie'), { key: third }))).toMatchObject({ kind: 'system' });
    if (first === undefined) throw new Error('the issuer had a key');
    await expect(verify(await issuer.sign(claims('vier'), { key: first }))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    issuer.published.splice(0, 2, first);
  });

  it('are not fetched at every unknown name that someone invents', async () => {
    const verify = verifier();
    await verify(await issuer.sign(claims('een')));
    const before = issuer.fetches();
    for (let round = 0; round < 10; round += 1) {
      const key = await issuerKey(`verzonnen-${round}`);
      await expect(verify(await issuer.sign(claims('x'), { key }))).rejects.toMatchObject({
        code: 'unauthenticated',
      });
    }
    expect(issuer.fetches() - before).toBeLessThanOrEqual(1);
  });

  it('stay out of it for a token that is remembered, and only so many are', async () => {
    const verify = verifier({ remembered: 2 });
    const tokens = await Promise.all(['a', 'b', 'c'].map((jti) => issuer.sign(claims(jti))));
    const results = [];
    for (const token of tokens) results.push(await verify(token));
    const [first, second, third] = tokens;
    expect(await verify(third ?? '')).toBe(results[2]);
    expect(await verify(second ?? '')).toBe(results[1]);
    expect(await verify(first ?? '')).not.toBe(results[0]);
  });

  it('that a document of another name offers are not taken', async () => {
    const other = issuer.iss.replace('127.0.0.1', 'localhost');
    const issuers = knownIssuers({ professionals: [other], officers: [] }, { allowInsecure: true });
    await expect(issuers.get(other)?.keys()).rejects.toMatchObject({ code: 'issuer-unavailable' });
  });
});
