import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { System } from '../../src/contract/index.js';
import { retireKey } from '../../src/identity/store/keys.js';
import { importSigningKey, type JsonObject, signDetached, utf8 } from '../../src/kernel/index.js';
import { type IdentityWorld, identityWorld, publicUrl, signedHeader, type TestPartner } from './world.js';

describe('a Payload-Signature', () => {
  let world: IdentityWorld;
  let school: TestPartner;
  let caller: System;
  const body = utf8('{"subject":"chd_x","purpose":"vroegsignalering-zorgteam"}');
  beforeAll(async () => {
    world = await identityWorld();
    school = await world.partner();
    caller = { kind: 'system', partner: school.id, role: 'school' as System['role'] };
  });
  afterAll(() => world.close());

  const verify = (header: string | undefined, change: object = {}) =>
    world.identity.verifyPayloadSignature(caller, {
      method: 'POST',
      path: '/v1/exchanges',
      body,
      header,
      ...change,
    });
  const refused = (detail: RegExp) =>
    expect.objectContaining({ code: 'payload-signature-invalid', message: expect.stringMatching(detail) });
  const rawHeader = (change: JsonObject, typ = 'kernhub-payload+jws'): Promise<string> =>
    signDetached(
      school.keys.sign,
      {
        typ,
        htm: 'POST',
        htu: `${publicUrl}/v1/exchanges`,
        aud: publicUrl,
        iat: world.clock.seconds(),
        jti: 'een',
        ...change,
      },
      body,
    );

  it('over the exact bytes by a registered key holds and is handed back as evidence', async () => {
    const header = await signedHeader(world, school.keys.sign, body);
    expect(await verify(header)).toBe(header);
  });

  it.each([
    ['another method', { htm: 'PUT' }, /htm/],
    ['another address', { htu: `${publicUrl}/v1/tasks` }, /htu/],
    ['another hub', { aud: 'https://elders.example' }, /aud/],
    ['no hub', { aud: null }, /aud/],
    ['a member that nobody checks', { jku: 'https://elders.example/keys' }, /jku/],
    ['no id', { jti: '' }, /jti/],
    ['a time in text', { iat: '2026' }, /iat/],
  ])('that names %s is refused', async (_what, change, detail) => {
    await expect(verify(await rawHeader(change as JsonObject))).rejects.toEqual(refused(detail));
  });

  it('of another type is refused, so that no statement passes for a request', async () => {
    await expect(verify(await rawHeader({}, 'kernhub-receipt+jwt'))).rejects.toEqual(refused(/typ/));
  });

  it('older than a minute, or from the future, is refused', async () => {
    for (const off of [-71, 11]) {
      const header = await rawHeader({ iat: world.clock.seconds() + off });
      await expect(verify(header)).rejects.toEqual(refused(/iat/));
    }
  });

  it('over other bytes is refused, be it by one space', async () => {
    const header = await signedHeader(world, school.keys.sign, body);
    await expect(verify(header, { body: utf8(`${Buffer.from(body)} `) })).rejects.toEqual(
      refused(/does not hold/),
    );
  });

  it('by another partner’s key is refused', async () => {
    const other = await world.partner();
    const header = await signedHeader(world, other.keys.sign, body);
    await expect(verify(header)).rejects.toEqual(refused(/unknown key/));
  });

  it('by the partner’s DPoP key is refused', async () => {
    const header = await signedHeader(world, school.keys.prove, body);
    await expect(verify(header)).rejects.toEqual(refused(/unknown key/));
  });

  it('under the name of another key is refused', async () => {
    const other = await world.partner();
    const pretended = { ...(await importSigningKey(other.keys.signing)), kid: school.keys.signing.kid };
    await expect(verify(await signedHeader(world, pretended, body))).rejects.toEqual(
      refused(/does not hold/),
    );
  });

  it('by a retired key is refused', async () => {
    const jgz = await world.partner();
    const { kid } = jgz.keys.signing;
    await retireKey(world.needs.database.reader, jgz.id, 'sig', kid, world.clock.now());
    const header = await signedHeader(world, jgz.keys.sign, body);
    const request = { method: 'POST', path: '/v1/exchanges', body, header };
    await expect(
      world.identity.verifyPayloadSignature({ ...caller, partner: jgz.id }, request),
    ).rejects.toEqual(refused(/unknown key/));
  });

  it('that is missing or malformed is refused', async () => {
    const whole = await signedHeader(world, school.keys.sign, body);
    const attached = whole.replace('..', `.${Buffer.from(body).toString('base64url')}.`);
    for (const header of [undefined, '', '..', 'a.b.c', attached, `${whole}.x`]) {
      await expect(verify(header)).rejects.toEqual(refused(/./));
    }
  });

  it('is good once where the call has no Idempotency-Key, also for many at once', async () => {
    const header = await signedHeader(world, school.keys.sign, body);
    const answers = await Promise.allSettled(Array.from({ length: 12 }, () => verify(header)));
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    await expect(verify(header)).rejects.toEqual(refused(/used before/));
  });

  it('carries the Idempotency-Key, under which it may be repeated', async () => {
    const idempotencyKey = 'sleutel-1';
    const header = await signedHeader(world, school.keys.sign, body, { idempotencyKey });
    expect(await verify(header, { idempotencyKey })).toBe(header);
    expect(await verify(header, { idempotencyKey })).toBe(header);
    await expect(verify(header, { idempotencyKey: 'sleutel-2' })).rejects.toEqual(refused(/Idempotency-Key/));
  });

  it('is no business of a citizen', async () => {
    const account = 'acc_0000000000000000000000' as never;
    const citizen = { kind: 'administrator', account } as const;
    await expect(
      world.identity.verifyPayloadSignature(citizen, { method: 'POST', path: '/', body }),
    ).rejects.toMatchObject({ code: 'caller-not-allowed' });
  });
});
