/**
 * C2SP tlog-tiles (https://c2sp.org/tlog-tiles): which tiles a tree has, and at which path each is served. A tile is up
 * to 256 consecutive hashes of one level; each hash of a level is the root of a full tile of the level below.
 */

/** Hashes in a full tile. */
export const tileWidth = 256;
/** Levels of the tree in a tile. */
export const tileHeight = 8;

export interface TilePlace {
  /** 0 holds leaf hashes. */
  readonly level: number;
  readonly index: number;
}

export interface TileId extends TilePlace {
  /** Hashes in it: 256 of a full tile, fewer of a partial one. */
  readonly width: number;
}

/** How many hashes a tree of that size has on a level of tiles. */
export const hashesOnLevel = (level: number, size: number): number => Math.floor(size / tileWidth ** level);

/** Whether a tree of that size has all hashes of the tile. */
export const hasTile = ({ level, index, width }: TileId, size: number): boolean =>
  index * tileWidth + width <= hashesOnLevel(level, size);

/** The partial tiles of a tree and the full ones before them, level by level. */
export function* tilesOf(size: number): Generator<TileId> {
  for (let level = 0; ; level += 1) {
    const count = hashesOnLevel(level, size);
    if (count === 0) return;
    for (let first = 0; first < count; first += tileWidth) {
      yield { level, index: first / tileWidth, width: Math.min(tileWidth, count - first) };
    }
  }
}

/** Nodes of a full tile at a height within it: 256 at height 0, which are its hashes, and its root at height 8. */
export const nodesAt = (height: number): number => tileWidth >> height;

/** The tile in which the root of a perfect subtree stands or from whose hashes it is made. */
export function tileOfNode(height: number, index: number): TilePlace {
  const inTile = height % tileHeight;
  return { level: (height - inTile) / tileHeight, index: Math.floor(index / nodesAt(inTile)) };
}

/** `<L>/<N>[.p/<W>]`: what follows `/tile/`. */
export const tilePath = ({ level, index, width }: TileId): string => `${level}/${bundlePath(index, width)}`;

/** `<N>[.p/<W>]`: what follows `/tile/entries/`. */
export function bundlePath(index: number, width: number): string {
  const groups = [String(index % 1_000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1_000); rest > 0; rest = Math.floor(rest / 1_000)) {
    groups.unshift(`x${String(rest % 1_000).padStart(3, '0')}`);
  }
  return groups.join('/') + (width === tileWidth ? '' : `.p/${width}`);
}

/** Null for anything but the one spelling of a tile's path. */
export function parseTilePath(path: string): TileId | null {
  const [, digits = '', rest = ''] = /^(0|[1-9][0-9]?)\/(.+)$/.exec(path) ?? [];
  const level = digits === '' ? Number.NaN : Number(digits);
  const bundle = parseBundlePath(rest);
  return bundle === null || !(level <= 63) ? null : { level, ...bundle };
}

/** Null for anything but the one spelling of a bundle's path. */
export function parseBundlePath(path: string): Omit<TileId, 'level'> | null {
  const [, groups = '', suffix] = /^((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(path) ?? [];
  const index = groups === '' ? Number.NaN : Number(groups.replaceAll(/[x/]/g, ''));
  const width = suffix === undefined ? tileWidth : Number(suffix);
  // Longer spellings of a number, such as a leading group of zeros, do not come back the same.
  if (!Number.isSafeInteger(index * tileWidth) || bundlePath(index, width) !== path) return null;
  return { index, width };
}
