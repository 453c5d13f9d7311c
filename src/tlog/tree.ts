/** RFC 9162 section 2.1: the Merkle tree hash, SHA-256, with domain separation between leaves and nodes. */
import { hash } from 'node:crypto';

/** Bytes in a hash. */
export const hashLength = 32;

/** RFC 9162 section 2.1.1: the root of a tree without leaves. */
export const emptyRoot: Uint8Array = hash('sha256', new Uint8Array(0), 'buffer');

/** RFC 9162 section 2.1.1: `SHA-256(0x00 || data)`; a text stands for its UTF-8. */
export function leafHash(data: Uint8Array | string): Uint8Array {
  if (typeof data === 'string') return hash('sha256', `\0${data}`, 'buffer');
  const input = new Uint8Array(data.length + 1);
  input.set(data, 1);
  return hash('sha256', input, 'buffer');
}

// Reused because hashing is synchronous and the tree makes one node for every leaf.
const pair = new Uint8Array(1 + 2 * hashLength);
pair[0] = 1;

/** RFC 9162 section 2.1.1: `SHA-256(0x01 || left || right)`. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  pair.set(left, 1);
  pair.set(right, 1 + hashLength);
  return hash('sha256', pair, 'buffer');
}

/** The root of the perfect subtree that starts at leaf `index * 2^level` and spans `2^level` leaves. */
export type NodeSource = (level: number, index: number) => Uint8Array;

/** The largest power of two smaller than a count of at least two (RFC 9162 section 2.1.1). */
export function splitPoint(count: number): number {
  let k = 1;
  while (k * 2 < count) k *= 2;
  return k;
}

// Bitwise operators stop at 32 bits. The logarithm alone rounds: it calls 2^52 + 1 a power of two.
export const isPowerOfTwo = (count: number): boolean =>
  count < 2 ** 31 ? (count & (count - 1)) === 0 && count > 0 : 2 ** Math.round(Math.log2(count)) === count;

/** The hash of the leaves `[from, to)`, where `from` is the place at which RFC 9162 splits, so a multiple of the span. */
export function rangeHash(from: number, to: number, node: NodeSource): Uint8Array {
  const count = to - from;
  if (isPowerOfTwo(count)) return node(Math.round(Math.log2(count)), from / count);
  const middle = from + splitPoint(count);
  return nodeHash(rangeHash(from, middle, node), rangeHash(middle, to, node));
}

/** The root of the first `size` leaves. */
export const rootOf = (size: number, node: NodeSource): Uint8Array =>
  size === 0 ? emptyRoot : rangeHash(0, size, node);
