import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KnownLeaves } from '../../src/ledger/domain/known-leaves.js';

describe('what is known to have its leaf', () => {
  it('rises over what stands in a row, in whatever order it came', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }).chain((count) =>
          fc.shuffledSubarray(
            Array.from({ length: count }, (_, place) => BigInt(place + 1)),
            { minLength: count },
          ),
        ),
        (order) => {
          const known = new KnownLeaves(0n);
          for (const seq of order) known.add(seq);
          expect(known.floor).toBe(BigInt(order.length));
        },
      ),
    );
  });

  it('never passes one that was not told, unless the mark does', () => {
    const seqs = fc.uniqueArray(fc.bigInt({ min: 1n, max: 80n }), { maxLength: 80 });
    fc.assert(
      fc.property(seqs, fc.bigInt({ min: 0n, max: 80n }), fc.nat(80), (told, mark, at) => {
        const known = new KnownLeaves(0n);
        for (const [place, seq] of told.entries()) {
          if (place === at) known.passMark(mark);
          known.add(seq);
        }
        if (at >= told.length) known.passMark(mark);
        for (let seq = 1n; seq <= 81n; seq += 1n) {
          expect(known.has(seq)).toBe(seq <= mark || told.includes(seq));
        }
        expect(known.has(known.floor + 1n)).toBe(false);
        expect(known.floor).toBeGreaterThanOrEqual(mark);
      }),
    );
  });

  it('stays where it is under a mark that it has passed', () => {
    const known = new KnownLeaves(5n);
    known.add(6n);
    known.passMark(4n);
    expect(known.floor).toBe(6n);
  });
});
