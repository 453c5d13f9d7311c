import { randomBytes } from 'node:crypto';
import { generatePrivateJwk, publicJwkOf } from '../kernel/index.js';
import type { FormerKeys, HubKeys } from './hub-keys.js';

/** The MAC key is not among them: every pseudonym and account was derived from it, and the hub keeps nothing to derive them from again. */
export const rotatableHubKeys = ['kek', 'ticket', 'ledger', 'client'] as const;
export type RotatableHubKey = (typeof rotatableHubKeys)[number];

const none: FormerKeys = { kek: [], ticket: [], ledger: [], client: [] };

/**
 * The same keys with a fresh one in the place of `which`; the one it replaces stands first among the former. That of the
 * ledger goes on signing too, until it is retired.
 */
export async function rotateHubKey(keys: HubKeys, which: RotatableHubKey): Promise<HubKeys> {
  const former = keys.former ?? none;
  if (which === 'kek') {
    return {
      ...keys,
      kek: new Uint8Array(randomBytes(32)),
      former: { ...former, kek: [keys.kek, ...former.kek] },
    };
  }
  const fresh = await generatePrivateJwk(which === 'client' ? 'P-256' : 'Ed25519');
  return {
    ...keys,
    [which]: fresh,
    ...(which === 'ledger' && { retiring: { ledger: keys.ledger } }),
    former: { ...former, [which]: [publicJwkOf(keys[which]), ...former[which]] },
  };
}

/**
 * From a rotated file the one that hubs read on the way to it: they wrap under the old key-encryption key as before, and
 * open what others wrap under the new one already. So several hubs pass from key to key without a moment together.
 *
 * @throws RangeError where no key-encryption key was rotated
 */
export function stepTowardsKek(rotated: HubKeys): HubKeys {
  const former = rotated.former ?? none;
  const [old, ...older] = former.kek;
  if (old === undefined) throw new RangeError('there is no former key-encryption key');
  return { ...rotated, kek: old, former: { ...former, kek: [rotated.kek, ...older] } };
}

/**
 * Forgets the former keys of one kind, once nothing stands on them. One of the ledger only ends to sign: its public half
 * is needed as long as the log is verified.
 */
export function retireHubKeys(keys: HubKeys, which: RotatableHubKey): HubKeys {
  if (which === 'ledger') {
    const { retiring, ...others } = keys;
    return others;
  }
  return { ...keys, former: { ...(keys.former ?? none), [which]: [] } };
}
