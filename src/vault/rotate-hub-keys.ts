import { randomBytes } from 'node:crypto';
import { generatePrivateJwk, publicJwkOf } from '../kernel/index.js';
import type { FormerKeys, HubKeys } from './hub-keys.js';

/** The MAC key is not among them: every pseudonym and account was derived from it, and the hub keeps nothing to derive them from again. */
export const rotatableHubKeys = ['kek', 'ticket', 'ledger', 'client'] as const;
export type RotatableHubKey = (typeof rotatableHubKeys)[number];

const none: FormerKeys = { kek: [], ticket: [], ledger: [], client: [] };

/** The same keys with a fresh one in the place of `which`; the one it replaces stands first among the former. */
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
    former: { ...former, [which]: [publicJwkOf(keys[which]), ...former[which]] },
  };
}

/** Forgets the former keys of one kind, once nothing stands on them. Those of the ledger are needed as long as it is verified. */
export function retireHubKeys(keys: HubKeys, which: Exclude<RotatableHubKey, 'ledger'>): HubKeys {
  return { ...keys, former: { ...(keys.former ?? none), [which]: [] } };
}
