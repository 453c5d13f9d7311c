import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePartDigests } from '../../src/audit/domain/export/part-digests.js';
import { utf8 } from '../../src/kernel/index.js';
import { partDigest } from '../../src/ledger/offline.js';

const digestsOf = makePartDigests(partDigest);
/** Of what stands between the brackets, with something before and behind it. */
const digestsIn = (list: string): string => {
  const bytes = utf8(`"x",[${list}],"y"]`);
  return digestsOf(bytes, 5, bytes.length - 6);
};
const within = (disclosures: readonly string[]): string => JSON.stringify(disclosures).slice(1, -1);

describe('digests of parts, made from the bytes of an export', () => {
  it('are those of the texts that JSON reads, wherever they are told at all', () => {
    const letter = fc.constantFrom(...'ab"\\[]{},:/ é\u007f\n\ud800💧'.split(''), '💧');
    const disclosure = fc.oneof(fc.string({ unit: letter }), fc.json());
    fc.assert(
      fc.property(fc.array(disclosure, { minLength: 1, maxLength: 4 }), (disclosures) => {
        const told = digestsIn(within(disclosures));
        const isPlain = disclosures.every((text) => /^[ -~]*$/.test(text));
        expect(told).toBe(isPlain ? disclosures.map(partDigest).join('') : '');
      }),
      { numRuns: 1_000 },
    );
  });

  it('are told of no other spelling of a list, and of none that ends too early or too late', () => {
    const one = '["salt","topic",1]';
    expect(digestsIn(within([one]))).toBe(partDigest(one));
    for (const other of [
      '"\\u0041"',
      '"a\\/b"',
      ' "a"',
      '"a" ',
      '"a",',
      '"a"b',
      '"a',
      'a',
      '1',
      '"a","b',
      '"a\\',
    ])
      expect([other, digestsIn(other)]).toEqual([other, '']);
    const bytes = utf8('"ab","cd"');
    for (let to = 1; to < bytes.length; to += 1) {
      expect([to, digestsOf(bytes, 0, to)]).toEqual([to, to === 4 ? partDigest('ab') : '']);
    }
  });

  it('are left to others where a disclosure is longer than any of ours', () => {
    expect(digestsIn(within(['a'.repeat(20_000)]))).toBe('');
  });
});
