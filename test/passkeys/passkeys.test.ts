import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceOf, type Lies } from '../harness/authenticator.js';
import { type Family, familyOf, type Parent, parentsOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { madeBy, passkeysPath, register, siteOf } from './signer.js';

let hub: TestHub;
let family: Family;
let mother: Parent;
let father: Parent;

beforeAll(async () => {
  hub = await startTestHub();
  family = await familyOf(hub, 'een kind');
  [mother, father] = parentsOf(family);
});
afterAll(() => hub?.close());

const listed = async (parent: Parent) =>
  (await must(parent.caller.get(passkeysPath(parent)))).body.items as readonly Record<string, unknown>[];

describe('a passkey', () => {
  it.each(['ES256', 'EdDSA', 'RS256'] as const)('that signs by %s is registered', async (kind) => {
    const { id, fingerprint } = await register(hub, mother, kind);
    expect(await listed(mother)).toContainEqual({
      id,
      fingerprint,
      everyYes: false,
      registeredOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      revokedOn: null,
    });
  });

  it('is asked for with nothing that names person or child, and with those that there are', async () => {
    const { body } = await must(
      mother.caller.post(`${passkeysPath(mother)}/_challenge`, { everyYes: false }),
    );
    const options = body.options as {
      user: { id: string; name: string };
      excludeCredentials: unknown[];
      attestation: string;
    };
    expect(options.excludeCredentials).toHaveLength(3);
    expect(options.user.name).toMatch(/^Kernhub [\w-]{4}$/);
    expect(JSON.stringify(body)).not.toMatch(/Testkind|per_|sub_|acc_/);
    const again = await must(mother.caller.post(`${passkeysPath(mother)}/_challenge`, { everyYes: false }));
    expect((again.body.options as typeof options).user.id).not.toBe(options.user.id);
  });

  it('of one parent is unknown to the other', async () => {
    expect(await listed(father)).toEqual([]);
    const [own] = await listed(mother);
    const { status, body } = await father.caller.post(`${passkeysPath(father)}/${own?.id}/revocations`);
    expect([status, body.code]).toEqual([404, 'not-found']);
  });

  it('is revoked once', async () => {
    const { id } = await register(hub, mother);
    const path = `${passkeysPath(mother)}/${id}/revocations`;
    expect((await mother.caller.post(path)).status).toBe(201);
    expect(await listed(mother)).toContainEqual(
      expect.objectContaining({ id, revokedOn: expect.any(String) }),
    );
    expect((await mother.caller.post(path)).body.code).toBe('state-conflict');
  });

  it('stands in the log, sealed, and in no table', async () => {
    const { device, fingerprint } = await register(hub, father);
    const { rows } = await hub.fresh.database.pool.query(
      `SELECT count(*)::int AS count FROM passkey p WHERE p::text LIKE $1 OR p::text LIKE $2`,
      [`%${device.credential}%`, `%${fingerprint}%`],
    );
    expect(rows).toEqual([{ count: 0 }]);
    const parts = await hub.fresh.database.pool.query(
      `SELECT encode(l.sealed, 'escape') AS sealed FROM ledger_part l`,
    );
    expect(parts.rows.some(({ sealed }) => String(sealed).includes(device.credential))).toBe(false);
  });
});

describe('a registration is refused', () => {
  const refusal = async (registration: unknown) => {
    const before = await hub.entries('person');
    const { status, body } = await mother.caller.post(passkeysPath(mother), registration);
    expect(await hub.entries('person')).toBe(before);
    return [status, body.code];
  };

  it.each<[string, Lies]>([
    ['another website', { origin: 'https://elders.example' }],
    ['another name of the website', { rpId: 'elders.example' }],
    ['another challenge', { challenge: 'A'.repeat(43) }],
    ['an assertion', { type: 'webauthn.get' }],
    ['a device that did not look who was there', { flags: 0x01 }],
    ['a device with nobody there', { flags: 0x04 }],
    [
      'an attestation, whose certificates could name addresses to fetch',
      { attestation: ['packed', new Map([['x5c', [new Uint8Array(8)]]])] },
    ],
  ])('from %s', async (_what, lies) => {
    const device = deviceOf(siteOf(hub));
    expect(await refusal(await madeBy(mother, device, lies))).toEqual([400, 'passkey-invalid']);
  });

  it('that comes a second time, or to another parent', async () => {
    const device = deviceOf(siteOf(hub));
    const made = await madeBy(mother, device);
    const stolen = await father.caller.post(passkeysPath(father), made);
    expect([stolen.status, stolen.body.code]).toEqual([400, 'passkey-invalid']);
    await must(mother.caller.post(passkeysPath(mother), made));
    expect(await refusal(made)).toEqual([400, 'passkey-invalid']);
    expect(await refusal(await madeBy(mother, device))).toEqual([409, 'state-conflict']);
  });

  it('whose wish was turned on the way', async () => {
    const made = await madeBy(mother, deviceOf(siteOf(hub)));
    expect(await refusal({ ...made, everyYes: true })).toEqual([400, 'passkey-invalid']);
  });

  it('of bytes that are no attestation', async () => {
    const made = await madeBy(mother, deviceOf(siteOf(hub)));
    const credential = { ...made.credential, attestationObject: 'AAAA' };
    expect(await refusal({ ...made, credential })).toEqual([400, 'passkey-invalid']);
  });

  it('beyond ten', async () => {
    for (let count = (await listed(father)).length; count < 10; count += 1) await register(hub, father);
    const { status, body } = await father.caller.post(`${passkeysPath(father)}/_challenge`, {
      everyYes: false,
    });
    expect([status, body.code]).toEqual([409, 'state-conflict']);
  });

  it('ten minutes later, and without a login of the last half hour', async () => {
    const made = await madeBy(mother, deviceOf(siteOf(hub)));
    await hub.fresh.database.pool.query(
      `WITH asked AS (DELETE FROM passkey_challenge RETURNING challenge, person, use)
       INSERT INTO passkey_challenge SELECT challenge, person, use, now() - interval '1 second' FROM asked`,
    );
    expect(await refusal(made)).toEqual([400, 'passkey-invalid']);
    const late = await madeBy(mother, deviceOf(siteOf(hub)));
    hub.advance(20 * 60_000);
    expect(await listed(mother)).not.toEqual([]);
    hub.advance(11 * 60_000);
    expect(await refusal(late)).toEqual([403, 'step-up-required']);
    const asked = await mother.caller.post(`${passkeysPath(mother)}/_challenge`, { everyYes: false });
    expect([asked.status, asked.body.code]).toEqual([403, 'step-up-required']);
  });
});
