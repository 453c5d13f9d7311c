import { base64 } from '../kernel/index.js';
import { type Checkpoint, openCheckpoint } from './checkpoint.js';
import type { VerifierKey } from './note.js';
import { ProofInvalid, verifyInclusion } from './proof.js';
import { decodeBase64 } from './strict-base64.js';
import { hashLength } from './tree.js';

/** That a leaf stands at an index, with all that is needed to check it: the `inclusion` of the contract. */
export interface InclusionStatement {
  readonly index: number;
  /** Leaf hash, standard base64. */
  readonly leaf: string;
  /** RFC 9162 path, nearest first, standard base64. */
  readonly hashes: readonly string[];
  /** C2SP signed note. */
  readonly checkpoint: string;
}

/** A tree, wherever its hashes lie. */
export interface InclusionSource {
  leaf(index: number): Uint8Array;
  inclusionPath(index: number, size: number): readonly Uint8Array[];
}

/** States the inclusion of a leaf in the tree as it was at a signed checkpoint of `size` leaves. */
export function stateInclusion(
  tree: InclusionSource,
  index: number,
  size: number,
  checkpoint: string,
): { index: number; leaf: string; hashes: string[]; checkpoint: string } {
  const hashes = tree.inclusionPath(index, size).map(base64);
  return { index, leaf: base64(tree.leaf(index)), hashes, checkpoint };
}

/**
 * Verifies signature and path. Whether the leaf is the right one is for the caller to know.
 *
 * @returns the checkpoint that includes the leaf
 * @throws NoteInvalid | ProofInvalid
 */
export function verifyInclusionStatement(
  statement: InclusionStatement,
  origin: string,
  keys: readonly VerifierKey[],
): Checkpoint {
  const checkpoint = openCheckpoint(statement.checkpoint, origin, keys);
  const [leaf, ...path] = [statement.leaf, ...statement.hashes].map(hashOf);
  verifyInclusion(statement.index, checkpoint.size, leaf ?? new Uint8Array(), path, checkpoint.root);
  return checkpoint;
}

function hashOf(text: string): Uint8Array {
  const hash = decodeBase64(text);
  if (hash?.length !== hashLength) throw new ProofInvalid('a hash is not 32 bytes in base64');
  return hash;
}
