import { describe, expect, it } from 'vitest';
import type { EntryId } from '../../src/contract/index.js';
import { InclusionWaiters } from '../../src/ledger/usecases/await-inclusion.js';

const entry = (number: number): EntryId => `ent_${number}` as EntryId;

function settledUpTo(count: number): InclusionWaiters {
  const waiters = new InclusionWaiters();
  for (let number = 0; number < count; number += 1) waiters.settle(entry(number), number, () => null);
  return waiters;
}

describe('entries that got their index before anyone asked', () => {
  it('are remembered for a while, in memory that does not grow', () => {
    const count = 45_678;
    const waiters = settledUpTo(count);
    const known = Array.from({ length: count }, (_, number) => waiters.recentIndex(entry(number)));
    const first = known.findIndex((index) => index !== undefined);
    expect(first).toBeGreaterThan(count - 20_000);
    expect(first).toBeLessThanOrEqual(count - 10_000);
    expect(known.slice(first)).toEqual(Array.from({ length: count - first }, (_, place) => first + place));
  });

  it('are forgotten after a failure, the older ones too', () => {
    const waiters = settledUpTo(12_000);
    waiters.forget();
    expect([entry(0), entry(11_999)].map((id) => waiters.recentIndex(id))).toEqual([undefined, undefined]);
  });
});
