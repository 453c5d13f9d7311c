import { describe, expect, it } from 'vitest';
import type { Tx } from '../../src/database/index.js';
import { utf8 } from '../../src/kernel/index.js';
import { TileHold } from '../../src/ledger/usecases/hold-tiles.js';
import { HashTree, inclusionPath, leafHash } from '../../src/tlog/index.js';

/** A transaction to whom the tiles are not visible, because the one that writes them has not committed. */
const uncommitted = { query: async () => [] } as unknown as Tx;

describe('tiles that are full and not written yet', () => {
  it('prove what stands in them, although the cache has no place for them', async () => {
    const [hold, tree] = [new TileHold(0, 1), new HashTree()];
    for (let index = 0; index < 800; index += 1) {
      const leaf = leafHash(utf8(`leaf ${index}`));
      hold.append(leaf);
      tree.append(leaf);
    }
    expect(hold.takeCompleted()).toHaveLength(3);
    const prove = (index: number) => hold.compute(uncommitted, (node) => inclusionPath(index, 800, node));
    for (const index of [0, 255, 300, 511, 799]) {
      expect(await prove(index)).toEqual(tree.inclusionPath(index, 800));
    }
    hold.written();
    await expect(prove(0)).rejects.toThrow('tile 0/000 is missing');
  });
});
