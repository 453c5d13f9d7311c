import type { FullTile, HashTile, TilePlace } from '../../tlog/index.js';

/** Keeps the full tiles that were used last: those of the upper levels, which every proof needs, and of recent leaves. */
export class TileCache {
  readonly #limit: number;
  /** In the order of use, the longest unused first. */
  readonly #tiles = new Map<number, HashTile>();

  /** @param limit tiles at most, of 16 kB each */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#tiles.size;
  }

  get(place: TilePlace): HashTile | undefined {
    const key = keyOf(place);
    const tile = this.#tiles.get(key);
    if (tile !== undefined) {
      this.#tiles.delete(key);
      this.#tiles.set(key, tile);
    }
    return tile;
  }

  add({ level, index, tile }: FullTile): void {
    this.#tiles.set(keyOf({ level, index }), tile);
    if (this.#tiles.size <= this.#limit) return;
    const oldest = this.#tiles.keys().next();
    if (!oldest.done) this.#tiles.delete(oldest.value);
  }
}

/** There are fewer than 64 levels, and far fewer than 2^47 tiles. */
const keyOf = ({ level, index }: TilePlace): number => index * 64 + level;
