import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallerKind } from '../../src/contract/index.js';
import { createIdentity } from '../../src/identity/index.js';
import { setSuspended } from '../../src/identity/store/partners.js';
import {
  agreement,
  type IdentityWorld,
  identityWorld,
  professionalClaims,
  publicUrl,
  requestWith,
  systemClaims,
  type TestPartner,
} from './world.js';

describe('admission', () => {
  let world: IdentityWorld;
  beforeAll(async () => {
    world = await identityWorld();
  });
  afterAll(() => world.close());

  const call = async (
    partner: TestPartner,
    callers: readonly CallerKind[],
    claims: Record<string, unknown>,
    path = '/v1/purposes',
    scope?: string,
  ) => {
    const token = await world.professionals.sign(claims);
    return world.identity.authenticate(
      await requestWith(world, partner.keys.prove, token, { path }),
      callers,
      scope,
    );
  };

  it('lets anyone send a form that anyone may send, without looking at what is brought, from our own pages alone', async () => {
    const request = { method: 'POST', path: '/paper', authorization: 'Bearer x' };
    const own = { ...request, origin: publicUrl };
    expect(await world.identity.authenticate(own, ['anyone'])).toEqual({ kind: 'anyone' });
    for (const other of [request, { ...request, origin: 'https://elders.example' }]) {
      await expect(world.identity.authenticate(other, ['anyone'])).rejects.toMatchObject({
        code: 'origin-not-allowed',
      });
    }
  });

  it('knows no partner for a client that was never registered', async () => {
    const school = await world.partner();
    const claims = { ...systemClaims(world, school), client_id: 'vreemd', sub: 'vreemd' };
    await expect(call(school, ['system'], claims)).rejects.toMatchObject({ code: 'partner-unknown' });
  });

  it('demands a person where only a professional may call', async () => {
    const school = await world.partner();
    const claims = systemClaims(world, school);
    await expect(call(school, ['professional'], claims)).rejects.toMatchObject({
      code: 'professional-required',
    });
    await expect(call(school, ['administrator'], claims)).rejects.toMatchObject({
      code: 'caller-not-allowed',
    });
  });

  it('keeps a professional out of what a system does for itself', async () => {
    const school = await world.partner();
    await expect(call(school, ['system'], professionalClaims(world, school))).rejects.toMatchObject({
      code: 'caller-not-allowed',
    });
  });

  it('demands the scope of the kind of caller and the one of the route', async () => {
    const school = await world.partner();
    const claims = { ...systemClaims(world, school), scope: 'hub:act openid' };
    await expect(call(school, ['system'], claims)).rejects.toMatchObject({ code: 'scope-insufficient' });
    const good = systemClaims(world, school);
    await expect(call(school, ['system'], good, '/v1/tasks', 'hub:special')).rejects.toMatchObject({
      code: 'scope-insufficient',
    });
    expect(await call(school, ['system', 'professional'], good, '/v1/tasks', 'hub:act')).toMatchObject({
      kind: 'system',
    });
  });

  it('shuts a suspended partner out at its next request and lets it in again when it is resumed', async () => {
    const school = await world.partner();
    const { reader } = world.needs.database;
    await call(school, ['system'], systemClaims(world, school));
    await setSuspended(reader, school.id, true);
    for (const path of ['/v1/purposes', '/v1/agreements/current']) {
      await expect(call(school, ['system'], systemClaims(world, school), path)).rejects.toMatchObject({
        code: 'partner-suspended',
      });
    }
    await expect(call(school, ['professional'], professionalClaims(world, school))).rejects.toMatchObject({
      code: 'partner-suspended',
    });
    await setSuspended(reader, school.id, false);
    expect(await call(school, ['system'], systemClaims(world, school))).toMatchObject({ partner: school.id });
  });

  it('lets a partner without the agreement do nothing but read and sign it', async () => {
    const school = await world.partner({ agreed: false });
    const claims = () => systemClaims(world, school);
    await expect(call(school, ['system'], claims(), '/v1/tasks')).rejects.toMatchObject({
      code: 'agreement-missing',
    });
    await expect(call(school, ['system'], claims(), '/v1/agreements/current/x')).rejects.toMatchObject({
      code: 'agreement-missing',
    });
    for (const path of ['/v1/agreements/current', '/v1/agreements', '/v1/agreements?x=1']) {
      expect(await call(school, ['system'], claims(), path)).toMatchObject({ partner: school.id });
    }
  });

  it('asks for the new agreement once there is one', async () => {
    const school = await world.partner();
    const later = createIdentity({
      ...world.needs,
      covenant: { ...world.needs.covenant, agreement: () => ({ ...agreement, version: 'test-2' }) },
    });
    const request = await requestWith(
      world,
      school.keys.prove,
      await world.professionals.sign(systemClaims(world, school)),
    );
    await expect(later.authenticate(request, ['system'])).rejects.toMatchObject({
      code: 'agreement-missing',
    });
  });

  it('refuses a bad token before it says anything about the partner', async () => {
    const school = await world.partner({ agreed: false });
    await setSuspended(world.needs.database.reader, school.id, true);
    const claims = { ...systemClaims(world, school), aud: 'https://elders.example' };
    await expect(call(school, ['professional'], claims)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('does not start where one issuer would serve two realms, or on plain http unless allowed', () => {
    const { config } = world.needs;
    const with_ = (change: Partial<typeof config>) => () =>
      createIdentity({ ...world.needs, config: { ...config, ...change } });
    const officers = { ...config.officers, issuer: world.professionals.iss };
    expect(with_({ officers })).toThrow(/more than one realm/);
    const citizens = { ...config.citizens, issuer: world.officers.iss };
    expect(with_({ citizens })).toThrow(/more than one realm/);
    expect(with_({ allowInsecureIssuers: false })).toThrow(/https/);
  });

  it('answers that an issuer is away instead of calling the token wrong', async () => {
    const gone = { ...world.needs.config, professionalsIssuers: ['http://127.0.0.1:9'] };
    const identity = createIdentity({ ...world.needs, config: gone });
    const school = await world.partner();
    const token = await world.professionals.sign({
      ...systemClaims(world, school),
      iss: 'http://127.0.0.1:9',
    });
    const request = await requestWith(world, school.keys.prove, token);
    await expect(identity.authenticate(request, ['system'])).rejects.toMatchObject({
      code: 'issuer-unavailable',
    });
  });
});
