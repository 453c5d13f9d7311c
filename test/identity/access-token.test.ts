import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { base64url, utf8 } from '../../src/kernel/index.js';
import { issuerKey } from './local-issuer.js';
import {
  type IdentityWorld,
  identityWorld,
  professionalClaims,
  requestWith,
  systemClaims,
  type TestPartner,
} from './world.js';

describe('an access token', () => {
  let world: IdentityWorld;
  let school: TestPartner;
  beforeAll(async () => {
    world = await identityWorld();
    school = await world.partner();
  });
  afterAll(() => world.close());

  const call = async (token: string, callers: readonly ('system' | 'professional')[] = ['system']) =>
    world.identity.authenticate(await requestWith(world, school.keys.prove, token), callers);
  const refused = (code: string, detail?: RegExp) =>
    detail === undefined
      ? expect.objectContaining({ code })
      : expect.objectContaining({ code, message: expect.stringMatching(detail) });
  const unsigned = (part: object): string => base64url(utf8(JSON.stringify(part)));

  it('of the partner itself makes a system', async () => {
    const token = await world.professionals.sign(systemClaims(world, school));
    expect(await call(token)).toEqual({ kind: 'system', partner: school.id, role: 'school' });
  });

  it('of a person at the professionals’ issuer makes a professional with function and time of sign-in', async () => {
    const token = await world.professionals.sign(professionalClaims(world, school));
    expect(await call(token, ['professional'])).toEqual({
      kind: 'professional',
      partner: school.id,
      role: 'school',
      account: expect.stringMatching(/^acc_[A-Za-z0-9_-]{22}$/),
      function: 'zorgcoordinator',
      acr: 'substantial',
      authenticatedAt: new Date((world.clock.seconds() - 20) * 1000),
    });
  });

  it.each([
    ['another audience', { aud: 'https://elders.example' }, /aud/],
    ['another issuer in its claims', { iss: 'https://elders.example' }, /issuer/],
    ['an end that has passed', { exp: 1_700_000_000 }, /expired/],
    ['a start that has not come', { nbf: 4_000_000_000 }, /nbf/],
    ['no end', { exp: undefined }, /exp/],
    ['no client', { client_id: undefined }, /client_id/],
    ['no id', { jti: undefined }, /jti/],
    ['no bound key', { cnf: undefined }, /cnf/],
    ['a bound key that is no text', { cnf: { jkt: 7 } }, /cnf/],
    ['a subject that passes the eleven-test', { sub: '999990019' }, /BSN/],
  ])('with %s is refused', async (_what, change, detail) => {
    const token = await world.professionals.sign({ ...systemClaims(world, school), ...change });
    await expect(call(token)).rejects.toEqual(refused('unauthenticated', detail));
  });

  it('of another type is refused, so that an ID token opens nothing', async () => {
    for (const typ of ['JWT', 'dpop+jwt', 'id+jwt']) {
      const token = await world.professionals.sign(systemClaims(world, school), { typ });
      await expect(call(token)).rejects.toEqual(refused('unauthenticated', /typ/));
    }
  });

  it('without a signature is refused', async () => {
    const token = `${unsigned({ alg: 'none', typ: 'at+jwt' })}.${unsigned({
      ...systemClaims(world, school),
      iss: world.professionals.iss,
    })}.`;
    await expect(call(`${token}`)).rejects.toEqual(refused('unauthenticated'));
    await expect(call(`${token}AAAA`)).rejects.toEqual(refused('unauthenticated', /algorithm/));
  });

  it('signed with HMAC under the issuer’s public key is refused', async () => {
    const publicJwk = JSON.stringify(world.professionals.published[0]?.publicJwk);
    const head = unsigned({ alg: 'HS256', typ: 'at+jwt', kid: 'first' });
    const body = unsigned({ ...systemClaims(world, school), iss: world.professionals.iss });
    const mac = createHmac('sha256', publicJwk).update(`${head}.${body}`).digest('base64url');
    await expect(call(`${head}.${body}.${mac}`)).rejects.toEqual(refused('unauthenticated', /algorithm/));
  });

  it('signed by a key of the same name that the issuer does not have is refused', async () => {
    const token = await world.professionals.sign(systemClaims(world, school), {
      key: await issuerKey('first'),
    });
    await expect(call(token)).rejects.toEqual(refused('unauthenticated', /signature/));
  });

  it('with one character changed is refused', async () => {
    const [head, body, signature] = (await world.professionals.sign(systemClaims(world, school))).split('.');
    const other = unsigned({
      ...systemClaims(world, school),
      iss: world.professionals.iss,
      scope: 'hub:act',
    });
    expect(other).not.toBe(body);
    await expect(call(`${head}.${other}.${signature}`)).rejects.toEqual(
      refused('unauthenticated', /signature/),
    );
  });

  it('sent as a bearer token is refused, also with a proof beside it', async () => {
    const token = await world.professionals.sign(systemClaims(world, school));
    const request = await requestWith(world, school.keys.prove, token);
    for (const authorization of [`Bearer ${token}`, token, 'DPoP', '', undefined]) {
      await expect(world.identity.authenticate({ ...request, authorization }, ['system'])).rejects.toEqual(
        refused('unauthenticated'),
      );
    }
  });

  it('stays good while it is remembered and no longer than it says', async () => {
    const token = await world.professionals.sign(systemClaims(world, school));
    await call(token);
    world.clock.advance(200);
    expect(await call(token)).toMatchObject({ kind: 'system' });
    world.clock.advance(101);
    await expect(call(token)).rejects.toEqual(refused('unauthenticated', /expired/));
  });

  it('of an officer is no professional’s, and of a professional no officer’s', async () => {
    const claims = {
      ...professionalClaims(world, school),
      duty: 'administrator',
      scope: 'hub:administer hub:act',
    };
    const here = await world.professionals.sign(claims);
    const request = await requestWith(world, school.keys.prove, here);
    await expect(world.identity.authenticate(request, ['administrator'])).rejects.toEqual(
      refused('caller-not-allowed'),
    );
    const there = await world.officers.sign(claims);
    await expect(call(there, ['professional'])).rejects.toEqual(refused('caller-not-allowed'));
    const asAdministrator = await requestWith(world, school.keys.prove, there);
    expect(await world.identity.authenticate(asAdministrator, ['administrator'])).toMatchObject({
      kind: 'administrator',
    });
  });

  it('of an officer says that two factors were shown, and is refused without them', async () => {
    const claims = { ...professionalClaims(world, school), scope: 'hub:oversee', duty: 'fg' };
    for (const acr of ['low', '']) {
      const request = await requestWith(
        world,
        school.keys.prove,
        await world.officers.sign({ ...claims, acr }),
      );
      await expect(world.identity.authenticate(request, ['officer'])).rejects.toEqual(
        refused('step-up-required'),
      );
    }
  });

  it('of an officer names the duty, and is refused without one', async () => {
    const claims = { ...professionalClaims(world, school), scope: 'hub:oversee' };
    for (const duty of ['fg', 'privacy-officer']) {
      const request = await requestWith(
        world,
        school.keys.prove,
        await world.officers.sign({ ...claims, duty }),
      );
      expect(await world.identity.authenticate(request, ['officer'])).toMatchObject({
        kind: 'officer',
        duty,
      });
    }
    const request = await requestWith(world, school.keys.prove, await world.officers.sign(claims));
    await expect(world.identity.authenticate(request, ['officer'])).rejects.toEqual(
      refused('unauthenticated', /duty/),
    );
  });
});

describe('a token of the officer of one partner', () => {
  let world: IdentityWorld;
  let school: TestPartner;
  beforeAll(async () => {
    world = await identityWorld();
    school = await world.partner();
  });
  afterAll(() => world.close());

  const officer = async (claims: object) => {
    const token = await world.officers.sign({
      ...{ ...professionalClaims(world, school), scope: 'hub:oversee', duty: 'partner-officer' },
      ...claims,
    });
    return world.identity.authenticate(await requestWith(world, school.keys.prove, token), ['officer']);
  };

  it('names a partner that is known', async () => {
    expect(await officer({ partner: school.id })).toEqual({
      ...{ kind: 'officer', duty: 'partner-officer', partner: school.id },
      account: expect.stringMatching(/^acc_/),
    });
    const unknown = `prt_${'A'.repeat(22)}`;
    await expect(officer({ partner: unknown })).rejects.toMatchObject({ code: 'partner-unknown' });
  });

  it('is of nobody where it names none, or something else', async () => {
    for (const partner of [
      undefined,
      '',
      'school',
      7,
      null,
      [school.id],
      `${school.id} `,
      "prt_' OR true --",
    ])
      await expect(officer({ partner }), String(partner)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('says that two factors were shown, and gives an officer of the hub no partner', async () => {
    await expect(officer({ partner: school.id, acr: 'low' })).rejects.toMatchObject({
      code: 'step-up-required',
    });
    expect(await officer({ duty: 'fg', partner: school.id })).not.toHaveProperty('partner');
  });
});

describe('the keys of an issuer', () => {
  let world: IdentityWorld;
  beforeAll(async () => {
    world = await identityWorld();
  });
  afterAll(() => world.close());

  it('are fetched once for many tokens', async () => {
    const school = await world.partner();
    for (let round = 0; round < 5; round += 1) {
      const token = await world.professionals.sign(systemClaims(world, school));
      await world.identity.authenticate(await requestWith(world, school.keys.prove, token), ['system']);
    }
    expect(world.professionals.fetches()).toBe(1);
  });
});
