import type { EntryId, RecordedChannel, RecordingSubmission } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { DecisionRecord } from '../domain/records.js';
import { decisionsOf } from '../store/decisions.js';
import type { CheckedRecording } from './check-recording.js';
import type { ConsentNeeds } from './needs.js';
import { recordDecision } from './record-decision.js';
import { recordWithdrawal } from './withdraw-decision.js';

interface No {
  readonly acr: string;
  readonly submission: Pick<RecordingSubmission, 'channel' | 'noticeHash' | 'language'>;
}

/** A no takes one step, because closing is always safe: the withdrawal of a yes that stood, or else a refusal. */
export async function recordNo(
  needs: ConsentNeeds,
  tx: Tx,
  checked: CheckedRecording,
  no: No,
): Promise<{
  readonly entry: EntryId;
  readonly code: null;
  readonly codeExpiresAt: null;
  readonly confirmBefore: null;
}> {
  const { request, purpose, person, by } = checked;
  const { channel } = no.submission;
  const standing = openYes(await decisionsOf(tx, request.subject, purpose.id), person);
  const nothing = { code: null, codeExpiresAt: null, confirmBefore: null };
  if (standing !== null) {
    const { entry } = await recordWithdrawal(needs, tx, standing, { channel, by });
    return { entry, ...nothing };
  }
  const { entry } = await recordDecision(needs, tx, noOf(checked, no, channel), null);
  return { entry, ...nothing };
}

/** The person's latest word about a purpose, where it is a yes that was not withdrawn. */
export function openYes(decisions: readonly DecisionRecord[], person: string): DecisionRecord | null {
  const own = decisions.filter((decision) => decision.person === person);
  const last = own.at(-1);
  if (last === undefined || last.choice === 'refused') return null;
  const withdrawn = own.some(({ withdrawnOrder }) => withdrawnOrder !== null && withdrawnOrder > last.order);
  return withdrawn ? null : last;
}

const noOf = (
  { request, purpose, person, as, by }: CheckedRecording,
  { acr, submission }: No,
  channel: RecordedChannel,
) => ({
  caller: { acr },
  known: { subject: request.subject, person, as },
  ...{ request, purpose, location: null },
  submission: {
    ...{ choice: 'refused' as const, flows: [] },
    ...{ noticeHash: submission.noticeHash, language: submission.language },
  },
  recorded: { channel, by, recording: null, second: null, relies: [] },
});
