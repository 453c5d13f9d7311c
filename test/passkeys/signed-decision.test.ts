import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Device, deviceOf, type Lies } from '../harness/authenticator.js';
import { type Family, familyOf, type Parent, parentsOf, questionsOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { answerOf, decisionsPath, passkeysPath, register, signedBy, siteOf } from './signer.js';

let hub: TestHub;
let family: Family;
let mother: Parent;
let father: Parent;
let device: Device;

beforeAll(async () => {
  hub = await startTestHub();
  family = await familyOf(hub, 'een kind');
  [mother, father] = parentsOf(family);
  await family.ask();
  ({ device } = await register(hub, mother));
});
afterAll(() => hub?.close());

const send = async (parent: Parent, decision: unknown) => {
  const { status, body } = await parent.caller.post(decisionsPath(parent), decision);
  return [status, body.code];
};

describe('a signed decision', () => {
  it.each(['ES256', 'EdDSA', 'RS256'] as const)('is recorded with a signature by %s', async (kind) => {
    const made = await register(hub, mother, kind);
    const signed = await signedBy(mother, made.device);
    const { status, body } = await mother.caller.post(decisionsPath(mother), signed);
    expect([status, body.id]).toEqual([201, signed.signature.decision]);
    expect((await questionsOf(mother))[0]?.own).toMatchObject({ decision: body.id });
  });

  it('may be a refusal, and is withdrawn without a signature', async () => {
    expect(await send(mother, await signedBy(mother, device, 'refused'))).toEqual([201, undefined]);
    const { body } = await must(mother.caller.post(decisionsPath(mother), await signedBy(mother, device)));
    const withdrawn = await mother.caller.post(`${decisionsPath(mother)}/${body.id}/withdrawals`);
    expect(withdrawn.status).toBe(201);
  });

  it('is never asked for: without a signature a decision counts as before', async () => {
    expect(await send(mother, await answerOf(mother))).toEqual([201, undefined]);
  });

  it('cannot be asked of who has no passkey', async () => {
    const { status, body } = await father.caller.post(
      `${decisionsPath(father)}/_challenge`,
      await answerOf(father),
    );
    expect([status, body.code]).toEqual([409, 'state-conflict']);
  });
});

describe('a signature is refused', () => {
  const refusal = async (parent: Parent, decision: unknown) => {
    const before = await hub.entries('consent');
    const answer = await send(parent, decision);
    expect(await hub.entries('consent')).toBe(before);
    return answer;
  };
  const invalid = [400, 'passkey-invalid'];

  it.each<[string, Lies]>([
    ['made on another website', { origin: 'https://elders.example' }],
    ['made inside another website', { crossOrigin: true }],
    ['for another name of the website', { rpId: 'elders.example' }],
    ['under another challenge', { challenge: 'A'.repeat(43) }],
    ['of a registration', { type: 'webauthn.create' }],
    ['of a device that did not look who was there', { flags: 0x01 }],
    ['of a device with nobody there', { flags: 0x04 }],
    ['of another key', { anotherKey: true }],
  ])('%s', async (_what, lies) => {
    expect(await refusal(mother, await signedBy(mother, device, 'given', lies))).toEqual(invalid);
  });

  it('under another answer than was signed', async () => {
    const signed = await signedBy(mother, device, 'refused');
    expect(await refusal(mother, { ...(await answerOf(mother)), signature: signed.signature })).toEqual(
      invalid,
    );
    const fewer = await signedBy(mother, device);
    const flows = fewer.flows.map((flow) => ({ ...flow, fields: flow.fields.slice(0, -1) }));
    expect(await refusal(mother, { ...fewer, flows })).not.toContain(201);
  });

  it('that was used before', async () => {
    const signed = await signedBy(mother, device);
    await must(mother.caller.post(decisionsPath(mother), signed));
    expect(await refusal(mother, signed)).toEqual(invalid);
  });

  it('that another parent made', async () => {
    const own = await register(hub, father);
    const signed = await signedBy(mother, device);
    expect(await refusal(father, { ...(await answerOf(father)), signature: signed.signature })).toEqual(
      invalid,
    );
    const fathers = await signedBy(father, own.device);
    expect(await refusal(mother, { ...(await answerOf(mother)), signature: fathers.signature })).toEqual(
      invalid,
    );
  });

  it('of a device that counts back, because it was copied', async () => {
    const counting = deviceOf(siteOf(hub), 'ES256', true);
    const challenge = await must(
      mother.caller.post(`${passkeysPath(mother)}/_challenge`, { everyYes: false }),
    );
    const { options, ...wish } = challenge.body;
    const credential = counting.create(options as { challenge: string });
    await must(mother.caller.post(passkeysPath(mother), { ...wish, credential }));
    await must(
      mother.caller.post(decisionsPath(mother), await signedBy(mother, counting, 'given', { count: 7 })),
    );
    const back = await signedBy(mother, counting, 'given', { count: 7 });
    expect(await refusal(mother, back)).toEqual(invalid);
  });

  it('of a passkey that was revoked meanwhile', async () => {
    const { device: lost, id } = await register(hub, mother);
    const signed = await signedBy(mother, lost);
    await must(mother.caller.post(`${passkeysPath(mother)}/${id}/revocations`));
    expect(await refusal(mother, signed)).toEqual(invalid);
  });
});

describe('who chose that only a signed yes counts', () => {
  it('is held to it for a yes, never for a no, and until the passkey is revoked', async () => {
    const { device: strict, id } = await register(hub, mother, 'ES256', true);
    expect(await send(mother, await answerOf(mother))).toEqual([403, 'signature-required']);
    expect(await send(mother, await answerOf(mother, 'refused'))).toEqual([201, undefined]);
    expect(await send(mother, await signedBy(mother, strict))).toEqual([201, undefined]);
    await must(mother.caller.post(`${passkeysPath(mother)}/${id}/revocations`));
    expect(await send(mother, await answerOf(mother))).toEqual([201, undefined]);
  });

  it('binds nobody else', async () => {
    await register(hub, mother, 'ES256', true);
    expect(await send(father, await answerOf(father))).toEqual([201, undefined]);
  });
});
