import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Inclusion, type PartnerView, signStatement } from '../../src/contract/index.js';
import {
  generatePrivateJwk,
  importSigningKey,
  type Json,
  newId,
  type PublicJwk,
  publicJwkOf,
} from '../../src/kernel/index.js';
import { type IdentityHub, identityHub } from './hub.js';
import { agreement } from './world.js';

const recorded = { proof: expect.objectContaining({ index: expect.any(Number) as number }) };

describe('partners', () => {
  let hub: IdentityHub;
  let administer: Awaited<ReturnType<IdentityHub['administrator']>>;
  const once = () => newId('key');
  beforeAll(async () => {
    hub = await identityHub();
    administer = await hub.administrator();
  });
  afterAll(() => hub.close());

  const register = (body: Record<string, unknown>) =>
    administer<PartnerView>({
      method: 'POST',
      path: '/v1/partners',
      body: body as Json as never,
      idempotencyKey: once(),
    });
  const changeState = (noun: string, id: string = hub.school.id) =>
    administer<{ proof: Inclusion }>({
      method: 'POST',
      path: `/v1/partners/${id}/${noun}`,
      body: { reason: 'proef' },
      idempotencyKey: once(),
    });
  const stateOf = async () =>
    (await administer<PartnerView>({ method: 'GET', path: `/v1/partners/${hub.school.id}` })).body.state;
  const seconds = () => hub.clock.seconds();
  const agree = async (change: object = {}, key = hub.school.keys.sign) =>
    hub.school.client.call({
      method: 'POST',
      path: '/v1/agreements',
      body: {
        statement: await signStatement(key, 'kernhub-agreement+jwt', {
          iss: hub.school.id,
          version: agreement.version,
          textDigest: agreement.digest,
          iat: seconds(),
          ...change,
        }),
      },
      idempotencyKey: once(),
    });

  it('are unknown before they are registered', async () => {
    await expect(
      hub.school.client.call({ method: 'GET', path: '/v1/agreements/current' }),
    ).rejects.toMatchObject({ code: 'partner-unknown', status: 403 });
  });

  it('are refused at registration with every fault at once, and nothing is kept', async () => {
    const body = {
      ...hub.registration(hub.school, 'samenwerkingsverband'),
      issuer: 'https://elders.example',
      bsn: { article: 'UAVG 46' },
      signing: [{ ...publicJwkOf(hub.school.keys.signing), kid: 'A'.repeat(43) }],
    };
    await expect(register(body)).rejects.toMatchObject({
      code: 'invalid-request',
      options: {
        errors: [
          { pointer: '/bsn' },
          { pointer: '/issuer' },
          { pointer: '/signing/0/kid', reason: expect.stringMatching(/thumbprint/) as string },
        ],
      },
    });
    await expect(administer({ method: 'GET', path: `/v1/partners/${hub.school.id}` })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('are registered by the administrator and stand in the ledger', async () => {
    const { status, headers, body } = await register(hub.registration(hub.school));
    expect([status, headers.get('location')]).toEqual([201, `/v1/partners/${hub.school.id}`]);
    expect(body).toMatchObject({ id: hub.school.id, state: 'registered', agreementVersion: null });
    const [row] = await hub.needs.database.reader.query<{ count: string }>(
      'SELECT count(*) FROM ledger_entry',
    );
    expect(row?.count).toBe('1');
  });

  it('are registered once: neither id, client nor key may return', async () => {
    await expect(register(hub.registration(hub.school))).rejects.toMatchObject({ code: 'state-conflict' });
    const thief = { ...hub.registration(hub.jgz), sealing: [publicJwkOf(hub.school.keys.sealing)] };
    await expect(register(thief)).rejects.toMatchObject({ code: 'state-conflict' });
    await expect(administer({ method: 'GET', path: `/v1/partners/${hub.jgz.id}` })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('may do nothing before they signed the agreement', async () => {
    await expect(hub.school.client.call({ method: 'GET', path: '/v1/roster' })).rejects.toMatchObject({
      code: 'agreement-missing',
    });
    const { body } = await hub.school.client.call({ method: 'GET', path: '/v1/agreements/current' });
    expect(body).toEqual({ version: agreement.version, text: agreement.text, textDigest: agreement.digest });
  });

  it.each([
    ['another text', { textDigest: 'b'.repeat(43) }],
    ['another version', { version: 'oud' }],
    ['another partner', { iss: 'prt_0000000000000000000000' as never }],
    ['a day and more ago', { iat: 1_700_000_000 }],
  ])('cannot sign the agreement about %s', async (_what, change) => {
    await expect(agree(change)).rejects.toMatchObject({ code: 'statement-invalid', status: 400 });
  });

  it('cannot sign the agreement with a key that is not theirs', async () => {
    await expect(agree({}, hub.jgz.keys.sign)).rejects.toMatchObject({ code: 'statement-invalid' });
  });

  it('sign the agreement with their own key, once, and may then take part', async () => {
    expect((await agree()).body).toEqual(recorded);
    expect(await stateOf()).toBe('active');
    await expect(agree()).rejects.toMatchObject({ code: 'state-conflict' });
    await expect(hub.school.client.call({ method: 'GET', path: '/v1/roster' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('are shut out from the next request on when suspended, also on the agreement’s routes', async () => {
    expect((await changeState('suspensions')).body).toEqual(recorded);
    for (const path of ['/v1/roster', '/v1/agreements/current']) {
      await expect(hub.school.client.call({ method: 'GET', path })).rejects.toMatchObject({
        code: 'partner-suspended',
      });
    }
    await expect(changeState('suspensions')).rejects.toMatchObject({ code: 'state-conflict' });
    expect(await stateOf()).toBe('suspended');
    await changeState('resumptions');
    await expect(changeState('resumptions')).rejects.toMatchObject({ code: 'state-conflict' });
    expect(await stateOf()).toBe('active');
  });

  it('that nobody registered cannot be suspended', async () => {
    await expect(changeState('suspensions', 'prt_0000000000000000000000')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('cannot register or suspend one another', async () => {
    const body = hub.registration(hub.jgz) as Json as never;
    const call = { method: 'POST', path: '/v1/partners', body, idempotencyKey: once() } as const;
    await expect(hub.school.client.call(call)).rejects.toMatchObject({ code: 'caller-not-allowed' });
    const professionalToken = await hub.professionalToken(hub.school, 'zorg');
    await expect(hub.school.client.call({ ...call, professionalToken })).rejects.toMatchObject({
      code: 'caller-not-allowed',
    });
  });

  describe('that change a key', () => {
    const change = async (members: object, signer = hub.school.keys.sign, use: 'sig' | 'enc' = 'sig') =>
      hub.school.client.call({
        method: 'POST',
        path: '/v1/key-changes',
        idempotencyKey: once(),
        body: {
          statement: await signStatement(signer, 'kernhub-key-change+jwt', {
            iss: hub.school.id,
            retires: use === 'sig' ? hub.school.keys.signing.kid : hub.school.keys.sealing.kid,
            use,
            iat: seconds(),
            ...members,
          } as never),
        },
      });
    const newSigning = async () => publicJwkOf(await generatePrivateJwk('Ed25519'));
    const newSealing = async () => publicJwkOf(await generatePrivateJwk('X25519'));

    it('must sign with the key that goes, and bring a new one that fits', async () => {
      const { keys: own } = hub.school;
      const stranger = await importSigningKey(await generatePrivateJwk('Ed25519'));
      const jwk = await newSigning();
      const refusals: readonly (readonly [object, string, typeof stranger?])[] = [
        [{ jwk }, 'statement-invalid', stranger],
        [{ jwk: await newSealing() }, 'statement-invalid'],
        [{ jwk: { ...jwk, kid: 'A'.repeat(43) } }, 'statement-invalid'],
        [{ jwk, retires: 'A'.repeat(43) }, 'statement-invalid'],
        [{ jwk: publicJwkOf(own.signing) }, 'state-conflict'],
      ];
      for (const [members, code, signer] of refusals) {
        await expect(change(members, signer)).rejects.toMatchObject({ code });
      }
      const { reader } = hub.needs.database;
      expect(await hub.identity.partners.signingKeys(reader, hub.school.id)).toEqual([
        publicJwkOf(own.signing),
      ]);
    });

    it('replace the sealing key by the signing key’s word', async () => {
      const jwk = await newSealing();
      expect((await change({ jwk }, hub.school.keys.sign, 'enc')).body).toEqual(recorded);
      const { reader } = hub.needs.database;
      expect(await hub.identity.partners.sealingKeys(reader, hub.school.id)).toEqual([jwk]);
    });

    it('may let the old key end later, within a week: until then both count, but the old one changes nothing', async () => {
      const { reader } = hub.needs.database;
      const old = (await hub.identity.partners.sealingKeys(reader, hub.school.id))[0] as PublicJwk;
      const jwk = await newSealing();
      const members = { jwk, retires: old.kid };
      const until = (days: number) => ({ ...members, until: seconds() + days * 86_400 });
      await expect(change(until(8), hub.school.keys.sign, 'enc')).rejects.toMatchObject({
        code: 'statement-invalid',
      });
      await change(until(2), hub.school.keys.sign, 'enc');
      expect(await hub.identity.partners.sealingKeys(reader, hub.school.id)).toEqual([old, jwk]);
      const again = { ...members, jwk: await newSealing() };
      await expect(change(again, hub.school.keys.sign, 'enc')).rejects.toMatchObject({
        code: 'state-conflict',
      });
    });

    it('lose the old key at once and for ever', async () => {
      const jwk = await newSigning();
      await change({ jwk });
      const { reader } = hub.needs.database;
      expect(await hub.identity.partners.signingKeys(reader, hub.school.id)).toEqual([jwk]);
      await expect(change({ jwk: await newSigning() })).rejects.toMatchObject({
        code: 'payload-signature-invalid',
      });
    });
  });
});
