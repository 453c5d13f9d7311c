/** C2SP tlog-checkpoint (https://c2sp.org/tlog-checkpoint): what a log says about itself, as the text of a note. */
import { base64, equalBytes } from '../kernel/index.js';
import { NoteInvalid, type NoteSigner, openNote, signNote, type VerifierKey } from './note.js';
import { decodeBase64 } from './strict-base64.js';
import { emptyRoot, hashLength } from './tree.js';

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The three lines; extension lines are not ours to make. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${base64(root)}\n`;

export const signCheckpoint = (checkpoint: Checkpoint, ...signers: readonly NoteSigner[]): string =>
  signNote(checkpointText(checkpoint), ...signers);

/**
 * Reads the text of a checkpoint whose signatures were verified. Extension lines are allowed and passed over.
 *
 * @throws NoteInvalid
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', count = '', encoded = '', ...extensions] = text.slice(0, -1).split('\n');
  if (!text.endsWith('\n') || origin === '' || extensions.includes('')) {
    throw new NoteInvalid('the checkpoint has an empty line');
  }
  const size = /^(?:0|[1-9][0-9]{0,15})$/.test(count) ? Number(count) : Number.NaN;
  if (!Number.isSafeInteger(size)) throw new NoteInvalid('the size of the checkpoint is not a count');
  const root = decodeBase64(encoded);
  if (root?.length !== hashLength) throw new NoteInvalid('the root of the checkpoint is not a hash');
  if (size === 0 && !equalBytes(root, emptyRoot)) {
    throw new NoteInvalid('a log without entries has another root');
  }
  return { origin, size, root };
}

/**
 * Verifies a signed checkpoint of the log with that origin.
 *
 * @param keys the log's own: a key's name is the origin it may speak for
 * @throws NoteInvalid
 */
export function openCheckpoint(note: string, origin: string, keys: readonly VerifierKey[]): Checkpoint {
  const { text } = openNote(
    note,
    keys.filter((key) => key.name === origin),
  );
  const checkpoint = parseCheckpoint(text);
  if (checkpoint.origin !== origin) throw new NoteInvalid('the checkpoint is of another log');
  return checkpoint;
}
