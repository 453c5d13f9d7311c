import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generatePrivateJwk, publicJwkOf, utf8 } from '../../src/kernel/index.js';
import {
  HashTile,
  HashTree,
  hasTile,
  leafHash,
  noteSigner,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  signCheckpoint,
  TileEdge,
  tilePath,
} from '../../src/tlog/index.js';

/**
 * Notes of the Go checksum database, signed with golang.org/x/mod/sumdb/note by its operator, with the key that every
 * Go toolchain contains. Its checkpoints name another origin than its key.
 */
const sumdb = {
  vkey: 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
  origin: 'go.sum database tree',
  notes: [
    [
      445_646,
      'jEFFy4AtYgBBNTSZTiNnQrgQqMbcH0mfO2oP2FxR9VU=',
      'Az3grkGho/PqvUmEuTv6+r2g303hUhu60FOD6vLpm19mBwH9UjquWY2OKxNmZ55z0gHrp24AgPC3Q5WO7uZrVdvdCQU=',
    ],
    [
      15_368_405,
      '/g9am3I6YWNKaZX/jkne1fqd9zEyjss+JXyPXG0WfkY=',
      'Az3grqJGUaSGukG9p8nI2vKgiFn7qGHxn0W+mrwyI6Gz3F0t1J3LzmWk/p96Ybf295EjwdSwlzgijq5WA9d1Ded7owM=',
    ],
    [
      63_512_409,
      'F7eHRPqN/cqPtqti14NKdGGaI1Giw8coWP3KxihFZbg=',
      'Az3gri1OBHKT87Xj8UXU8zjoHGy/X+7Nl94f8TZkELVaasolmGApUsWqwVG9vE6hgqYb/ph/w2vdkLIVRH7bMB/FPQ4=',
    ],
  ] as const,
};

describe('a note that Go signed', () => {
  it.each(sumdb.notes)('opens here, as the checkpoint of a log of %i entries', (size, root, signature) => {
    const key = parseVerifierKey(sumdb.vkey);
    const note = `${sumdb.origin}\n${size}\n${root}\n\n— sum.golang.org ${signature}\n`;
    const { text, signedBy } = openNote(note, [key]);
    expect(signedBy).toEqual([key]);
    const checkpoint = parseCheckpoint(text);
    expect([checkpoint.origin, checkpoint.size, Buffer.from(checkpoint.root).toString('base64')]).toEqual([
      sumdb.origin,
      size,
      root,
    ]);
    expect(() => openNote(note.replace(`\n${size}\n`, `\n${size + 1}\n`), [key])).toThrow('does not hold');
  });
});

/** golang.org/x/mod/sumdb/note as its documentation describes it, written again from that description alone. */
function openAsGoDoes(note: Buffer, vkeys: readonly string[]): { text: string; signers: string[] } {
  for (const byte of note) if (byte < 0x20 && byte !== 0x0a) throw new Error('control character');
  const split = note.lastIndexOf('\n\n');
  if (split < 0) throw new Error('no signatures');
  const [text, block] = [note.subarray(0, split + 1), note.subarray(split + 2).toString()];
  if (!block.endsWith('\n')) throw new Error('unended signatures');
  const known = vkeys.map((vkey) => {
    // The key's base64 may hold a plus too.
    const [name = '', id = '', ...rest] = vkey.split('+');
    const key = rest.join('+');
    const bytes = Buffer.from(key, 'base64');
    if (bytes[0] !== 1 || bytes.length !== 33) throw new Error('not Ed25519');
    const hash = createHash('sha256').update(name).update('\n').update(bytes).digest();
    if (hash.readUInt32BE(0) !== Number.parseInt(id, 16)) throw new Error('id and key differ');
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]);
    return {
      name,
      id: hash.readUInt32BE(0),
      key: createPublicKey({ key: spki, format: 'der', type: 'spki' }),
    };
  });
  const signers = block
    .slice(0, -1)
    .split('\n')
    .flatMap((line) => {
      const [dash, name, signature, ...more] = line.split(' ');
      if (dash !== '\u2014' || signature === undefined || more.length > 0) throw new Error('malformed line');
      const bytes = Buffer.from(signature, 'base64');
      const key = known.find((one) => one.name === name && one.id === bytes.readUInt32BE(0));
      if (key === undefined) return [];
      if (!verify(null, text, key.key, bytes.subarray(4))) throw new Error('invalid signature');
      return [key.name];
    });
  if (signers.length === 0) throw new Error('unverified');
  return { text: text.toString(), signers };
}

describe('a checkpoint that is signed here', () => {
  it('opens for an independent reader, with any of the keys that signed it', async () => {
    const origin = 'hub.test/kernhub';
    const [jwk, other] = [await generatePrivateJwk('Ed25519'), await generatePrivateJwk('Ed25519')];
    const [one, two] = [noteSigner(origin, jwk), noteSigner(origin, other)];
    const checkpoint = { origin, size: 3, root: leafHash(utf8('x')) };
    const note = Buffer.from(signCheckpoint(checkpoint, one, two));
    const text = `${origin}\n3\n${Buffer.from(checkpoint.root).toString('base64')}\n`;
    expect(openAsGoDoes(note, [one.verifier.vkey])).toEqual({ text, signers: [origin] });
    expect(openAsGoDoes(note, [two.verifier.vkey])).toEqual({ text, signers: [origin] });
    expect(openAsGoDoes(note, [one.verifier.vkey, two.verifier.vkey]).signers).toHaveLength(2);
    const stranger = noteSigner(origin, await generatePrivateJwk('Ed25519'));
    expect(() => openAsGoDoes(note, [stranger.verifier.vkey])).toThrow('unverified');
    const raw = Buffer.from(String(publicJwkOf(jwk).x), 'base64url');
    const id = createHash('sha256').update(`${origin}\n\u0001`).update(raw).digest('hex').slice(0, 8);
    expect(one.verifier.id).toBe(id);
  });
});

/**
 * golang.org/x/mod/sumdb/tlog names tiles by height, level, number and width. At height 8 level, number and width are
 * those of C2SP; a stored hash at (level, n) of its binary tree stands in tile level / 8.
 */
describe('the place of a hash', () => {
  const goTilePath = (level: number, n: number, width: number): string => {
    let [path, rest] = [String(n % 1_000).padStart(3, '0'), n];
    while (rest >= 1_000) {
      rest = Math.trunc(rest / 1_000);
      path = `x${String(rest % 1_000).padStart(3, '0')}/${path}`;
    }
    return `${level}/${path}${width === 256 ? '' : `.p/${width}`}`;
  };

  it('is where a client of Go looks for it, with the value that it expects', () => {
    const size = 5_000;
    const [tree, served] = [new HashTree(), new Map<string, Uint8Array>()];
    const edge = new TileEdge(({ level, index, tile }) =>
      served.set(tilePath({ level, index, width: 256 }), tile.hashes()),
    );
    for (let index = 0; index < size; index += 1) {
      const leaf = leafHash(utf8(`entry ${index}`));
      tree.append(leaf);
      edge.append(leaf);
    }
    for (const level of [0, 1]) {
      const count = Math.floor(size / 256 ** level);
      const [index, width] = [Math.floor(count / 256), count % 256];
      served.set(goTilePath(level, index, width), edge.tile({ level, index })?.hashes() ?? new Uint8Array());
      expect(hasTile({ level, index, width }, size)).toBe(true);
      expect(hasTile({ level, index, width: width + 1 }, size)).toBe(false);
    }
    // Node (level, n) of the binary tree, fetched as HashFromTile does: fold the 2^(level mod 8) hashes below it.
    const fetch = (level: number, n: number): Uint8Array => {
      const [tileLevel, height] = [level >> 3, level & 7];
      const first = n << height;
      const count = Math.floor(size / 256 ** tileLevel);
      const width = Math.min(256, count - (first >> 8) * 256);
      const tile = served.get(goTilePath(tileLevel, first >> 8, width)) ?? new Uint8Array();
      let row = Array.from({ length: 1 << height }, (_, i) => {
        const start = ((first & 255) + i) * 32;
        return tile.subarray(start, start + 32);
      });
      while (row.length > 1) {
        row = Array.from({ length: row.length / 2 }, (_, i) =>
          createHash('sha256')
            .update(Uint8Array.of(1))
            .update(row[2 * i] ?? new Uint8Array())
            .update(row[2 * i + 1] ?? new Uint8Array())
            .digest(),
        );
      }
      return new Uint8Array(row[0] ?? []);
    };
    for (let level = 0; level <= 12; level += 1) {
      for (let n = 0; (n + 1) << level <= size; n += Math.max(1, 300 >> level)) {
        // The root of a perfect subtree at the left edge is the root of the tree of that size.
        if (n === 0) expect(fetch(level, 0)).toEqual(new Uint8Array(tree.root(1 << level)));
        else if (level < 8) {
          const tile = HashTile.of(served.get(goTilePath(0, (n << level) >> 8, 256)) ?? new Uint8Array());
          if (tile.full)
            expect(fetch(level, n)).toEqual(new Uint8Array(tile.node(level, n % (256 >> level))));
        }
      }
    }
  });
});
