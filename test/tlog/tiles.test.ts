import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/kernel/index.js';
import {
  consistencyPath,
  fromTiles,
  HashTile,
  HashTree,
  inclusionPath,
  leafHash,
  type NodeSource,
  nodeHash,
  rootOf,
  TileEdge,
  type TilePlace,
  tilePath,
  tilesOf,
  verifyConsistency,
  verifyInclusion,
} from '../../src/tlog/index.js';
import { naiveModel } from './naive-tree.js';

const largest = 1_100;
const entries = Array.from({ length: largest }, (_, index) => utf8(`entry ${index}`));
const leaves = entries.map(leafHash);
const model = naiveModel(entries);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** What a log of that size serves, by path: the only thing that a monitor has. */
function servedTiles(count: number): ReadonlyMap<string, Uint8Array> {
  const served = new Map<string, Uint8Array>();
  const keep = ({ level, index, tile }: TilePlace & { readonly tile: HashTile }): void => {
    served.set(tilePath({ level, index, width: tile.width }), tile.hashes());
  };
  const edge = new TileEdge(keep);
  for (const leaf of leaves.slice(0, count)) edge.append(leaf);
  for (const { level, index, width } of tilesOf(count)) {
    const tile = edge.tile({ level, index });
    if (width < 256 && tile !== undefined) keep({ level, index, tile });
  }
  return served;
}

/** Computes from nothing but the tiles that are served at a size. */
function atSize<T>(
  size: number,
  served: ReadonlyMap<string, Uint8Array>,
  compute: (node: NodeSource) => T,
): T {
  const tiles = new Map(
    [...tilesOf(size)].map((id) => [`${id.level} ${id.index}`, served.get(tilePath(id))]),
  );
  const computed = fromTiles(({ level, index }) => {
    const bytes = tiles.get(`${level} ${index}`);
    return bytes === undefined ? undefined : HashTile.of(bytes);
  }, compute);
  if ('missing' in computed) throw new Error('a tile of this size is not served');
  return computed.value;
}

describe('the tiles of a log', () => {
  it('are at every size those of the naive model, and so is the root at their edge', () => {
    const full: string[] = [];
    const edge = new TileEdge(({ level, index, tile }) => {
      expect(hex(tile.hashes())).toBe(hex(model.tile(level, index, 256)));
      full.push(tilePath({ level, index, width: 256 }));
    });
    for (let size = 1; size <= largest; size += 1) {
      edge.append(leaves[size - 1] ?? new Uint8Array());
      expect([size, hex(edge.root())]).toEqual([size, hex(model.root(0, size))]);
      const ids = [...tilesOf(size)];
      for (const { level, index, width } of ids.filter((id) => id.width < 256)) {
        expect(hex(edge.tile({ level, index })?.hashes() ?? new Uint8Array())).toBe(
          hex(model.tile(level, index, width)),
        );
      }
      expect(full.toSorted()).toEqual(
        ids
          .filter((id) => id.width === 256)
          .map(tilePath)
          .toSorted(),
      );
    }
  });

  it('are those that the specification counts for 70,000 entries and for 256', () => {
    const count = (size: number) => {
      const ids = [...tilesOf(size)];
      return [...new Set(ids.map(({ level }) => level))].map((level) => {
        const own = ids.filter((id) => id.level === level);
        const partial = own.filter(({ width }) => width < 256);
        return [level, own.length - partial.length, partial.map(({ width }) => width)];
      });
    };
    expect(count(70_000)).toEqual([
      [0, 273, [112]],
      [1, 1, [17]],
      [2, 0, [1]],
    ]);
    expect(count(256)).toEqual([
      [0, 1, []],
      [1, 0, [1]],
    ]);
    expect(count(0)).toEqual([]);
  });

  it('suffice for proofs of every size, which are those of the naive model', () => {
    const full = new Map<string, HashTile>();
    const edge = new TileEdge(({ level, index, tile }) => full.set(`${level} ${index}`, tile));
    const compute = (work: (node: NodeSource) => readonly Uint8Array[]) => {
      const computed = fromTiles(
        (place) => edge.tile(place) ?? full.get(`${place.level} ${place.index}`),
        work,
      );
      if ('missing' in computed) throw new Error('a tile of this size is missing');
      return computed.value;
    };
    for (let size = 1; size <= largest; size += 1) {
      edge.append(leaves[size - 1] ?? new Uint8Array());
      const root = model.root(0, size);
      for (const index of new Set([0, 1, 255, 256, 511, 512, 1_023, size >> 1, size - 2, size - 1])) {
        if (index < 0 || index >= size) continue;
        const path = compute((node) => inclusionPath(index, size, node));
        expect(path.map(hex)).toEqual(model.path(index, size).map(hex));
        verifyInclusion(index, size, leaves[index] ?? new Uint8Array(), path, root);
        const first = { size: index + 1, root: model.root(0, index + 1) };
        const consistency = compute((node) => consistencyPath(first.size, size, node));
        expect(consistency.map(hex)).toEqual(model.consistency(first.size, size).map(hex));
        verifyConsistency(first, { size, root }, consistency);
      }
    }
  });

  it('suffice as they are served, for who has nothing else', () => {
    for (const size of [1, 2, 255, 256, 257, 511, 512, 700, 1_024, largest]) {
      const served = servedTiles(size);
      expect([...served.keys()].toSorted()).toEqual([...tilesOf(size)].map(tilePath).toSorted());
      for (let index = 0; index < size; index += 83) {
        const path = atSize(size, served, (node) => inclusionPath(index, size, node));
        verifyInclusion(index, size, leaves[index] ?? new Uint8Array(), path, model.root(0, size));
      }
    }
  });

  it('say which of them are missing for a proof', () => {
    const computed = fromTiles(
      () => undefined,
      (node) => inclusionPath(300, 70_000, node),
    );
    // Of 70,000 entries: the leaf's own tile, the two of level 1, and the edge of the right half.
    const places =
      'missing' in computed ? computed.missing.map(({ level, index }) => `${level}/${index}`) : [];
    expect(places.toSorted()).toEqual(['0/1', '0/273', '1/0', '1/1']);
  });

  it('begin again at any size from the partial ones', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 200 }), (size, more) => {
        const before = new TileEdge();
        for (const leaf of leaves.slice(0, size)) before.append(leaf);
        const tiles = [0, 1].map((level) => {
          const index = Math.floor(size / 256 ** (level + 1));
          const width = Math.floor(size / 256 ** level) % 256;
          return HashTile.of(model.tile(level, index, width));
        });
        const edge = new TileEdge(undefined, { size, tiles });
        expect(hex(edge.root())).toBe(hex(before.root()));
        for (const leaf of leaves.slice(size, size + more)) edge.append(leaf);
        expect(hex(edge.root())).toBe(hex(model.root(0, size + more)));
      }),
      { numRuns: 60 },
    );
  });

  it('of another size are no place to begin', () => {
    expect(() => new TileEdge(undefined, { size: 3, tiles: [HashTile.of(model.tile(0, 0, 2))] })).toThrow(
      RangeError,
    );
    expect(() => new TileEdge(undefined, { size: 256, tiles: [] })).toThrow(RangeError);
    expect(() => new TileEdge(undefined, { size: 0, tiles: [HashTile.of(model.tile(0, 0, 1))] })).toThrow(
      RangeError,
    );
    expect(() => HashTile.of(new Uint8Array(33))).toThrow(RangeError);
    expect(() => HashTile.of(new Uint8Array(257 * 32))).toThrow(RangeError);
  });

  it('give in a large log the proofs that the whole tree gives', () => {
    const size = 150_000;
    const tree = new HashTree();
    const full = new Map<string, HashTile>();
    const edge = new TileEdge(({ level, index, tile }) => full.set(`${level} ${index}`, tile));
    for (let index = 0; index < size; index += 1) {
      const leaf = leafHash(utf8(`large ${index}`));
      tree.append(leaf);
      edge.append(leaf);
    }
    expect(hex(edge.root())).toBe(hex(tree.root()));
    const find = (place: TilePlace) => edge.tile(place) ?? full.get(`${place.level} ${place.index}`);
    const pair = fc
      .tuple(fc.integer({ min: 1, max: size }), fc.nat())
      .map(([n, pick]) => [pick % n, n] as const);
    fc.assert(
      fc.property(pair, ([index, n]) => {
        const path = fromTiles(find, (node) => [
          inclusionPath(index, n, node),
          consistencyPath(index + 1, n, node),
          [rootOf(n, node)],
        ]);
        const expected = [tree.inclusionPath(index, n), tree.consistencyPath(index + 1, n), [tree.root(n)]];
        expect('value' in path && path.value.map((hashes) => hashes.map(hex))).toEqual(
          expected.map((hashes) => hashes.map(hex)),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('trees too large to build', () => {
  // All leaves are equal, so every perfect subtree of one height is too, and a root is a fold over the binary digits.
  const heights: Uint8Array[] = [leafHash(utf8('the same'))];
  const level = (height: number): Uint8Array => {
    const known = heights[height] ?? nodeHash(level(height - 1), level(height - 1));
    heights[height] = known;
    return known;
  };
  const folded = (size: number): Uint8Array => {
    let root: Uint8Array | null = null;
    for (let [rest, height] = [size, 0]; rest > 0; [rest, height] = [Math.floor(rest / 2), height + 1]) {
      if (rest % 2 === 1) root = root === null ? level(height) : nodeHash(level(height), root);
    }
    return root ?? new Uint8Array();
  };
  const huge = fc.maxSafeInteger().map((n) => Math.max(1, Math.abs(n)));

  it('have proofs that hold, at any size that a number can count', () => {
    fc.assert(
      fc.property(huge, huge, (one, other) => {
        const [index, size] = [Math.min(one, other) - 1, Math.max(one, other)];
        const path = inclusionPath(index, size, level);
        verifyInclusion(index, size, level(0), path, folded(size));
        const consistency = consistencyPath(index + 1, size, level);
        const first = { size: index + 1, root: folded(index + 1) };
        verifyConsistency(first, { size, root: folded(size) }, consistency);
        expect(path.length).toBeLessThanOrEqual(53);
      }),
      { numRuns: 500 },
    );
  });
});
