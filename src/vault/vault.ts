import type pg from 'pg';
import { SealBroken } from '../kernel/index.js';
import { DataKeys, type RetentionClass } from './data-keys.js';
import { derive } from './derive.js';
import { disguise, disguiseKeyLength, undisguise } from './disguise.js';
import type { HubKeys, MacKeys } from './hub-keys.js';
import { type KeyedHash, KeyedHashes, type MacLabel } from './keyed-hashes.js';
import { openBytes, sealBytes } from './seal.js';

/** @param context what this is; only the same context opens it */
export type Seal = (plaintext: Uint8Array, context: string) => Uint8Array;

export interface Vault {
  /**
   * Seals under the key of an owner (an opaque id, or `hub`) and retention class.
   *
   * @param context what this is, such as `people/birth-date`; only the same context opens it
   * @throws VaultKeyShredded
   */
  seal(owner: string, retention: RetentionClass, plaintext: Uint8Array, context: string): Promise<Uint8Array>;
  /** For several things of one owner and class: fetches their key once. @throws VaultKeyShredded */
  sealing(owner: string, retention: RetentionClass): Promise<Seal>;
  /** @throws VaultKeyShredded after erasure; SealBroken for anything else that does not open */
  open(owner: string, retention: RetentionClass, sealed: Uint8Array, context: string): Promise<Uint8Array>;
  /** Destroys keys for good. Other hub processes forget them within a minute. */
  shred(owner: string, retentions: readonly RetentionClass[]): Promise<void>;
  /** HMAC-SHA256 under a key outside every database, one per label: what is written. */
  mac(label: MacLabel, message: Uint8Array): Uint8Array;
  /** All under which it may stand, the one that is written first: more than one as soon as the key was rotated. */
  macs(label: MacLabel, message: Uint8Array): readonly [KeyedHash, ...KeyedHash[]];
  /**
   * The same for the same, until the key is rotated: a pseudonym under a key outside every database, that opens again.
   *
   * @param context what this is, such as `exchange/data-subject`; only the same context opens it
   */
  disguise(plaintext: Uint8Array, context: string): Uint8Array;
  /** @throws SealBroken for what {@link Vault.disguise} did not make, for this context */
  undisguise(disguised: Uint8Array, context: string): Uint8Array;
}

export function openVault(deps: {
  readonly keysPool: pg.Pool;
  readonly keys: Pick<HubKeys, 'kek' | 'former'> & MacKeys;
}): Vault {
  const dataKeys = new DataKeys(deps.keysPool, [deps.keys.kek, ...(deps.keys.former?.kek ?? [])]);
  const hashes = new KeyedHashes(deps.keys);
  const disguiseKeys = disguiseKeysOf(deps.keys);
  const sealing = async (owner: string, retention: RetentionClass): Promise<Seal> => {
    const key = await dataKeys.forSealing(owner, retention);
    return (plaintext, context) => sealBytes(key, plaintext, bindingOf(owner, retention, context));
  };
  return {
    seal: async (owner, retention, plaintext, context) =>
      (await sealing(owner, retention))(plaintext, context),
    sealing,
    open: async (owner, retention, sealed, context) => {
      const key = await dataKeys.forOpening(owner, retention);
      if (key === null) throw new SealBroken('the seal does not open');
      return openBytes(key, sealed, bindingOf(owner, retention, context));
    },
    shred: (owner, retentions) => dataKeys.shred(owner, retentions),
    mac: (label, message) => hashes.every(label, message)[0].bytes,
    macs: (label, message) => hashes.every(label, message),
    disguise: (plaintext, context) => disguise(disguiseKeys[0], plaintext, context),
    undisguise: (disguised, context) => undisguiseByAny(disguiseKeys, disguised, context),
  };
}

const bindingOf = (owner: string, retention: RetentionClass, context: string): readonly string[] => [
  'kernhub/vault/seal/v1',
  owner,
  retention,
  context,
];

/** The one under which is written first, then those under which others did or do. */
function disguiseKeysOf({
  macKey,
  macLayers = [],
  macNext,
}: MacKeys): readonly [Uint8Array, ...Uint8Array[]] {
  const [present = macKey, ...former] = [macKey, ...macLayers].reverse();
  const of = (key: Uint8Array) => derive(key, 'kernhub/vault/disguise/v1', disguiseKeyLength);
  return [of(present), ...(macNext === undefined ? former : [macNext, ...former]).map(of)];
}

/** @throws SealBroken when none of the keys opens it */
function undisguiseByAny(
  [key, ...others]: readonly [Uint8Array, ...Uint8Array[]],
  disguised: Uint8Array,
  context: string,
): Uint8Array {
  try {
    return undisguise(key, disguised, context);
  } catch (error) {
    const [next, ...rest] = others;
    if (next === undefined) throw error;
    return undisguiseByAny([next, ...rest], disguised, context);
  }
}
