import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fromBase64, utf8 } from '../../src/kernel/index.js';
import {
  commitmentOf,
  disclosureOf,
  entryHash,
  leafOf,
  openPart,
  partDigest,
} from '../../src/ledger/index.js';
import { parseVerifierKey, verifyInclusionStatement } from '../../src/tlog/index.js';

const vector = JSON.parse(await readFile('test/vectors/ledger.json', 'utf8'));
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

describe('a leaf', () => {
  it('is the published vector', () => {
    const { payload, opening, commitment, kind, leaf, leafHash } = vector.entries[0];
    const committed = commitmentOf(fromBase64(opening), utf8(payload));
    expect(base64(committed)).toBe(commitment);
    expect(Buffer.from(leafOf(kind, committed)).toString()).toBe(leaf);
    expect(base64(entryHash(kind, committed))).toBe(leafHash);
  });

  it('is proven by the published proof under the published key', () => {
    const { key, inclusions, entries } = vector;
    expect(inclusions[0].leaf).toBe(entries[0].leafHash);
    expect(verifyInclusionStatement(inclusions[0], key.origin, [parseVerifierKey(key.vkey)]).size).toBe(3);
  });
});

describe('a part', () => {
  it('opens to salt, topic and value, and to nothing else', () => {
    const disclosure = disclosureOf('c2FsdA', 'choice', { choice: 'given' });
    const digest = partDigest(disclosure);
    expect(openPart(digest, disclosure)).toEqual({
      digest,
      salt: 'c2FsdA',
      topic: 'choice',
      value: { choice: 'given' },
    });
    expect(() => openPart(digest, disclosureOf('c2FsdA', 'choice', { choice: 'refused' }))).toThrow('digest');
    const short = utf8('["c2FsdA","choice"]');
    expect(() => openPart(partDigest(short), short)).toThrow('salt, topic and value');
  });
});
