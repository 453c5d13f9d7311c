import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { generatePrivateJwk, utf8 } from '../../src/kernel/index.js';
import {
  formatProofFile,
  HashTree,
  leafHash,
  NoteInvalid,
  type NoteSigner,
  noteSigner,
  ProofInvalid,
  parseProofFile,
  signCheckpoint,
  verifyProofFile,
} from '../../src/tlog/index.js';

const origin = 'log.test/proofs';
const leaf = (index: number): Uint8Array => leafHash(utf8(`entry ${index}`));
const tree = new HashTree();
for (let index = 0; index < 300; index += 1) tree.append(leaf(index));

describe('a proof file', () => {
  let signer: NoteSigner;
  let file: string;
  const fileOf = (index: number, size: number, extra?: Uint8Array): string =>
    formatProofFile({
      index,
      hashes: tree.inclusionPath(index, size),
      checkpoint: signCheckpoint({ origin, size, root: tree.root(size) }, signer),
      ...(extra !== undefined && { extra }),
    });
  const verify = (text: string, index: number) =>
    verifyProofFile(text, leaf(index), origin, [signer.verifier]);
  beforeAll(async () => {
    signer = noteSigner(origin, await generatePrivateJwk('Ed25519'));
    file = fileOf(5, 7);
  });

  it('has the lines of the specification', () => {
    const [header, index, ...rest] = file.split('\n');
    expect([header, index, rest.indexOf('')]).toEqual(['c2sp.org/tlog-proof@v1', 'index 5', 3]);
    expect(rest.slice(4, 6)).toEqual([origin, '7']);
    expect(fileOf(0, 1).split('\n').slice(0, 4)).toEqual(['c2sp.org/tlog-proof@v1', 'index 0', '', origin]);
  });

  it('of any leaf at any size verifies, and comes back as it was', () => {
    const place = fc
      .integer({ min: 1, max: 300 })
      .chain((size) => fc.tuple(fc.nat(size - 1), fc.constant(size)));
    fc.assert(
      fc.property(
        place,
        fc.option(fc.uint8Array({ minLength: 1, maxLength: 40 })),
        ([index, size], extra) => {
          const text = fileOf(index, size, extra ?? undefined);
          expect(verify(text, index).size).toBe(size);
          const parsed = parseProofFile(text);
          expect(formatProofFile(parsed)).toBe(text);
          expect(parsed.extra ?? null).toEqual(extra);
        },
      ),
    );
  });

  it('without extra data has no line for it', () => {
    expect(fileOf(5, 7, new Uint8Array())).toBe(file);
  });

  it('proves nothing of another leaf, to another log, or without the key', async () => {
    const stranger = noteSigner(origin, await generatePrivateJwk('Ed25519'));
    expect(() => verify(file, 6)).toThrow(ProofInvalid);
    expect(() => verifyProofFile(file, leaf(5), 'log.test/other', [signer.verifier])).toThrow(NoteInvalid);
    expect(() => verifyProofFile(file, leaf(5), origin, [stranger.verifier])).toThrow(NoteInvalid);
  });

  it('is refused after any change to any character of it', () => {
    const change = fc.tuple(fc.nat(file.length - 1), fc.constantFrom('A', '0', ' ', '\n', '=', '—', ''));
    fc.assert(
      fc.property(change, ([place, other]) => {
        const changed = file.slice(0, place) + other + file.slice(place + 1);
        fc.pre(changed !== file);
        const refuse = (): unknown => verify(changed, 5);
        expect(refuse).toThrow(/./);
        expect(() => {
          try {
            refuse();
          } catch (error) {
            if (!(error instanceof ProofInvalid || error instanceof NoteInvalid)) throw error;
          }
        }).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
  });

  it.each<[string, (text: string) => string]>([
    ['of nothing', () => ''],
    ['of another version', (text) => text.replace('@v1', '@v2')],
    ['without an index', (text) => text.replace('index 5\n', '')],
    ['with two indexes', (text) => text.replace('index 5\n', 'index 5\nindex 5\n')],
    ['with a leading zero', (text) => text.replace('index 5', 'index 05')],
    ['with a sign', (text) => text.replace('index 5', 'index +5')],
    [
      'with an index past what a number can count',
      (text) => text.replace('index 5', 'index 9007199254740993'),
    ],
    ['with empty extra data', (text) => text.replace('index', 'extra \nindex')],
    ['with extra data that is not base64', (text) => text.replace('index', 'extra A\nindex')],
    ['with extra data twice', (text) => text.replace('index', 'extra AAAA\nextra AAAA\nindex')],
    ['with extra data after the index', (text) => text.replace('index 5\n', 'index 5\nextra AAAA\n')],
    ['with a short hash', (text) => text.replace('index 5\n', 'index 5\nAAAA\n')],
    ['with a hash too many', (text) => text.replace('index 5\n', `index 5\n${'A'.repeat(43)}=\n`)],
    ['with carriage returns', (text) => text.replaceAll('\n', '\r\n')],
    ['with space before the header', (text) => ` ${text}`],
    ['with a path of 54 hashes', (text) => text.replace('5\n', `5\n${`${'A'.repeat(43)}=\n`.repeat(54)}`)],
    ['without the empty line', (text) => text.replace('\n\n', '\n')],
    ['without the checkpoint', (text) => text.slice(0, text.indexOf('\n\n') + 2)],
    ['with an empty line too many', (text) => text.replace('\n\n', '\n\n\n')],
    ['with a line after the checkpoint', (text) => `${text}more\n`],
  ])('is refused %s', (_, alter) => {
    const altered = alter(file);
    expect(altered).not.toBe(file);
    expect(() => verify(altered, 5)).toThrow(/./);
  });
});
