/** RFC 9162 sections 2.1.3 and 2.1.4: inclusion and consistency proofs, made and verified. */
import { equalBytes } from '../kernel/index.js';
import { hashLength, isPowerOfTwo, type NodeSource, nodeHash, rangeHash, splitPoint } from './tree.js';

/** A proof does not prove what it says; the message tells in one sentence why. */
export class ProofInvalid extends Error {
  override readonly name = 'ProofInvalid';
}

/** What lies from each split to the end of a tree, by the leaf that it begins with. */
export type RightEdge = ReadonlyMap<number, Uint8Array>;

/** The same for every path in a tree of that size, of which most need some of it. */
export function rightEdge(size: number, node: NodeSource): RightEdge {
  const starts: number[] = [];
  for (let from = 0; size > from && !isPowerOfTwo(size - from); ) {
    from += splitPoint(size - from);
    starts.push(from);
  }
  const edge = new Map<number, Uint8Array>();
  let [to, rest]: [number, Uint8Array | null] = [size, null];
  for (const from of starts.reverse()) {
    const part = rangeHash(from, to, node);
    rest = rest === null ? part : nodeHash(part, rest);
    edge.set(from, rest);
    to = from;
  }
  return edge;
}

/**
 * RFC 9162 section 2.1.3.1: the path from a leaf to the root, nearest first.
 *
 * @param edge that of a tree of that size, where it is known
 * @throws RangeError when the leaf is not in a tree of that size
 */
export function inclusionPath(
  index: number,
  size: number,
  node: NodeSource,
  edge?: RightEdge,
): readonly Uint8Array[] {
  if (!isSize(index) || !isSize(size) || index >= size) throw new RangeError('no such leaf in the tree');
  const path: Uint8Array[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitPoint(to - from);
    if (index < middle) {
      const known = to === size ? edge?.get(middle) : undefined;
      path.push(known ?? rangeHash(middle, to, node));
      to = middle;
    } else {
      path.push(rangeHash(from, middle, node));
      from = middle;
    }
  }
  return path.reverse();
}

/**
 * RFC 9162 section 2.1.4.1: that the first `first` leaves of the tree of `second` leaves are an earlier tree.
 *
 * @throws RangeError unless `0 < first <= second`
 */
export function consistencyPath(first: number, second: number, node: NodeSource): readonly Uint8Array[] {
  if (!isSize(first) || !isSize(second) || first === 0 || first > second) {
    throw new RangeError('a consistency proof leads from a tree with leaves to one at least as large');
  }
  const path: Uint8Array[] = [];
  let [from, to, known] = [0, second, true];
  while (first < to) {
    const middle = from + splitPoint(to - from);
    if (first <= middle) {
      path.push(rangeHash(middle, to, node));
      to = middle;
    } else {
      path.push(rangeHash(from, middle, node));
      from = middle;
      known = false;
    }
  }
  if (!known) path.push(rangeHash(from, to, node));
  return path.reverse();
}

/**
 * RFC 9162 section 2.1.3.2.
 *
 * @throws ProofInvalid
 */
export function verifyInclusion(
  index: number,
  size: number,
  leaf: Uint8Array,
  path: readonly Uint8Array[],
  root: Uint8Array,
): void {
  if (!isSize(index) || !isSize(size) || index >= size)
    throw new ProofInvalid('the index is not in the tree');
  refuseOddLengths([leaf, root, ...path]);
  let [fn, sn, result] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (sn === 0) throw new ProofInvalid('the path is longer than the tree is high');
    if (fn % 2 === 1 || fn === sn) {
      result = nodeHash(sibling, result);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      result = nodeHash(result, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  if (sn !== 0) throw new ProofInvalid('the path is shorter than the tree is high');
  if (!equalBytes(result, root)) throw new ProofInvalid('the path does not lead to the root');
}

/**
 * RFC 9162 section 2.1.4.2. From nothing, everything follows: a first tree without leaves proves nothing and is
 * refused, also towards another empty tree.
 *
 * @throws ProofInvalid
 */
export function verifyConsistency(
  first: { readonly size: number; readonly root: Uint8Array },
  second: { readonly size: number; readonly root: Uint8Array },
  path: readonly Uint8Array[],
): void {
  if (!isSize(first.size) || !isSize(second.size)) throw new ProofInvalid('a size is not a count');
  if (first.size === 0) throw new ProofInvalid('a tree without leaves is consistent with everything');
  if (first.size > second.size) throw new ProofInvalid('the second tree is smaller than the first');
  refuseOddLengths([first.root, second.root, ...path]);
  if (first.size === second.size) {
    if (path.length > 0) throw new ProofInvalid('the same size needs no path');
    if (!equalBytes(first.root, second.root)) throw new ProofInvalid('the same size has two roots');
    return;
  }
  const [start, ...rest] = isPowerOfTwo(first.size) ? [first.root, ...path] : path;
  if (start === undefined || path.length === 0) throw new ProofInvalid('the path is empty');
  climb(first, second, start, rest);
}

function climb(
  first: { readonly size: number; readonly root: Uint8Array },
  second: { readonly size: number; readonly root: Uint8Array },
  start: Uint8Array,
  path: readonly Uint8Array[],
): void {
  let [fn, sn] = [first.size - 1, second.size - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let [older, newer] = [start, start];
  for (const node of path) {
    if (sn === 0) throw new ProofInvalid('the path is longer than the tree is high');
    if (fn % 2 === 1 || fn === sn) {
      [older, newer] = [nodeHash(node, older), nodeHash(node, newer)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      newer = nodeHash(newer, node);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  if (sn !== 0) throw new ProofInvalid('the path is shorter than the tree is high');
  if (!equalBytes(older, first.root)) throw new ProofInvalid('the path does not lead to the first root');
  if (!equalBytes(newer, second.root)) throw new ProofInvalid('the path does not lead to the second root');
}

// Sizes go past 32 bits, where the bitwise operators of JavaScript stop.
const half = (value: number): number => Math.floor(value / 2);
const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

function refuseOddLengths(hashes: readonly Uint8Array[]): void {
  if (hashes.some((hash) => hash.length !== hashLength)) {
    throw new ProofInvalid('a hash does not have 32 bytes');
  }
}
