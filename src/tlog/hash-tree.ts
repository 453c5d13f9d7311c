import { consistencyPath, inclusionPath } from './proof.js';
import { hashLength, nodeHash, rootOf } from './tree.js';

const hashesPerChunk = 1_024;

/** A list of hashes in large chunks: a million small arrays would cost three times the memory. */
class HashList {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(hash: Uint8Array): void {
    const place = this.#length % hashesPerChunk;
    if (place === 0) this.#chunks.push(new Uint8Array(hashesPerChunk * hashLength));
    this.#chunks.at(-1)?.set(hash, place * hashLength);
    this.#length += 1;
  }

  at(position: number): Uint8Array {
    const chunk = this.#chunks[Math.floor(position / hashesPerChunk)];
    if (chunk === undefined || position >= this.#length) throw new RangeError('no such node in the tree');
    const start = (position % hashesPerChunk) * hashLength;
    return chunk.subarray(start, start + hashLength);
  }
}

/** A whole tree in memory, about 64 bytes a leaf, so that proofs cost microseconds and no query. */
export class HashTree {
  readonly #levels: HashList[] = [new HashList()];

  get size(): number {
    return this.#levels[0]?.length ?? 0;
  }

  append(leaf: Uint8Array): void {
    let node = leaf;
    for (let level = 0; ; level += 1) {
      const list = this.#level(level);
      list.push(node);
      if (list.length % 2 === 1) return;
      node = nodeHash(list.at(list.length - 2), node);
    }
  }

  /** @throws RangeError when the leaf is not in the tree */
  leaf(index: number): Uint8Array {
    return this.#node(0, index);
  }

  /** The root when the tree had `size` leaves. */
  root(size: number = this.size): Uint8Array {
    return rootOf(this.#within(size), this.#node);
  }

  inclusionPath(index: number, size: number): readonly Uint8Array[] {
    return inclusionPath(index, this.#within(size), this.#node);
  }

  consistencyPath(first: number, second: number): readonly Uint8Array[] {
    return consistencyPath(first, this.#within(second), this.#node);
  }

  #within(size: number): number {
    if (size > this.size) throw new RangeError('the tree does not have that many leaves');
    return size;
  }

  readonly #node = (level: number, index: number): Uint8Array => this.#level(level).at(index);

  #level(level: number): HashList {
    let list = this.#levels[level];
    if (list === undefined) {
      list = new HashList();
      this.#levels[level] = list;
    }
    return list;
  }
}
