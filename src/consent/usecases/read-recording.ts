import type { Purpose } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { StoredRecording } from '../store/recordings.js';
import type { ConsentNeeds } from './needs.js';
import { type Coded, withCode } from './paper-code.js';

/** What was written down, and by which partner. */
export interface RecordingDetails {
  readonly recording: StoredRecording;
  readonly recordedBy: string;
  readonly purpose: Purpose;
}

/**
 * What the paper with this code says was written down. Never what holds now, nor which partners take part: whoever wrote
 * it down saw the code too.
 *
 * @throws TooManyCodes | NotFound
 */
export const readRecording = (needs: ConsentNeeds, code: string): Promise<RecordingDetails> =>
  withCode(needs, code, (recording) => recordingDetails(needs, needs.database.reader, recording));

export async function recordingDetails(
  { partners, catalogue }: ConsentNeeds,
  tx: Tx,
  recording: Coded,
): Promise<RecordingDetails> {
  const partner = await partners.find(tx, recording.by.partner);
  const purpose = catalogue.version(recording.purpose, recording.version);
  if (purpose === null) throw new Error('a purpose that was recorded is not in the catalogue any more');
  return { recording, recordedBy: partner?.name ?? recording.by.partner, purpose };
}
