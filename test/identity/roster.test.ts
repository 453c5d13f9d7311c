import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownKeyAlarms } from '../../src/agent/domain/roster.js';
import { type Inclusion, type Roster, signStatement } from '../../src/contract/index.js';
import {
  generatePrivateJwk,
  importSigningKey,
  type Json,
  newId,
  publicJwkOf,
  type SigningKey,
} from '../../src/kernel/index.js';
import { type IdentityHub, identityHub } from './hub.js';
import { agreement } from './world.js';

describe('the covenant roster', () => {
  let hub: IdentityHub;
  let administer: Awaited<ReturnType<IdentityHub['administrator']>>;
  beforeAll(async () => {
    hub = await identityHub();
    administer = await hub.administrator();
    for (const organisation of [hub.school, hub.jgz]) {
      await administer({
        method: 'POST',
        path: '/v1/partners',
        body: hub.registration(organisation) as Json as never,
        idempotencyKey: newId('key'),
      });
      const statement = await signStatement(organisation.keys.sign, 'kernhub-agreement+jwt', {
        iss: organisation.id,
        version: agreement.version,
        textDigest: agreement.digest,
        iat: hub.clock.seconds(),
      });
      const idempotencyKey = newId('key');
      await organisation.client.call({
        method: 'POST',
        path: '/v1/agreements',
        body: { statement },
        idempotencyKey,
      });
    }
  });
  afterAll(() => hub.close());

  const line = (of: IdentityHub['school']) => {
    const { id, name, role, bsn, signing, sealing } = hub.registration(of);
    return { id, name, role, bsn, signing, sealing };
  };
  const claims = (change: object = {}): Roster =>
    ({
      covenant: 'Proefregio',
      version: 1,
      iat: hub.clock.seconds(),
      validFrom: hub.clock.today(),
      hub: {
        origin: hub.needs.config.publicUrl,
        ticketKeys: [publicJwkOf(hub.needs.keys.ticket)],
        ledgerKeys: [...hub.ledger.verifierKeys()],
      },
      prf: { suite: 'ristretto255-SHA512', publicKey: hub.needs.config.prfPublicKey },
      partners: [line(hub.school), line(hub.jgz)],
      ...change,
    }) as unknown as Roster;
  const submit = async (roster: Roster, key: SigningKey = hub.covenant) =>
    administer<{ proof: Inclusion }>({
      method: 'POST',
      path: '/v1/rosters',
      body: { roster: await signStatement(key, 'kernhub-roster+jwt', roster) },
      idempotencyKey: newId('key'),
    });
  const places = (...pointers: string[]) => ({
    code: 'statement-invalid',
    options: { errors: pointers.map((pointer) => ({ pointer })) },
  });

  it('is refused when another key than the covenant’s signed it', async () => {
    const stranger = await importSigningKey(await generatePrivateJwk('Ed25519'));
    await expect(submit(claims(), stranger)).rejects.toMatchObject({ code: 'statement-invalid' });
    const pretender = { ...stranger, kid: hub.covenant.kid };
    await expect(submit(claims(), pretender)).rejects.toMatchObject({ code: 'statement-invalid' });
  });

  it('is refused with every place where it does not fit this hub', async () => {
    const elsewhere = {
      origin: 'https://elders.example',
      ticketKeys: [publicJwkOf(await generatePrivateJwk('Ed25519'))],
      ledgerKeys: ['elders+00000000+AAAA'],
    };
    const prf = { suite: 'ristretto255-SHA512', publicKey: 'A'.repeat(43) };
    const roster = claims({ hub: elsewhere, prf, validFrom: '2099-01-01' });
    await expect(submit(roster)).rejects.toMatchObject(
      places('/validFrom', '/hub/origin', '/hub/ticketKeys', '/hub/ledgerKeys', '/prf/publicKey'),
    );
  });

  it('is refused when it lists a partner otherwise than it is registered', async () => {
    const swapped = publicJwkOf(await generatePrivateJwk('X25519'));
    const partners = [
      { ...line(hub.school), sealing: [swapped] },
      { ...line(hub.jgz), role: 'buurtteam', bsn: null },
      { ...line(hub.jgz), id: 'prt_0000000000000000000000' },
      line(hub.jgz),
    ];
    await expect(submit(claims({ partners }))).rejects.toMatchObject(
      places(
        '/partners/0/sealing',
        '/partners/1/role',
        '/partners/1/bsn',
        '/partners/2/id',
        '/partners/3/id',
      ),
    );
  });

  it('is published with proof of its place in the ledger, and every partner can read it', async () => {
    const answer = await submit(claims());
    expect([answer.status, answer.headers.get('location')]).toEqual([201, '/v1/roster']);
    const { body } = await hub.jgz.client.call<{ version: number; proof: Inclusion }>({
      method: 'GET',
      path: '/v1/roster',
    });
    expect(body).toMatchObject({ version: 1, proof: { index: answer.body.proof.index } });
  });

  it('only ever goes forward', async () => {
    await expect(submit(claims())).rejects.toMatchObject(places('/version'));
    await submit(claims({ version: 7 }));
    await expect(submit(claims({ version: 6 }))).rejects.toMatchObject(places('/version'));
  });

  it('submitted twice at once is published once', async () => {
    const answers = await Promise.allSettled([
      submit(claims({ version: 8 })),
      submit(claims({ version: 8 })),
    ]);
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    const codes = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []));
    expect(codes).toEqual(['statement-invalid']);
  });

  it('must follow a key change: the old key may no longer be listed, and an agent that still has it alarms', async () => {
    const { school } = hub;
    const jwk = publicJwkOf(await generatePrivateJwk('X25519'));
    const statement = await signStatement(school.keys.sign, 'kernhub-key-change+jwt', {
      iss: school.id,
      retires: school.keys.sealing.kid,
      use: 'enc',
      jwk: jwk as never,
      iat: hub.clock.seconds(),
    });
    const body = { statement };
    await school.client.call({ method: 'POST', path: '/v1/key-changes', body, idempotencyKey: newId('key') });
    await expect(submit(claims({ version: 9 }))).rejects.toMatchObject(places('/partners/0/sealing'));
    const partners = [{ ...line(school), sealing: [jwk] }, line(hub.jgz)];
    const roster = claims({ version: 9, partners });
    expect((await submit(roster)).status).toBe(201);
    const own = { signing: [publicJwkOf(school.keys.signing)], sealing: [publicJwkOf(school.keys.sealing)] };
    expect(ownKeyAlarms(roster, school.id, own)).toEqual([
      'own-sealing-key-not-listed',
      'other-sealing-key-listed',
    ]);
    expect(ownKeyAlarms(roster, school.id, { ...own, sealing: [jwk] })).toEqual([]);
  });

  it('is nobody’s to publish but the administrator’s', async () => {
    const roster = await signStatement(hub.covenant, 'kernhub-roster+jwt', claims({ version: 9 }));
    await expect(
      hub.school.client.call({
        method: 'POST',
        path: '/v1/rosters',
        body: { roster },
        idempotencyKey: newId('key'),
      }),
    ).rejects.toMatchObject({ code: 'caller-not-allowed' });
  });
});
