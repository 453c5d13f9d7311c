import { createHmac } from 'node:crypto';
import { derive } from './derive.js';
import type { MacKeys } from './hub-keys.js';

/** What a keyed hash is for. Each has a key of its own, so that one can never be looked up as another. */
export type MacLabel = 'pseudonym' | 'account' | 'invitation' | 'introduction' | 'recording' | 'budget';

export interface KeyedHash {
  /** How many keys were laid over the first one. */
  readonly layers: number;
  readonly bytes: Uint8Array;
}

/**
 * HMAC-SHA256 under the MAC key, and then under each key that was laid over it. So a rotation hashes anew what is stored,
 * without what it was made from; and whoever has all of these keys but one can try nothing.
 */
export class KeyedHashes {
  readonly #keys: readonly Uint8Array[];
  readonly #derived = new Map<string, Uint8Array>();
  /** How many keys lie over the first one in what is written. */
  readonly present: number;

  constructor({ macKey, macLayers = [], macNext }: MacKeys) {
    this.#keys = [macKey, ...macLayers, ...(macNext === undefined ? [] : [macNext])];
    this.present = macLayers.length;
  }

  /** How many keys over the first one are known. */
  get known(): number {
    return this.#keys.length - 1;
  }

  /** As it is written first; then as it may stand already, or still. */
  every(label: MacLabel, message: Uint8Array): readonly [KeyedHash, ...KeyedHash[]] {
    let bytes = this.#hmac(label, 0, message);
    const found = [{ layers: 0, bytes }];
    for (let layers = 1; layers <= this.known; layers += 1) {
      bytes = this.#hmac(label, layers, bytes);
      found.push({ layers, bytes });
    }
    const written = { layers: this.present, bytes: found[this.present]?.bytes ?? bytes };
    return [written, ...found.filter(({ layers }) => layers !== this.present).reverse()];
  }

  /** A stored hash with those keys over it that it lacks; one that lacks none stays as it is. */
  relaid(label: MacLabel, { layers, bytes }: KeyedHash): KeyedHash {
    let next = bytes;
    for (let layer = layers + 1; layer <= this.present; layer += 1) next = this.#hmac(label, layer, next);
    return { layers: Math.max(layers, this.present), bytes: next };
  }

  #hmac(label: MacLabel, layer: number, message: Uint8Array): Uint8Array {
    const place = `${layer} ${label}`;
    const use = layer === 0 ? `kernhub/vault/mac/v1/${label}` : `kernhub/vault/mac-layer/v1/${label}`;
    const key = this.#derived.get(place) ?? derive(this.#keys[layer] ?? new Uint8Array(0), use, 32);
    this.#derived.set(place, key);
    return new Uint8Array(createHmac('sha256', key).update(message).digest());
  }
}
