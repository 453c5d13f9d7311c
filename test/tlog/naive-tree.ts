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

function largestPowerBelow(count: number): number {
  let k = 1;
  while (k << 1 < count) k <<= 1;
  return k;
}

/**
 * RFC 9162 sections 2.1.1, 2.1.3.1 (PATH) and 2.1.4.1 (SUBPROOF) over ranges of one list, each range hashed once: naive still,
 * but fit for every size.
 */
export function naiveModel(entries: readonly Uint8Array[]) {
  const known = new Map<string, Uint8Array>();
  /** MTH(D[from:to]) */
  const root = (from: number, to: number): Uint8Array => {
    const hash = known.get(`${from}-${to}`) ?? compute(from, to);
    known.set(`${from}-${to}`, hash);
    return hash;
  };
  const compute = (from: number, to: number): Uint8Array => {
    if (to - from < 2) return naiveRoot(entries.slice(from, to));
    const middle = from + largestPowerBelow(to - from);
    return sha256(Uint8Array.of(1), root(from, middle), root(middle, to));
  };
  const path = (m: number, to: number, from = 0): Uint8Array[] => {
    if (to - from === 1) return [];
    const middle = from + largestPowerBelow(to - from);
    return m < middle
      ? [...path(m, middle, from), root(middle, to)]
      : [...path(m, to, middle), root(from, middle)];
  };
  const consistency = (m: number, to: number, from = 0, isKnown = true): Uint8Array[] => {
    if (m === to) return isKnown ? [] : [root(from, to)];
    const middle = from + largestPowerBelow(to - from);
    return m <= middle
      ? [...consistency(m, middle, from, isKnown), root(middle, to)]
      : [...consistency(m, to, middle, false), root(from, middle)];
  };
  /** C2SP tlog-tiles: the hashes MTH(D[(n * 256 + i) * 256**l : (n * 256 + i + 1) * 256**l]), as bytes. */
  const tile = (level: number, n: number, width: number): Uint8Array =>
    Buffer.concat(
      Array.from({ length: width }, (_, i) => {
        const span = 256 ** level;
        return root((n * 256 + i) * span, (n * 256 + i + 1) * span);
      }),
    );
  return { root, path, consistency, tile };
}
