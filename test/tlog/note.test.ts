import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatePrivateJwk, type PrivateJwk } from '../../src/kernel/index.js';
import {
  emptyRoot,
  HashTree,
  leafHash,
  NoteInvalid,
  noteSigner,
  openCheckpoint,
  openNote,
  ProofInvalid,
  parseCheckpoint,
  parseVerifierKey,
  signCheckpoint,
  signNote,
  stateInclusion,
  verifierKeyOf,
  verifyInclusionStatement,
} from '../../src/tlog/index.js';

/** The key pair and note in the documentation of Go's golang.org/x/mod/sumdb/note, where the format comes from. */
const vector = {
  vkey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  seed: 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature:
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};
const note = `${vector.text}\n${vector.signature}`;
const key = parseVerifierKey(vector.vkey);

function vectorJwk(): PrivateJwk {
  const d = Buffer.from(vector.seed, 'base64').subarray(1).toString('base64url');
  const x = Buffer.from(vector.vkey.split('+').slice(2).join('+'), 'base64')
    .subarray(1)
    .toString('base64url');
  return { kty: 'OKP', crv: 'Ed25519', kid: 'vector', d, x };
}

describe('a signed note', () => {
  it('is the published one, byte for byte', () => {
    const signer = noteSigner('PeterNeumann', vectorJwk());
    expect(signer.verifier.vkey).toBe(vector.vkey);
    expect(signNote(vector.text, signer)).toBe(note);
    expect(openNote(note, [key])).toEqual({ text: vector.text, signedBy: [key] });
  });

  it('keeps empty lines in its text apart from the signatures', () => {
    const signer = noteSigner('PeterNeumann', vectorJwk());
    const text = 'one\n\ntwo\n\n';
    expect(openNote(signNote(text, signer), [key]).text).toBe(text);
  });

  it('passes over signatures of unknown keys, but one known key must have signed', async () => {
    const stranger = noteSigner('stranger.test', await generatePrivateJwk('Ed25519'));
    const both = signNote(vector.text, stranger, noteSigner('PeterNeumann', vectorJwk()));
    expect(openNote(both, [key]).signedBy).toEqual([key]);
    expect(() => openNote(signNote(vector.text, stranger), [key])).toThrow('no known key');
  });

  it('is refused whole when the signature of a known key does not hold', async () => {
    const stranger = noteSigner('stranger.test', await generatePrivateJwk('Ed25519'));
    const forged = signNote(vector.text, stranger) + vector.signature.replace('x08go/ZJ', 'x08go/ZK');
    expect(() => openNote(forged, [stranger.verifier, key])).toThrow(NoteInvalid);
  });

  it('is refused after any change to any character', () => {
    fc.assert(
      fc.property(
        fc.nat(note.length - 1),
        fc.constantFrom('A', ' ', '\n', '\u0000', '—', ''),
        (place, other) => {
          const changed = note.slice(0, place) + other + note.slice(place + 1);
          fc.pre(changed !== note);
          expect(() => openNote(changed, [key])).toThrow(NoteInvalid);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['without signatures', vector.text],
    ['without the separating line', vector.text + vector.signature],
    ['without the last newline', note.slice(0, -1)],
    ['with a carriage return', note.replace('problem,\n', 'problem,\r\n')],
    ['with a hyphen for the dash', note.replace('—', '-')],
    ['with an unpadded signature', note.replace('nAM=', 'nAM')],
    ['with base64 that is not canonical', note.replace('nAM=', 'nAN=')],
    ['with a line after the signatures', `${note}more\n`],
    ['with half a character', note.replace('If', '\ud800')],
    ['with a hundred and one signatures', `${vector.text}\n${vector.signature.repeat(101)}`],
    ['of nothing', ''],
  ])('is malformed %s', (_, malformed) => {
    expect(() => openNote(malformed, [key])).toThrow(NoteInvalid);
  });

  it('is not made of a text that could be read as another', () => {
    const signer = noteSigner('PeterNeumann', vectorJwk());
    expect(() => signNote('no newline', signer)).toThrow(NoteInvalid);
    expect(() => signNote('tab\there\n', signer)).toThrow(NoteInvalid);
  });
});

describe('a verifier key', () => {
  it.each([
    ['another id', vector.vkey.replace('c74f20a3', 'c74f20a4')],
    ['another name', vector.vkey.replace('Peter', 'Petra')],
    ['an upper-case id', vector.vkey.replace('c74f20a3', 'C74F20A3')],
    ['another algorithm', vector.vkey.replace('ARpc', 'Ahpc')],
    ['a short key', 'PeterNeumann+c74f20a3+ARpc'],
    ['no name', vector.vkey.replace('PeterNeumann', '')],
    ['nothing', ''],
  ])('is refused with %s', (_, vkey) => {
    expect(() => parseVerifierKey(vkey)).toThrow(NoteInvalid);
  });

  it('has a name without space or plus', () => {
    for (const name of ['', 'a b', 'a+b', 'a\u2003b', 'a\u0085b', 'a\nb']) {
      expect(() => verifierKeyOf(name, new Uint8Array(32))).toThrow(NoteInvalid);
    }
  });
});

describe('a checkpoint', () => {
  const root = Buffer.from(leafHash(new Uint8Array())).toString('base64');

  it.each([
    ['an empty origin', `\n1\n${root}\n`],
    ['a leading zero', `log.test\n01\n${root}\n`],
    ['a sign', `log.test\n+1\n${root}\n`],
    ['a size past what a number can count', `log.test\n9007199254740993\n${root}\n`],
    ['a short root', 'log.test\n1\nAAAA\n'],
    ['a missing line', 'log.test\n1\n'],
    ['an empty extension', `log.test\n1\n${root}\n\n`],
    ['no entries but the root of some', `log.test\n0\n${root}\n`],
  ])('is refused with %s', (_, text) => {
    expect(() => parseCheckpoint(text)).toThrow(NoteInvalid);
  });

  it('speaks only for the log whose name its key has', async () => {
    const signer = noteSigner('one.test', await generatePrivateJwk('Ed25519'));
    const own = signCheckpoint({ origin: 'one.test', size: 0, root: emptyRoot }, signer);
    const other = signCheckpoint({ origin: 'two.test', size: 0, root: emptyRoot }, signer);
    expect(openCheckpoint(own, 'one.test', [signer.verifier]).size).toBe(0);
    expect(() => openCheckpoint(other, 'two.test', [signer.verifier])).toThrow(NoteInvalid);
    expect(() => openCheckpoint(other, 'one.test', [signer.verifier])).toThrow(NoteInvalid);
  });

  it('carries a proof that anyone can check', async () => {
    const signer = noteSigner('one.test', await generatePrivateJwk('Ed25519'));
    const tree = new HashTree();
    for (const byte of [1, 2, 3, 4, 5]) tree.append(leafHash(Uint8Array.of(byte)));
    const note = signCheckpoint({ origin: 'one.test', size: 5, root: tree.root() }, signer);
    const statement = stateInclusion(tree, 2, 5, note);
    expect(verifyInclusionStatement(statement, 'one.test', [signer.verifier]).size).toBe(5);
    const verify = (changed: object) => () =>
      verifyInclusionStatement({ ...statement, ...changed }, 'one.test', [signer.verifier]);
    expect(verify({ index: 3 })).toThrow(ProofInvalid);
    expect(verify({ leaf: root })).toThrow(ProofInvalid);
    expect(verify({ leaf: `${root} ` })).toThrow(ProofInvalid);
    expect(verify({ hashes: statement.hashes.slice(1) })).toThrow(ProofInvalid);
  });
});
