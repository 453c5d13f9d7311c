import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TileCache } from '../../src/ledger/domain/tile-cache.js';
import { HashTile } from '../../src/tlog/index.js';

const tile = (index: number) => ({ level: index % 3, index, tile: new HashTile() });

describe('the tiles in memory', () => {
  it('are never more than the limit, and those that were used last', () => {
    const uses = fc.array(fc.nat(12), { maxLength: 60, size: 'max' });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), uses, (limit, places) => {
        const cache = new TileCache(limit);
        const kept: number[] = [];
        for (const index of places) {
          const known = cache.get(tile(index));
          expect(known !== undefined).toBe(kept.includes(index));
          if (known === undefined) cache.add(tile(index));
          else kept.splice(kept.indexOf(index), 1);
          kept.push(index);
          if (kept.length > limit) kept.shift();
          expect(cache.size).toBe(kept.length);
        }
      }),
    );
  });
});
