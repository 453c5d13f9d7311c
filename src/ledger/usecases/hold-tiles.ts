import type { Tx } from '../../database/index.js';
import { equalBytes } from '../../kernel/index.js';
import {
  type FullTile,
  fromTiles,
  HashTile,
  type NodeSource,
  TileEdge,
  type TilePlace,
  tilePath,
  tileWidth,
} from '../../tlog/index.js';
import { LedgerDamaged } from '../domain/errors.js';
import { TileCache } from '../domain/tile-cache.js';
import { fullTiles } from '../store/tiles.js';

/**
 * A tree in bounded memory: its right edge, and the full tiles used last. Others come from SQL when a proof needs them,
 * and count only where they lead to the edge.
 */
export class TileHold {
  readonly #logId: number;
  readonly #edge: TileEdge;
  readonly #cache: TileCache;
  #completed: FullTile[] = [];
  /** Full, but in SQL only once the transaction that writes them commits: memory is the one place that has them. */
  readonly #unwritten = new Map<string, HashTile>();

  /** @param start the partial tiles of a tree that exists; the empty tree unless given */
  constructor(
    logId: number,
    tilesInMemory: number,
    start?: { readonly size: number; readonly tiles: readonly HashTile[] },
  ) {
    this.#logId = logId;
    this.#cache = new TileCache(tilesInMemory);
    this.#edge = new TileEdge((full) => {
      this.#cache.add(full);
      this.#completed.push(full);
      this.#unwritten.set(nameOf(full), full.tile);
    }, start);
  }

  get size(): number {
    return this.#edge.size;
  }

  append(leaf: Uint8Array): void {
    this.#edge.append(leaf);
  }

  root(): Uint8Array {
    return this.#edge.root();
  }

  /** The tiles that became full since this was asked last, those of lower levels first. */
  takeCompleted(): readonly FullTile[] {
    return this.#completed.splice(0);
  }

  /** What became full so far stands in SQL now. */
  written(): void {
    this.#unwritten.clear();
  }

  /** From memory alone, or null when it does not suffice. */
  computeNow<T>(work: (node: NodeSource) => T): T | null {
    const computed = fromTiles(this.#find, work);
    return 'value' in computed ? computed.value : null;
  }

  /** @throws LedgerDamaged when a tile is missing or leads elsewhere */
  async compute<T>(tx: Tx, work: (node: NodeSource) => T): Promise<T> {
    const now = this.computeNow(work);
    if (now !== null) return now;
    // Whatever was found stays at hand here: while SQL is read, another call can push it out of the cache.
    const held = new Map<string, HashTile>();
    const find = (place: TilePlace): HashTile | undefined => {
      const tile = held.get(nameOf(place)) ?? this.#find(place);
      if (tile !== undefined) held.set(nameOf(place), tile);
      return tile;
    };
    for (;;) {
      const computed = fromTiles(find, work);
      if ('value' in computed) return computed.value;
      await this.#fetch(tx, computed.missing, find, held);
    }
  }

  readonly #find = (place: TilePlace): HashTile | undefined =>
    this.#edge.tile(place) ??
    this.#cache.get(place) ??
    (this.#unwritten.size === 0 ? undefined : this.#unwritten.get(nameOf(place)));

  async #fetch(
    tx: Tx,
    missing: readonly TilePlace[],
    find: (place: TilePlace) => HashTile | undefined,
    held: Map<string, HashTile>,
  ): Promise<void> {
    const wanted = new Map(
      missing.flatMap((place) => upToKnown(place, find)).map((one) => [nameOf(one), one]),
    );
    const rows = await fullTiles(tx, this.#logId, [...wanted.values()]);
    // From the top, so that each is held against one that was held against the edge.
    for (const { level, index, hashes } of rows.toSorted((one, other) => other.level - one.level)) {
      const place = { level, index };
      const tile = HashTile.of(hashes);
      const above = find(parentOf(place));
      if (above === undefined || !tile.full || !equalBytes(above.node(0, index % tileWidth), tile.root)) {
        throw new LedgerDamaged(`tile ${nameOf(place)} does not lead to the signed root`);
      }
      held.set(nameOf(place), tile);
      this.#cache.add({ ...place, tile });
      wanted.delete(nameOf(place));
    }
    const [lost] = wanted.keys();
    if (lost !== undefined) throw new LedgerDamaged(`tile ${lost} is missing`);
  }
}

const nameOf = (place: TilePlace): string => tilePath({ ...place, width: tileWidth });
const parentOf = ({ level, index }: TilePlace): TilePlace => ({
  level: level + 1,
  index: Math.floor(index / tileWidth),
});

/** The place and those above it, up to one that is at hand: the edge at the latest. */
function upToKnown(place: TilePlace, find: (place: TilePlace) => HashTile | undefined): readonly TilePlace[] {
  const places: TilePlace[] = [];
  for (let one = place; find(one) === undefined; one = parentOf(one)) places.push(one);
  return places;
}
