/** The rule of a witness (https://c2sp.org/tlog-witness), pure: from what it remembers and what is brought, what follows. */
import { equalBytes } from '../kernel/index.js';
import { type AddCheckpoint, parseAddCheckpoint } from './add-checkpoint.js';
import { type Checkpoint, parseCheckpoint } from './checkpoint.js';
import { NoteInvalid, openNote, parseNote, type VerifierKey } from './note.js';
import { ProofInvalid, verifyConsistency } from './proof.js';

/** The checkpoint of a log that a witness cosigned last. */
export interface Witnessed extends Checkpoint {
  /** C2SP signed note, as the log brought it. */
  readonly note: string;
}

export type Judgement =
  | { readonly verdict: 'cosign'; readonly checkpoint: Witnessed; readonly text: string }
  | { readonly verdict: 'malformed'; readonly reason: string }
  | { readonly verdict: 'unknown-log' }
  | { readonly verdict: 'not-signed' }
  /** The log believes that the witness is elsewhere than it is. */
  | { readonly verdict: 'conflict'; readonly size: number }
  /**
   * The log signed what does not follow from what it signed before, or did not prove that it does. `proven`: the same
   * size has two roots, which no proof can mend.
   */
  | { readonly verdict: 'fork'; readonly checkpoint: Witnessed; readonly proven: boolean };

/**
 * @param keys per log that the witness knows; a key's name is the origin it may speak for
 * @param seenOf what it cosigned last for an origin
 */
export function judgeCheckpoint(
  body: string,
  keys: readonly VerifierKey[],
  seenOf: (origin: string) => Witnessed | null,
): Judgement {
  const read = readBody(body);
  if ('reason' in read) return { verdict: 'malformed', reason: read.reason };
  const { brought, checkpoint, text } = read;
  const ofLog = keys.filter(({ name }) => name === checkpoint.origin);
  if (ofLog.length === 0) return { verdict: 'unknown-log' };
  if (!isSigned(brought.checkpoint, ofLog)) return { verdict: 'not-signed' };
  if (brought.oldSize > checkpoint.size) {
    return { verdict: 'malformed', reason: 'the old size is larger than the checkpoint' };
  }
  const seen = seenOf(checkpoint.origin);
  const witnessed = { ...checkpoint, note: brought.checkpoint };
  // One size and two roots is a fork whatever the log believes that the witness has.
  if (seen !== null && seen.size === checkpoint.size && !equalBytes(seen.root, checkpoint.root)) {
    return { verdict: 'fork', checkpoint: witnessed, proven: true };
  }
  if (brought.oldSize !== (seen?.size ?? 0)) return { verdict: 'conflict', size: seen?.size ?? 0 };
  if (!follows(seen, checkpoint, brought.path)) {
    return { verdict: 'fork', checkpoint: witnessed, proven: false };
  }
  return { verdict: 'cosign', checkpoint: witnessed, text };
}

function readBody(
  body: string,
):
  | { readonly brought: AddCheckpoint; readonly checkpoint: Checkpoint; readonly text: string }
  | { readonly reason: string } {
  try {
    const brought = parseAddCheckpoint(body);
    const { text } = parseNote(brought.checkpoint);
    return { brought, text, checkpoint: parseCheckpoint(text) };
  } catch (error) {
    if (error instanceof NoteInvalid) return { reason: error.message };
    throw error;
  }
}

function isSigned(note: string, keys: readonly VerifierKey[]): boolean {
  try {
    return openNote(note, keys).signedBy.length > 0;
  } catch (error) {
    if (error instanceof NoteInvalid) return false;
    throw error;
  }
}

function follows(seen: Witnessed | null, next: Checkpoint, path: readonly Uint8Array[]): boolean {
  // From nothing everything follows, and nothing proves it.
  if (seen === null || seen.size === 0) return path.length === 0;
  try {
    verifyConsistency(seen, next, path);
    return true;
  } catch (error) {
    if (error instanceof ProofInvalid) return false;
    throw error;
  }
}
