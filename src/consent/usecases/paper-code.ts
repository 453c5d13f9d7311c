import { randomBytes } from 'node:crypto';
import { type DecisionId, NotFound } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { utf8 } from '../../kernel/index.js';
import { codeHalves, codeLetters, recordingCodeOf } from '../domain/code-halves.js';
import { TooManyCodes } from '../domain/errors.js';
import {
  giveBackCodeAttempt,
  recordingByCode,
  type StoredRecording,
  takeCodeAttempt,
} from '../store/recordings.js';
import type { ConsentNeeds } from './needs.js';

/** Wrong codes with the same first half in an hour, by anyone. */
const attempts = 5;
const windowMs = 3_600_000;

/** What a code was handed out for; `decision` is what its second step made, null before. */
export type Coded = StoredRecording & { readonly decision: DecisionId | null };

export const newRecordingCode = (): string => recordingCodeOf(new Uint8Array(randomBytes(codeLetters)));

const macOf = ({ vault }: Pick<ConsentNeeds, 'vault'>, spelled: string): Uint8Array =>
  vault.mac('recording', utf8(spelled));

/** All that is stored of a code. */
export function codeDigest(needs: Pick<ConsentNeeds, 'vault'>, code: string): Uint8Array {
  const halves = codeHalves(code);
  if (halves === null) throw new Error('a new code has another length than codes have');
  return macOf(needs, halves.whole);
}

/**
 * Does something with what a code was handed out for. Wrong, expired and unfit codes are one refusal, and count towards
 * a lock of that code's first half for an hour.
 *
 * @throws TooManyCodes | NotFound
 */
export async function withCode<T>(
  needs: Pick<ConsentNeeds, 'vault' | 'database' | 'clock'>,
  typed: string,
  work: (recording: Coded, again: (tx: Tx) => Promise<Coded>) => Promise<T>,
): Promise<T> {
  const halves = codeHalves(typed);
  if (halves === null) throw new NotFound();
  const { reader } = needs.database;
  // The key may have been rotated since the code was handed out.
  const whole = needs.vault.macs('recording', utf8(halves.whole)).map(({ bytes }) => bytes);
  const now = needs.clock.now();
  const handle = macOf(needs, `handle ${halves.handle}`);
  const window = { attempts, endsAt: new Date(now.getTime() + windowMs) };
  const lockedUntil = await takeCodeAttempt(reader, handle, now, window);
  if (lockedUntil !== null)
    throw new TooManyCodes(Math.max(1, Math.ceil((lockedUntil.getTime() - now.getTime()) / 1_000)));
  const find = async (tx: Tx): Promise<Coded> => {
    const found = await recordingByCode(tx, whole);
    if (found === null || found.codeExpiresAt <= needs.clock.now()) throw new NotFound();
    return found;
  };
  const done = await find(reader)
    .then((recording) => work(recording, find))
    .catch(async (error: unknown) => {
      // What failed for another cause was no wrong code.
      if (!(error instanceof NotFound)) await giveBackCodeAttempt(reader, handle);
      throw error;
    });
  await giveBackCodeAttempt(reader, handle);
  return done;
}
