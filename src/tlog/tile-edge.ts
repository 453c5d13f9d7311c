import { HashTile } from './hash-tile.js';
import { nodesAt, type TilePlace, tileHeight, tileWidth } from './tile.js';
import { rootOf } from './tree.js';

/** A tile that is full and so will never change. */
export interface FullTile extends TilePlace {
  readonly tile: HashTile;
}

/**
 * The right edge of a growing tree as its partial tiles, one a level: enough to append, to know the root and to prove
 * what stands at the end, in memory that grows with the logarithm of the tree. Full tiles are handed out and forgotten.
 */
export class TileEdge {
  #size: number;
  readonly #tiles: HashTile[];
  readonly #onFull: (full: FullTile) => void;

  /**
   * @param start a tree that exists: its size, and per level from 0 on its partial tile, which may be empty
   * @throws RangeError when the tiles are not those of that size
   */
  constructor(
    onFull: (full: FullTile) => void = () => undefined,
    start: { readonly size: number; readonly tiles: readonly HashTile[] } = { size: 0, tiles: [] },
  ) {
    this.#onFull = onFull;
    this.#size = start.size;
    this.#tiles = [...start.tiles];
    for (let [level, count] = [0, start.size]; count > 0 || level < this.#tiles.length; level += 1) {
      if ((this.#tiles[level]?.width ?? 0) !== count % tileWidth) {
        throw new RangeError(
          `the partial tile of level ${level} is not that of a tree of size ${start.size}`,
        );
      }
      count = Math.floor(count / tileWidth);
    }
  }

  get size(): number {
    return this.#size;
  }

  append(leaf: Uint8Array): void {
    let [hash, index] = [leaf, Math.floor(this.#size / tileWidth)];
    for (let level = 0; ; level += 1) {
      const tile = this.#tiles[level] ?? new HashTile();
      tile.append(hash);
      this.#tiles[level] = tile;
      if (!tile.full) break;
      this.#tiles[level] = new HashTile();
      this.#onFull({ level, index, tile });
      [hash, index] = [tile.root, Math.floor(index / tileWidth)];
    }
    this.#size += 1;
  }

  root(): Uint8Array {
    return rootOf(this.#size, (height, index) => {
      const level = Math.floor(height / tileHeight);
      const tile = this.#tiles[level];
      if (tile === undefined) throw new RangeError('no such node at the edge');
      const inTile = height % tileHeight;
      return tile.node(inTile, index % nodesAt(inTile));
    });
  }

  /** The tile at that place while it is the partial one of its level. */
  tile({ level, index }: TilePlace): HashTile | undefined {
    return index === Math.floor(this.#size / tileWidth ** (level + 1)) ? this.#tiles[level] : undefined;
  }
}
