import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatePrivateJwk } from '../../src/kernel/index.js';
import {
  formatAddCheckpoint,
  HashTree,
  judgeCheckpoint,
  leafHash,
  NoteInvalid,
  noteSigner,
  parseAddCheckpoint,
  parseOldSize,
  signCheckpoint,
  type Witnessed,
} from '../../src/tlog/index.js';

const origin = 'log.test/one';
const log = noteSigner(origin, await generatePrivateJwk('Ed25519'));
const next = noteSigner(origin, await generatePrivateJwk('Ed25519'));
const stranger = noteSigner(origin, await generatePrivateJwk('Ed25519'));
const elsewhere = noteSigner('log.test/two', await generatePrivateJwk('Ed25519'));
const keys = [log.verifier, next.verifier, elsewhere.verifier];

function treeOf(size: number, fork = Number.POSITIVE_INFINITY): HashTree {
  const tree = new HashTree();
  for (let leaf = 0; leaf < size; leaf += 1) tree.append(leafHash(`${leaf >= fork ? 'other' : ''}${leaf}`));
  return tree;
}

const tree = treeOf(300);
const noteOf = (size: number, of = tree, ...signers: (typeof log)[]): string =>
  signCheckpoint({ origin, size, root: of.root(size) }, ...(signers.length > 0 ? signers : [log]));
const seenAt = (size: number): Witnessed => ({ origin, size, root: tree.root(size), note: noteOf(size) });
const path = (from: number, to: number, of = tree) => (from === 0 ? [] : of.consistencyPath(from, to));
const judge = (seen: Witnessed | null, body: string) => judgeCheckpoint(body, keys, () => seen);
const brought = (oldSize: number, size: number, of = tree): string =>
  formatAddCheckpoint({ oldSize, path: path(oldSize, size, of), checkpoint: noteOf(size, of) });

describe('the body for a witness', () => {
  it('has the lines of the specification', () => {
    const [one = new Uint8Array(), two = new Uint8Array()] = [leafHash('1'), leafHash('2')];
    const lines = [one, two].map((hash) => Buffer.from(hash).toString('base64'));
    const body = `old 3\n${lines.join('\n')}\n\n${noteOf(5)}`;
    expect(formatAddCheckpoint({ oldSize: 3, path: [one, two], checkpoint: noteOf(5) })).toBe(body);
    const read = parseAddCheckpoint(body);
    expect(read).toMatchObject({ oldSize: 3, checkpoint: noteOf(5) });
    expect(read.path.map((hash) => Buffer.from(hash).toString('base64'))).toEqual(lines);
  });

  it.each([
    ['no empty line', 'old 3\n'],
    ['no old size', `\n\n${noteOf(5)}`],
    ['a leading zero', `old 03\n\n${noteOf(5)}`],
    ['a sign', `old -3\n\n${noteOf(5)}`],
    ['two spaces', `old  3\n\n${noteOf(5)}`],
    ['a size past what a number can count', `old 9007199254740993\n\n${noteOf(5)}`],
    ['a short hash', `old 3\nAAAA\n\n${noteOf(5)}`],
    ['64 hashes', `old 3\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}\n${noteOf(5)}`],
  ])('is malformed with %s', (_, body) => {
    expect(() => parseAddCheckpoint(body)).toThrow(NoteInvalid);
    expect(judge(null, body).verdict).toBe('malformed');
  });

  it('is answered with a size that is one line', () => {
    expect(['0\n', '7\n', '7', '07\n', '7\n\n', ' 7\n', 'x\n', ''].map(parseOldSize)).toEqual([
      0,
      7,
      ...Array(6).fill(null),
    ]);
  });
});

describe('a witness', () => {
  it('cosigns whatever follows from what it saw, and no fork, at any sizes', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), fc.nat(299), (first, second, fork) => {
        const [from, to] = [Math.min(first, second), Math.max(first, second)];
        const seen = from === 0 ? null : seenAt(from);
        expect(judge(seen, brought(from, to))).toMatchObject({ verdict: 'cosign', checkpoint: { size: to } });
        fc.pre(from > 0 && fork < from);
        const forged = treeOf(300, fork);
        expect(judge(seen, brought(from, to, forged))).toMatchObject({
          verdict: 'fork',
          proven: from === to,
        });
      }),
      { numRuns: 150 },
    );
  });

  it('says where it is when the log is mistaken about it', () => {
    expect(judge(seenAt(9), brought(0, 12))).toEqual({ verdict: 'conflict', size: 9 });
    expect(judge(seenAt(9), brought(7, 8))).toEqual({ verdict: 'conflict', size: 9 });
    expect(judge(null, brought(7, 8))).toEqual({ verdict: 'conflict', size: 0 });
  });

  it('names two roots of one size a fork, also when the old size is another', () => {
    const forged = treeOf(20, 3);
    expect(judge(seenAt(9), brought(0, 9, forged))).toMatchObject({ verdict: 'fork', proven: true });
    expect(judge(seenAt(9), brought(9, 9))).toMatchObject({ verdict: 'cosign' });
  });

  it('takes no proof from nothing, and none too many', () => {
    const body = formatAddCheckpoint({ oldSize: 0, path: [leafHash('1')], checkpoint: noteOf(5) });
    expect(judge(null, body)).toMatchObject({ verdict: 'fork', proven: false });
    const same = formatAddCheckpoint({ oldSize: 5, path: [leafHash('1')], checkpoint: noteOf(5) });
    expect(judge(seenAt(5), same)).toMatchObject({ verdict: 'fork', proven: false });
  });

  it('knows logs by their origin and their keys', () => {
    const body = (note: string): string => formatAddCheckpoint({ oldSize: 0, path: [], checkpoint: note });
    const other = signCheckpoint({ origin: 'log.test/three', size: 5, root: tree.root(5) }, log);
    expect(judge(null, body(other))).toEqual({ verdict: 'unknown-log' });
    expect(judge(null, body(noteOf(5, tree, stranger)))).toEqual({ verdict: 'not-signed' });
    expect(judge(null, body(noteOf(5, tree, elsewhere)))).toEqual({ verdict: 'not-signed' });
    expect(judge(null, body(noteOf(5, tree, stranger, next))).verdict).toBe('cosign');
    expect(judge(null, body(noteOf(5).replace('\n5\n', '\n6\n')))).toEqual({ verdict: 'not-signed' });
  });

  it('refuses an old size past the checkpoint, whatever it remembers', () => {
    const body = formatAddCheckpoint({ oldSize: 6, path: [], checkpoint: noteOf(5) });
    expect([judge(null, body).verdict, judge(seenAt(6), body).verdict]).toEqual(['malformed', 'malformed']);
  });
});
