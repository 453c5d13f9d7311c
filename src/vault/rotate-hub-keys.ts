import { randomBytes } from 'node:crypto';
import { generatePrivateJwk, publicJwkOf } from '../kernel/index.js';
import type { FormerKeys, HubKeys } from './hub-keys.js';

/** The MAC key is not among them: every keyed hash stands on all of its layers. */
export const retirableHubKeys = ['kek', 'ticket', 'ledger', 'client'] as const;
export type RetirableHubKey = (typeof retirableHubKeys)[number];
export type RotatableHubKey = RetirableHubKey | 'mac';
/** What all hubs must find before the first one writes under it. */
export const steppedHubKeys = ['kek', 'mac'] as const;
export type SteppedHubKey = (typeof steppedHubKeys)[number];

const none: FormerKeys = { kek: [], ticket: [], ledger: [], client: [] };

/**
 * The same keys with a fresh one in the place of `which`; the one it replaces stands first among the former. That of the
 * ledger goes on signing too, until it is retired. A MAC key is replaced by none: the hub keeps nothing to make its hashes
 * anew from, so the fresh one is laid over it.
 *
 * @param evaluator public half of the evaluator's key that pseudonyms are to go through too, with a MAC key
 * @throws RangeError on the MAC key of a file that is on its way to the next one
 */
export async function rotateHubKey(
  keys: HubKeys,
  which: RotatableHubKey,
  evaluator?: string,
): Promise<HubKeys> {
  const former = keys.former ?? none;
  if (which === 'mac') {
    if (keys.macNext !== undefined) throw new RangeError('this file is on its way to a next MAC key');
    const layer = { key: new Uint8Array(randomBytes(32)), ...(evaluator !== undefined && { evaluator }) };
    return { ...keys, macLayers: [...(keys.macLayers ?? []), layer] };
  }
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
 * From a rotated file the one that hubs read on the way to it: they write under the old key as before, and know the new one,
 * under which others write already. So several hubs pass from key to key without a moment together.
 *
 * @throws RangeError where none of that kind was rotated, or the file is on its way itself
 */
export function stepTowards(rotated: HubKeys, which: SteppedHubKey): HubKeys {
  return which === 'kek' ? stepTowardsKek(rotated) : stepTowardsMac(rotated);
}

function stepTowardsKek(rotated: HubKeys): HubKeys {
  const former = rotated.former ?? none;
  const [old, ...older] = former.kek;
  if (old === undefined) throw new RangeError('there is no former key-encryption key');
  return { ...rotated, kek: old, former: { ...former, kek: [rotated.kek, ...older] } };
}

function stepTowardsMac({ macLayers = [], ...rotated }: HubKeys): HubKeys {
  const macNext = macLayers.at(-1);
  if (macNext === undefined || rotated.macNext !== undefined)
    throw new RangeError(
      'there is no MAC key that was laid over another, or this file is on its way already',
    );
  return { ...rotated, macLayers: macLayers.slice(0, -1), macNext };
}

/**
 * Forgets the former keys of one kind, once nothing stands on them. One of the ledger only ends to sign: its public half
 * is needed as long as the log is verified.
 */
export function retireHubKeys(keys: HubKeys, which: RetirableHubKey): HubKeys {
  if (which === 'ledger') {
    const { retiring, ...others } = keys;
    return others;
  }
  return { ...keys, former: { ...(keys.former ?? none), [which]: [] } };
}
