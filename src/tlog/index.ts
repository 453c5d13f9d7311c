/**
 * Transparency-log mathematics: RFC 9162 trees and proofs, C2SP signed notes and checkpoints. Values in, values out,
 * so that a partner's agent and anyone's verifier use the very code that the hub uses. Knows no database, no clock
 * and not what a leaf means.
 */
export {
  type Checkpoint,
  checkpointText,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from './checkpoint.js';
export { CompactRange } from './compact-range.js';
export { HashTree } from './hash-tree.js';
export { type InclusionStatement, stateInclusion, verifyInclusionStatement } from './inclusion.js';
export {
  NoteInvalid,
  type NoteSigner,
  noteSigner,
  openNote,
  parseVerifierKey,
  signNote,
  type VerifierKey,
  verifierKeyOf,
} from './note.js';
export { consistencyPath, inclusionPath, ProofInvalid, verifyConsistency, verifyInclusion } from './proof.js';
export { emptyRoot, hashLength, leafHash, type NodeSource, nodeHash, rangeHash, rootOf } from './tree.js';
