import { generatePrivateJwk } from '../../src/kernel/index.js';
import {
  formatAddCheckpoint,
  HashTree,
  leafHash,
  type NoteSigner,
  noteSigner,
  signCheckpoint,
} from '../../src/tlog/index.js';

/** A log in memory, signed for real, that can also lie. */
export interface InventedLog {
  readonly vkey: string;
  checkpoint(size: number): string;
  /** The body for a witness that cosigned `oldSize` last. */
  body(oldSize: number, size: number): string;
  /** A log with the same key that is another from a leaf on. */
  forkedAt(leaf: number): InventedLog;
}

export async function inventedLog(origin: string): Promise<InventedLog> {
  return logOf(noteSigner(origin, await generatePrivateJwk('Ed25519')), Number.POSITIVE_INFINITY);
}

function logOf(signer: NoteSigner, fork: number): InventedLog {
  const tree = new HashTree();
  for (let leaf = 0; leaf < 64; leaf += 1) tree.append(leafHash(`${leaf < fork ? 'one' : 'other'} ${leaf}`));
  const { name: origin, vkey } = signer.verifier;
  const checkpoint = (size: number): string =>
    signCheckpoint({ origin, size, root: tree.root(size) }, signer);
  return {
    vkey,
    checkpoint,
    body: (oldSize, size) =>
      formatAddCheckpoint({
        oldSize,
        path: oldSize === 0 ? [] : tree.consistencyPath(oldSize, size),
        checkpoint: checkpoint(size),
      }),
    forkedAt: (leaf) => logOf(signer, leaf),
  };
}
