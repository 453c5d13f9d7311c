import { tileHeight, tileWidth } from './tile.js';
import { hashLength, nodeHash } from './tree.js';

// 256 hashes, then the 128 nodes above them, and so on up to the root of the tile.
const nodes = 2 * tileWidth - 1;
const firstAt = (height: number): number => 2 * tileWidth - (2 * tileWidth) / 2 ** height;
const firstOf = Array.from({ length: tileHeight + 1 }, (_, height) => firstAt(height));

/** A tile with the nodes between its hashes and its root, 16 kB; grows hash by hash until it is full. */
export class HashTile {
  readonly #bytes = new Uint8Array(nodes * hashLength);
  #width = 0;

  /** @param hashes a whole number of hashes, at most 256 */
  static of(hashes: Uint8Array): HashTile {
    if (hashes.length % hashLength !== 0) throw new RangeError('a tile holds whole hashes');
    const tile = new HashTile();
    for (let start = 0; start < hashes.length; start += hashLength) {
      tile.append(hashes.subarray(start, start + hashLength));
    }
    return tile;
  }

  /** Hashes in it. */
  get width(): number {
    return this.#width;
  }

  get full(): boolean {
    return this.#width === tileWidth;
  }

  append(hash: Uint8Array): void {
    if (this.full) throw new RangeError('the tile is full');
    let [node, place] = [hash, this.#width];
    this.#width += 1;
    for (let height = 0; ; height += 1) {
      this.#bytes.set(node, this.#start(height, place));
      if (place % 2 === 0) return;
      node = nodeHash(this.#at(height, place - 1), node);
      place = (place - 1) / 2;
    }
  }

  /**
   * The root of the perfect subtree over `2^height` hashes from `place * 2^height` on; height 8 is the tile's own root.
   *
   * @throws RangeError when the tile does not have all of them
   */
  node(height: number, place: number): Uint8Array {
    if ((place + 1) * 2 ** height > this.#width) throw new RangeError('no such node in the tile');
    return this.#at(height, place);
  }

  /** The root of a full tile, which stands in the level above. */
  get root(): Uint8Array {
    return this.node(tileHeight, 0);
  }

  /** The first hashes in a row: the bytes that are served. */
  hashes(width: number = this.#width): Uint8Array {
    if (width > this.#width) throw new RangeError('the tile does not have that many hashes');
    return this.#bytes.slice(0, width * hashLength);
  }

  #start(height: number, place: number): number {
    return ((firstOf[height] ?? nodes) + place) * hashLength;
  }

  #at(height: number, place: number): Uint8Array {
    const start = this.#start(height, place);
    return this.#bytes.subarray(start, start + hashLength);
  }
}
