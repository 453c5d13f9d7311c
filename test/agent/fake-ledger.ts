import type { Inclusion } from '../../src/contract/index.js';
import { generatePrivateJwk, utf8 } from '../../src/kernel/index.js';
import { HashTree, leafHash, noteSigner, signCheckpoint, stateInclusion } from '../../src/tlog/index.js';

/** A log in memory, signed for real: enough to state inclusions, without the hub's ledger. */
export interface FakeLedger {
  readonly verifierKey: string;
  append(entry: string): Inclusion;
}

export async function fakeLedger(origin: string): Promise<FakeLedger> {
  const signer = noteSigner(origin, await generatePrivateJwk('Ed25519'));
  const tree = new HashTree();
  return {
    verifierKey: signer.verifier.vkey,
    append: (entry) => {
      const index = tree.size;
      tree.append(leafHash(utf8(`${entry} ${index}`)));
      const checkpoint = signCheckpoint({ origin, size: tree.size, root: tree.root() }, signer);
      return stateInclusion(tree, index, tree.size, checkpoint);
    },
  };
}
