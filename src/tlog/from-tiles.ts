import type { HashTile } from './hash-tile.js';
import { nodesAt, type TilePlace, tileHeight, tileOfNode } from './tile.js';
import { emptyRoot, type NodeSource } from './tree.js';

/**
 * Computes a root or a proof from tiles. Where some are not at hand it says which: fetch them and compute again.
 *
 * @param find the tile at a place, partial or full, or undefined when it is not at hand
 */
export function fromTiles<T>(
  find: (place: TilePlace) => HashTile | undefined,
  compute: (node: NodeSource) => T,
): { readonly value: T } | { readonly missing: readonly TilePlace[] } {
  const missing: TilePlace[] = [];
  let place: TilePlace = { level: -1, index: -1 };
  let tile: HashTile | undefined;
  const value = compute((height, index) => {
    const next = tileOfNode(height, index);
    // Neighbours on a path mostly stand in one tile.
    if (next.index !== place.index || next.level !== place.level) {
      [place, tile] = [next, find(next)];
      if (tile === undefined) missing.push(next);
    }
    const inTile = height % tileHeight;
    return tile === undefined ? emptyRoot : tile.node(inTile, index % nodesAt(inTile));
  });
  return missing.length === 0 ? { value } : { missing };
}
