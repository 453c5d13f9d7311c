/** The body of `POST /add-checkpoint` (https://c2sp.org/tlog-witness): what a log brings to a witness. */
import { base64 } from '../kernel/index.js';
import { NoteInvalid } from './note.js';
import { decodeBase64 } from './strict-base64.js';
import { hashLength } from './tree.js';

export interface AddCheckpoint {
  /** Leaves in the checkpoint that the witness cosigned last; 0 before its first. */
  readonly oldSize: number;
  /** RFC 9162 consistency path from there; empty from 0. */
  readonly path: readonly Uint8Array[];
  /** C2SP signed note, verbatim. */
  readonly checkpoint: string;
}

/** What a witness answers 409 with, when the old size is not the one that it has. */
export const sizeContentType = 'text/x.tlog.size';

/** The longest body a witness reads, in bytes: a note of a hundred signatures after quantum computers, and the path. */
export const longestAddCheckpoint = 1_000_000;

const longestPath = 63;

export const formatAddCheckpoint = ({ oldSize, path, checkpoint }: AddCheckpoint): string =>
  `${[`old ${oldSize}`, ...path.map(base64)].join('\n')}\n\n${checkpoint}`;

/**
 * Reads the one form that there is. Nothing is verified yet, the checkpoint not even read.
 *
 * @throws NoteInvalid
 */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  // The first empty line ends the proof; the checkpoint has one of its own.
  const end = body.indexOf('\n\n');
  if (end < 0) throw new NoteInvalid('the body has no empty line before the checkpoint');
  const [first = '', ...lines] = body.slice(0, end).split('\n');
  const oldSize = first.startsWith('old ') ? sizeOf(first.slice(4)) : null;
  if (oldSize === null) throw new NoteInvalid('the body does not begin with the old size');
  if (lines.length > longestPath) throw new NoteInvalid('the path is longer than any tree is high');
  return { oldSize, path: lines.map(hashOf), checkpoint: body.slice(end + 2) };
}

/** The size in a witness's conflict, or null when it is none. */
export const parseOldSize = (body: string): number | null =>
  body.endsWith('\n') ? sizeOf(body.slice(0, -1)) : null;

function sizeOf(digits: string): number | null {
  const size = /^(?:0|[1-9][0-9]{0,15})$/.test(digits) ? Number(digits) : Number.NaN;
  return Number.isSafeInteger(size) ? size : null;
}

function hashOf(line: string): Uint8Array {
  const hash = decodeBase64(line);
  if (hash?.length !== hashLength) throw new NoteInvalid('a hash is not 32 bytes in base64');
  return hash;
}
