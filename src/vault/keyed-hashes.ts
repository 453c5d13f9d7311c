import { createHmac } from 'node:crypto';
import { derive } from './derive.js';
import type { MacKeys, MacLayer } from './hub-keys.js';

/** What a keyed hash is for. Each has a key of its own, so that one can never be looked up as another. */
export type MacLabel = 'pseudonym' | 'account' | 'invitation' | 'introduction' | 'recording' | 'budget';

export interface KeyedHash {
  /** How many keys were laid over the first one. */
  readonly layers: number;
  readonly bytes: Uint8Array;
}

/** Asks the evaluator, by the public half of its key, for what it makes of this. */
export type Evaluate = (evaluator: string, input: Uint8Array) => Promise<Uint8Array>;

/** Those that need no evaluator. */
export type PlainLabel = Exclude<MacLabel, 'pseudonym'>;
/** The one to write first, then those under which it may stand already, or still. */
export type EveryHash = readonly [KeyedHash, ...KeyedHash[]];

/**
 * HMAC-SHA256 under the MAC key, and then under each key that was laid over it. So a rotation hashes anew what is stored,
 * without what it was made from; and whoever has all of these keys but one can try nothing. Where the evaluator's key was
 * rotated too, a pseudonym goes through the evaluator between two of them: then all keys of the hub do not suffice either.
 */
export class KeyedHashes {
  readonly #layers: readonly MacLayer[];
  readonly #derived = new Map<string, Uint8Array>();
  /** How many keys lie over the first one in what is written. */
  readonly present: number;

  constructor({ macKey, macLayers = [], macNext }: MacKeys) {
    this.#layers = [{ key: macKey }, ...macLayers, ...(macNext === undefined ? [] : [macNext])];
    this.present = macLayers.length;
  }

  /** How many keys over the first one are known. */
  get known(): number {
    return this.#layers.length - 1;
  }

  every(label: PlainLabel, message: Uint8Array): EveryHash {
    const found: Uint8Array[] = [];
    for (const layer of this.#layers.keys()) found.push(this.#hmac(label, layer, found.at(-1) ?? message));
    return this.#ordered(found);
  }

  async everyPseudonym(message: Uint8Array, evaluate: Evaluate): Promise<EveryHash> {
    const found: Uint8Array[] = [];
    for (const layer of this.#layers.keys())
      found.push(await this.#pseudonym(layer, found.at(-1) ?? message, evaluate));
    return this.#ordered(found);
  }

  /** The stored hash of a pseudonym with those keys over it that it lacks; one that lacks none stays as it is. */
  async relaid({ layers, bytes }: KeyedHash, evaluate: Evaluate): Promise<KeyedHash> {
    let next = bytes;
    for (let layer = layers + 1; layer <= this.present; layer += 1)
      next = await this.#pseudonym(layer, next, evaluate);
    return { layers: Math.max(layers, this.present), bytes: next };
  }

  #ordered(found: readonly Uint8Array[]): EveryHash {
    const all = found.map((bytes, layers) => ({ layers, bytes }));
    const written = all[this.present];
    if (written === undefined) throw new RangeError('there is no hash under the present key');
    return [written, ...all.filter(({ layers }) => layers !== this.present).reverse()];
  }

  async #pseudonym(layer: number, message: Uint8Array, evaluate: Evaluate): Promise<Uint8Array> {
    const { evaluator } = this.#layer(layer);
    const input = evaluator === undefined ? message : await evaluate(evaluator, message);
    return this.#hmac('pseudonym', layer, input);
  }

  #layer(place: number): MacLayer {
    const layer = this.#layers[place];
    if (layer === undefined) throw new RangeError('there is no such MAC key');
    return layer;
  }

  #hmac(label: MacLabel, layer: number, message: Uint8Array): Uint8Array {
    const place = `${layer} ${label}`;
    const use = layer === 0 ? `kernhub/vault/mac/v1/${label}` : `kernhub/vault/mac-layer/v1/${label}`;
    const key = this.#derived.get(place) ?? derive(this.#layer(layer).key, use, 32);
    this.#derived.set(place, key);
    return new Uint8Array(createHmac('sha256', key).update(message).digest());
  }
}
