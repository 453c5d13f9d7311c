import type pg from 'pg';
import { SealBroken } from '../kernel/index.js';
import { DataKeys, type RetentionClass } from './data-keys.js';
import { derive } from './derive.js';
import { disguise, disguiseKeyLength, undisguise } from './disguise.js';
import type { HubKeys, MacKeys } from './hub-keys.js';
import { type Evaluate, type EveryHash, KeyedHashes, type PlainLabel } from './keyed-hashes.js';
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
  mac(label: PlainLabel, message: Uint8Array): Uint8Array;
  /** All under which it may stand, the one that is written first: more than one as soon as the key was rotated. */
  macs(label: PlainLabel, message: Uint8Array): EveryHash;
  /** The same for a pseudonym, which may have to go through the evaluator once more. */
  pseudonymMacs(pseudonym: Uint8Array, evaluate: Evaluate): Promise<EveryHash>;
  /**
   * The same for the same, whenever it is asked: a pseudonym under a key outside every database, that opens again.
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
  let disguiseKey: Uint8Array | null = null;
  // Under the first MAC key for good: what is called so outside keeps its name, and only the hub can tell what it is.
  const disguiseKeyOf = (): Uint8Array => {
    disguiseKey ??= derive(deps.keys.macKey, 'kernhub/vault/disguise/v1', disguiseKeyLength);
    return disguiseKey;
  };
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
    pseudonymMacs: (pseudonym, evaluate) => hashes.everyPseudonym(pseudonym, evaluate),
    disguise: (plaintext, context) => disguise(disguiseKeyOf(), plaintext, context),
    undisguise: (disguised, context) => undisguise(disguiseKeyOf(), disguised, context),
  };
}

const bindingOf = (owner: string, retention: RetentionClass, context: string): readonly string[] => [
  'kernhub/vault/seal/v1',
  owner,
  retention,
  context,
];
