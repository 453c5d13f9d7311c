/**
 * The process that replays the log for a hub (see the verifications room): gets its order over the channel to its parent,
 * says how far it is, and at last what it found. It only reads.
 */
import { verifyDatabase } from './audit/index.js';
import { openPool } from './database/index.js';
import { entryKinds } from './entry-kinds.js';
import { openVault } from './vault/index.js';
import type { ReplayOrder, ReplaySaid } from './verifications/index.js';

// Without its hub nobody is left to tell.
process.once('disconnect', () => process.exit(0));
process.once('message', (order: ReplayOrder) => void replay(order));

const say = (said: ReplaySaid): void => void process.send?.(said);

async function replay({ app, keysApp, keys, origin, verifierKeys, movedClock }: ReplayOrder): Promise<void> {
  try {
    const keysPool = openPool(keysApp, { connections: 2 });
    const { finding, checked, root } = await verifyDatabase({
      ...{ origin, verifierKeys, kinds: entryKinds },
      pool: openPool(app, { connections: 1 }),
      vault: openVault({ keysPool, keys }),
      views: true,
      replay: { movedClock },
      onProgress: (entries) => say({ entries }),
    });
    say({ verified: { finding, checked, root } });
  } catch (error) {
    say({ failed: error instanceof Error ? error.constructor.name : typeof error });
  }
}
