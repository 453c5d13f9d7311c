/**
 * What golang.org/x/mod/sumdb/note and tlog answered (test/tlog/go-sumdb.go, with Go 1.19 of Debian), byte for byte:
 * roots, proofs, tiles, and notes of fixed keys. Ed25519 signs one text in one way, so that what equals theirs, they open.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { base64, base64url, type PrivateJwk, utf8 } from '../../src/kernel/index.js';
import {
  HashTree,
  leafHash,
  noteSigner,
  openNote,
  parseVerifierKey,
  signCheckpoint,
  TileEdge,
  tilePath,
  verifyConsistency,
  verifyInclusion,
} from '../../src/tlog/index.js';

interface Answers {
  readonly notes: readonly {
    readonly seed: string;
    readonly vkey: string;
    readonly text: string;
    readonly note: string;
  }[];
  readonly roots: { readonly size: number; readonly sha256OfAllInBase64Lines: string };
  readonly rootsAt: readonly { readonly size: number; readonly root: string }[];
  readonly inclusion: readonly {
    readonly index: number;
    readonly size: number;
    readonly hashes: readonly string[];
  }[];
  readonly consistency: readonly {
    readonly from: number;
    readonly to: number;
    readonly hashes: readonly string[];
  }[];
  readonly tiles: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

const answers = JSON.parse(readFileSync('test/tlog/go-sumdb.json', 'utf8')) as Answers;
const { size } = answers.roots;
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

const leaf = (index: number): Uint8Array => leafHash(utf8(`entry ${index}`));
const tree = new HashTree();
const served = new Map<string, Uint8Array>();
const edge = new TileEdge(({ level, index, tile }) =>
  served.set(tilePath({ level, index, width: 256 }), tile.hashes()),
);
for (let index = 0; index < size; index += 1) {
  tree.append(leaf(index));
  edge.append(leaf(index));
}
for (const [level, index, width] of [
  [0, 4, 76],
  [1, 0, 4],
] as const) {
  const tile = edge.tile({ level, index });
  if (tile !== undefined) served.set(tilePath({ level, index, width }), tile.hashes());
}

describe('what Go answers', () => {
  it('is the root at every size', () => {
    const all = createHash('sha256');
    for (let count = 1; count <= size; count += 1) all.update(`${base64(tree.root(count))}\n`);
    expect(all.digest('hex')).toBe(answers.roots.sha256OfAllInBase64Lines);
    for (const { size: count, root } of answers.rootsAt) expect(base64(tree.root(count))).toBe(root);
  });

  it.each(answers.inclusion)('is the proof of leaf $index in $size, which holds here', (proof) => {
    const { index, size: count, hashes } = proof;
    expect(tree.inclusionPath(index, count).map(base64)).toEqual(hashes);
    expect(() =>
      verifyInclusion(index, count, leaf(index), hashes.map(bytesOf), tree.root(count)),
    ).not.toThrow();
  });

  it.each(answers.consistency)('is the proof from $from to $to, which holds here', ({ from, to, hashes }) => {
    expect(tree.consistencyPath(from, to).map(base64)).toEqual(hashes);
    const at = (count: number) => ({ size: count, root: tree.root(count) });
    expect(() => verifyConsistency(at(from), at(to), hashes.map(bytesOf))).not.toThrow();
  });

  it('is every tile of the tree, by path and content', () => {
    const ours = [...served].map(([path, data]) => ({
      path,
      bytes: data.length,
      sha256: createHash('sha256').update(data).digest('hex'),
    }));
    const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
      a.path < b.path ? -1 : 1;
    expect(ours.toSorted(byPath)).toEqual(answers.tiles.toSorted(byPath));
  });

  it.each(answers.notes)('is the vkey and the signed checkpoint of $vkey', ({ seed, vkey, text, note }) => {
    const [origin = ''] = text.split('\n');
    const key = parseVerifierKey(vkey);
    const { x = '' } = key.publicKey.export({ format: 'jwk' });
    const jwk = { kty: 'OKP', crv: 'Ed25519', kid: 'go', x, d: base64url(bytesOf(seed)) } as PrivateJwk;
    const signer = noteSigner(origin, jwk);
    expect(signer.verifier.vkey).toBe(vkey);
    expect(signCheckpoint({ origin, size: 1_000, root: tree.root(1_000) }, signer)).toBe(note);
    expect(openNote(note, [key])).toEqual({ text, signedBy: [key] });
  });
});
