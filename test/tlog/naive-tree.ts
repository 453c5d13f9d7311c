import { createHash } from 'node:crypto';

const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** RFC 9162 section 2.1.1 word for word, recursive and slow: the model that the real tree is held against. */
export function naiveRoot(entries: readonly Uint8Array[]): Uint8Array {
  const [first] = entries;
  if (first === undefined) return sha256();
  if (entries.length === 1) return sha256(Uint8Array.of(0), first);
  const k = largestPowerBelow(entries.length);
  return sha256(Uint8Array.of(1), naiveRoot(entries.slice(0, k)), naiveRoot(entries.slice(k)));
}

/** RFC 9162 section 2.1.3.1, PATH(m, D_n). */
export function naivePath(m: number, entries: readonly Uint8Array[]): Uint8Array[] {
  if (entries.length === 1) return [];
  const k = largestPowerBelow(entries.length);
  const [left, right] = [entries.slice(0, k), entries.slice(k)];
  return m < k ? [...naivePath(m, left), naiveRoot(right)] : [...naivePath(m - k, right), naiveRoot(left)];
}

/** RFC 9162 section 2.1.4.1, SUBPROOF(m, D_n, b). */
export function naiveConsistency(m: number, entries: readonly Uint8Array[], known = true): Uint8Array[] {
  if (m === entries.length) return known ? [] : [naiveRoot(entries)];
  const k = largestPowerBelow(entries.length);
  const [left, right] = [entries.slice(0, k), entries.slice(k)];
  return m <= k
    ? [...naiveConsistency(m, left, known), naiveRoot(right)]
    : [...naiveConsistency(m - k, right, false), naiveRoot(left)];
}

function largestPowerBelow(count: number): number {
  let k = 1;
  while (k << 1 < count) k <<= 1;
  return k;
}
