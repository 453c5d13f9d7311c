/**
 * Transparency-log mathematics: RFC 9162 trees and proofs, C2SP signed notes, checkpoints, tiles and proof files. Values
 * in, values out, so that a partner's agent and anyone's verifier use the very code that the hub uses. Knows no
 * database, no clock and not what a leaf means.
 */
export {
  type AddCheckpoint,
  formatAddCheckpoint,
  longestAddCheckpoint,
  parseAddCheckpoint,
  parseOldSize,
  sizeContentType,
} from './add-checkpoint.js';
export {
  type Checkpoint,
  checkpointText,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from './checkpoint.js';
export { CompactRange } from './compact-range.js';
export {
  type Cosignature,
  type Cosigner,
  type CosignerKey,
  cosignaturesOf,
  cosignerKeyOf,
  cosignerOf,
  parseCosignerKey,
} from './cosignature.js';
export { fromTiles } from './from-tiles.js';
export { HashTile } from './hash-tile.js';
export { HashTree } from './hash-tree.js';
export { type InclusionStatement, stateInclusion, verifyInclusionStatement } from './inclusion.js';
export { type Judgement, judgeCheckpoint, type Witnessed } from './judge-checkpoint.js';
export {
  NoteInvalid,
  type NoteSigner,
  noteSigner,
  openNote,
  parseVerifierKey,
  signaturesOf,
  signNote,
  type VerifierKey,
  verifierKeyOf,
} from './note.js';
export {
  consistencyPath,
  inclusionPath,
  ProofInvalid,
  type RightEdge,
  rightEdge,
  verifyConsistency,
  verifyInclusion,
} from './proof.js';
export { formatProofFile, type ProofFile, parseProofFile, verifyProofFile } from './proof-file.js';
export {
  bundlePath,
  hashesOnLevel,
  hasTile,
  parseBundlePath,
  parseTilePath,
  type TileId,
  type TilePlace,
  tileOfNode,
  tilePath,
  tilesOf,
  tileWidth,
} from './tile.js';
export { type FullTile, TileEdge } from './tile-edge.js';
export { emptyRoot, hashLength, leafHash, type NodeSource, nodeHash, rangeHash, rootOf } from './tree.js';
export {
  type PolicyWitness,
  parseWitnessPolicy,
  type WitnessPolicy,
  WitnessPolicyInvalid,
} from './witness-policy.js';
