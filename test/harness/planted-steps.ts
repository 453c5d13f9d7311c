/** What a parent of the planted world does. */
import { decisionsPath, register, signedBy } from '../passkeys/signer.js';
import type { Parent } from './family.js';
import { must, type TestHub } from './hub.js';

/** The newest question, by a device of its own. */
export async function signAnew(hub: TestHub, parent: Parent): Promise<string> {
  const { device, id } = await register(hub, parent);
  await must(parent.caller.post(decisionsPath(parent), await signedBy(parent, device)));
  return id;
}

export async function askToErase({ caller, child }: Parent): Promise<string> {
  const path = `/v1/me/children/${child}/rights-requests`;
  return String((await must(caller.post(path, { right: 'erasure' }))).body.id);
}
