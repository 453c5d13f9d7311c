/** A parent with a device, over the API as an app of theirs would call it. */
import { type Device, deviceOf, type KeyKind, type Lies } from '../harness/authenticator.js';
import { decisionOn, type Parent, questionsOf } from '../harness/family.js';
import { must, type TestHub } from '../harness/hub.js';

export const siteOf = ({ url }: Pick<TestHub, 'url'>) => ({ origin: url, rpId: 'localhost' });

export const passkeysPath = ({ child }: Parent): string => `/v1/me/children/${child}/passkeys`;
export const decisionsPath = ({ child }: Parent): string => `/v1/me/children/${child}/decisions`;

export interface Wish {
  readonly passkey: string;
  readonly askedAt: string;
  readonly everyYes: boolean;
}

/** The challenge of a registration, and what a device answers to it. */
export async function madeBy(
  parent: Parent,
  device: Device,
  { everyYes = false, ...lies }: Lies & { everyYes?: boolean } = {},
) {
  const { body } = await must(parent.caller.post(`${passkeysPath(parent)}/_challenge`, { everyYes }));
  const { options, ...wish } = body as unknown as Wish & { options: { challenge: string } };
  return { ...wish, credential: device.create(options, lies) };
}

export async function register(hub: TestHub, parent: Parent, kind: KeyKind = 'ES256', everyYes = false) {
  const device = deviceOf(siteOf(hub), kind);
  const { body } = await must(
    parent.caller.post(passkeysPath(parent), await madeBy(parent, device, { everyYes })),
  );
  return { device, id: String(body.id), fingerprint: String(body.fingerprint) };
}

/** The newest question, answered whole. */
export async function answerOf(parent: Parent, choice = 'given') {
  const [question] = await questionsOf(parent);
  if (question === undefined) throw new Error('no question waits');
  return decisionOn(question, choice);
}

/** An answer with the signature of a device under it. */
export async function signedBy(parent: Parent, device: Device, choice = 'given', lies: Lies = {}) {
  const answer = await answerOf(parent, choice);
  const { body } = await must(parent.caller.post(`${decisionsPath(parent)}/_challenge`, answer));
  const { options, decision, askedAt } = body as unknown as {
    options: { challenge: string; allowCredentials: { id: string }[] };
    decision: string;
    askedAt: string;
  };
  return { ...answer, signature: { decision, askedAt, credential: device.get(options, lies) } };
}
