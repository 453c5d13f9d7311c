import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/kernel/index.js';
import {
  CompactRange,
  emptyRoot,
  HashTree,
  inclusionPath,
  leafHash,
  type NodeSource,
  ProofInvalid,
  rightEdge,
  verifyConsistency,
  verifyInclusion,
} from '../../src/tlog/index.js';
import { naiveModel, naiveRoot } from './naive-tree.js';

const largest = 1_100;
const entries = Array.from({ length: largest }, (_, index) => utf8(`entry ${index}`));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const model = naiveModel(entries);
const tree = new HashTree();
for (const entry of entries) tree.append(leafHash(entry));

const someSize = fc.integer({ min: 1, max: largest });
const leafInTree = someSize.chain((size) => fc.tuple(fc.nat(size - 1), fc.constant(size)));
const twoSizes = fc.tuple(someSize, someSize).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.map((byte, place) => (place === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

describe('the tree', () => {
  it('has the roots of the vectors that certificate-transparency implementations share', () => {
    const leaves = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    const roots = [
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ];
    const small = new HashTree();
    for (const leaf of leaves) small.append(leafHash(new Uint8Array(Buffer.from(leaf, 'hex'))));
    expect(roots.map((_, size) => hex(small.root(size)))).toEqual(roots);
  });

  it('has at every size the root of the naive model, streamed or kept', () => {
    const range = new CompactRange();
    expect(hex(range.root())).toBe(hex(emptyRoot));
    for (let size = 1; size <= largest; size += 1) {
      range.append(leafHash(entries[size - 1] ?? new Uint8Array()));
      const root = hex(model.root(0, size));
      // The quicker model is itself held against the definition word for word.
      if (size % 97 < 2) expect(root).toBe(hex(naiveRoot(entries.slice(0, size))));
      expect([size, hex(range.root()), hex(tree.root(size))]).toEqual([size, root, root]);
    }
  });

  it('proves leaves at every size as the naive model does', () => {
    for (let size = 1; size <= largest; size += 1) {
      const root = tree.root(size);
      const step = size < 70 ? 1 : 41;
      // Always the last leaf too, whose path is the odd one.
      for (let index = (size - 1) % step; index < size; index += step) {
        const path = tree.inclusionPath(index, size);
        expect(path.map(hex)).toEqual(model.path(index, size).map(hex));
        verifyInclusion(index, size, tree.leaf(index), path, root);
      }
    }
  });

  it('proves the same with its right edge at hand, which is asked for nothing else', () => {
    const node: NodeSource = (level, index) => model.root(index * 2 ** level, (index + 1) * 2 ** level);
    for (let size = 1; size <= largest; size += 1) {
      const edge = rightEdge(size, node);
      for (const [from, hash] of edge) expect(hex(hash)).toBe(hex(model.root(from, size)));
      for (const index of [0, size >> 1, size - 1]) {
        expect(inclusionPath(index, size, node, edge).map(hex)).toEqual(model.path(index, size).map(hex));
      }
    }
    // 1100 leaves are 1024, 64, 8 and 4.
    expect([...rightEdge(largest, node).keys()]).toEqual([1_096, 1_088, 1_024]);
    const wrong = new Map([[1_024, emptyRoot]]);
    expect(inclusionPath(0, largest, node, wrong)[10]).toBe(emptyRoot);
    expect(inclusionPath(1_024, largest, node, wrong).map(hex)).toEqual(model.path(1_024, largest).map(hex));
  });

  it('refuses whatever is no proof, and says so in one way', () => {
    const odd = fc.oneof(
      fc.integer(),
      fc.double(),
      fc.constantFrom(-1, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY),
    );
    const hashes = fc.array(fc.uint8Array({ maxLength: 40, size: 'max' }), { maxLength: 60, size: 'max' });
    const hash = fc.uint8Array({ maxLength: 40, size: 'max' });
    fc.assert(
      fc.property(odd, odd, hash, hashes, hash, (index, size, leaf, path, root) => {
        expect(() => verifyInclusion(index, size, leaf, path, root)).toThrow(ProofInvalid);
        expect(() => verifyConsistency({ size: index, root: leaf }, { size, root }, path)).toThrow(
          ProofInvalid,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a proof with any other leaf, index, size, root or path', () => {
    fc.assert(
      fc.property(leafInTree, fc.nat(255), fc.nat(), ([index, size], bit, pick) => {
        const [path, leaf, root] = [tree.inclusionPath(index, size), tree.leaf(index), tree.root(size)];
        const refused = (...proof: Parameters<typeof verifyInclusion>): void =>
          expect(() => verifyInclusion(...proof)).toThrow(ProofInvalid);
        refused(index, size, flipped(leaf, bit), path, root);
        refused(index, size, leaf, path, flipped(root, bit));
        refused(index, size, leaf, [...path, root], root);
        refused(size, size, leaf, path, root);
        if (size > 1) {
          const other = pick % size;
          if (other !== index) refused(other, size, leaf, path, root);
          refused(index, size, leaf, path.slice(1), root);
          const place = pick % path.length;
          refused(
            index,
            size,
            leaf,
            path.map((hash, at) => (at === place ? flipped(hash, bit) : hash)),
            root,
          );
          refused(
            index,
            size,
            leaf,
            path.map((hash, at) => (at === place ? hash.slice(1) : hash)),
            root,
          );
        }
      }),
    );
  });

  it('proves that every earlier tree is the beginning of every later one', () => {
    fc.assert(
      fc.property(twoSizes, ([first, second]) => {
        const path = tree.consistencyPath(first, second);
        expect(path.map(hex)).toEqual(model.consistency(first, second).map(hex));
        verifyConsistency(
          { size: first, root: tree.root(first) },
          { size: second, root: tree.root(second) },
          path,
        );
      }),
      { numRuns: 400 },
    );
  });

  it('refuses consistency with another history', () => {
    fc.assert(
      fc.property(twoSizes, fc.nat(255), ([first, second], bit) => {
        const path = tree.consistencyPath(first, second);
        const [older, newer] = [
          { size: first, root: tree.root(first) },
          { size: second, root: tree.root(second) },
        ];
        const refused = (...proof: Parameters<typeof verifyConsistency>): void =>
          expect(() => verifyConsistency(...proof)).toThrow(ProofInvalid);
        refused({ ...older, root: flipped(older.root, bit) }, newer, path);
        refused(older, { ...newer, root: flipped(newer.root, bit) }, path);
        refused(older, newer, [...path, newer.root]);
        refused({ ...older, size: second + 1 }, newer, path);
        if (first < second) {
          refused(older, newer, path.slice(1));
          refused(newer, older, path);
        }
      }),
    );
  });

  it('calls nothing consistent with an empty tree, which proves nothing', () => {
    const empty = { size: 0, root: emptyRoot };
    expect(() => verifyConsistency(empty, empty, [])).toThrow(ProofInvalid);
    expect(() => verifyConsistency(empty, { size: 3, root: tree.root(3) }, [])).toThrow(ProofInvalid);
    expect(() => tree.consistencyPath(0, 3)).toThrow(RangeError);
  });

  it('has no proof for a leaf that it does not hold', () => {
    expect(() => tree.inclusionPath(5, 5)).toThrow(RangeError);
    expect(() => tree.inclusionPath(largest, largest + 1)).toThrow(RangeError);
    expect(() => tree.inclusionPath(0.5, 5)).toThrow(RangeError);
  });
});
