/** C2SP tlog-proof (https://c2sp.org/tlog-proof): a proof of inclusion as one text that verifies offline. */
import { base64 } from '../kernel/index.js';
import { type Checkpoint, openCheckpoint } from './checkpoint.js';
import type { VerifierKey } from './note.js';
import { ProofInvalid, verifyInclusion } from './proof.js';
import { decodeBase64 } from './strict-base64.js';
import { hashLength } from './tree.js';

export interface ProofFile {
  readonly index: number;
  /** RFC 9162 path, nearest first. */
  readonly hashes: readonly Uint8Array[];
  /** C2SP signed note, verbatim. */
  readonly checkpoint: string;
  /** Whatever an application adds. Nobody signed it. */
  readonly extra?: Uint8Array;
}

const header = 'c2sp.org/tlog-proof@v1';
/** The path in a tree of 2^53 leaves, which is as far as a number can count. */
const longestPath = 53;

export function formatProofFile({ index, hashes, checkpoint, extra }: ProofFile): string {
  const lines = [
    header,
    ...(extra === undefined || extra.length === 0 ? [] : [`extra ${base64(extra)}`]),
    `index ${index}`,
    ...hashes.map(base64),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/**
 * Reads a file of the one form that the specification gives it. Nothing is verified yet, the checkpoint not even read.
 *
 * @throws ProofInvalid
 */
export function parseProofFile(file: string): ProofFile {
  // The first empty line ends the proof; the checkpoint has one of its own.
  const end = file.indexOf('\n\n');
  if (end < 0) throw new ProofInvalid('the file has no checkpoint');
  const [first, ...lines] = file.slice(0, end).split('\n');
  if (first !== header) throw new ProofInvalid('the file is not a proof of version 1');
  const extra = lines[0]?.startsWith('extra ') === true ? extraOf(lines.shift() ?? '') : null;
  const [, digits = ''] = /^index (0|[1-9][0-9]{0,15})$/.exec(lines.shift() ?? '') ?? [];
  const index = digits === '' ? Number.NaN : Number(digits);
  if (!Number.isSafeInteger(index)) throw new ProofInvalid('the index of the file is not a count');
  if (lines.length > longestPath) throw new ProofInvalid('the path is longer than any tree is high');
  return {
    index,
    hashes: lines.map(hashOf),
    checkpoint: file.slice(end + 2),
    ...(extra !== null && { extra }),
  };
}

/**
 * Verifies that the leaf stands in the log with that origin.
 *
 * @param leaf hash of the leaf, computed by the caller from what it holds: the file does not say what it is a proof of
 * @returns the checkpoint that includes it
 * @throws ProofInvalid | NoteInvalid
 */
export function verifyProofFile(
  file: string,
  leaf: Uint8Array,
  origin: string,
  keys: readonly VerifierKey[],
): Checkpoint {
  const { index, hashes, checkpoint: note } = parseProofFile(file);
  const checkpoint = openCheckpoint(note, origin, keys);
  verifyInclusion(index, checkpoint.size, leaf, hashes, checkpoint.root);
  return checkpoint;
}

function extraOf(line: string): Uint8Array {
  const extra = decodeBase64(line.slice('extra '.length));
  if (extra === null || extra.length === 0) throw new ProofInvalid('the extra data is not base64');
  return extra;
}

function hashOf(line: string): Uint8Array {
  const hash = decodeBase64(line);
  if (hash?.length !== hashLength) throw new ProofInvalid('a hash is not 32 bytes in base64');
  return hash;
}
