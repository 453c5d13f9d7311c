import {
  type Claim,
  type ConsentRequestId,
  type EntryId,
  HubError,
  type Inclusion,
  idPrefix,
  NotFound,
  type Professional,
  type RecordingSubmission,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { newId } from '../../kernel/index.js';
import { catalogueEntry, ruleEntry } from '../../purposes/index.js';
import { expiryInstant, expiryOf } from '../domain/expiry.js';
import { insertRecording } from '../store/recordings.js';
import { requestById } from '../store/requests.js';
import { type CheckedRecording, checkedRecording, lockAround } from './check-recording.js';
import type { ConsentNeeds } from './needs.js';
import { codeDigest, newRecordingCode } from './paper-code.js';
import { decisionPart, digestOf } from './record-decision.js';
import { recordNo } from './record-no.js';
import { settledOrNull } from './settled-or-null.js';

const dayMs = 86_400_000;

export interface RecordedWithPerson {
  /** Of a yes: shown once, to be put on the person's paper. */
  readonly code: string | null;
  readonly codeExpiresAt: Date | null;
  readonly confirmBefore: Date | null;
  /** Null for a no while the ledger stalls: it holds all the same. */
  readonly proof: Inclusion | null;
}

/**
 * Writes down what a person said in front of a professional of the partner that asked. A yes opens nothing before its
 * second step; a no holds at once, and the partner is not told whether a yes stood before it.
 *
 * @throws HubError `function-not-allowed` | `state-conflict` | NotFound | PurposeNotOffered | InvalidRequest
 */
export async function recordWithPerson(
  needs: ConsentNeeds,
  caller: Professional,
  request: ConsentRequestId,
  submission: RecordingSubmission,
  claim: Claim | null,
  signal: AbortSignal,
): Promise<RecordedWithPerson> {
  const { function: duty } = caller;
  if (duty === undefined || !needs.recordingRule.functions.includes(duty))
    throw new HubError('function-not-allowed');
  const gives = submission.choice === 'given';
  if (gives) needs.ledger.assertWritable();
  const by = { partner: caller.partner, account: caller.account, function: duty };
  const { entry, ...kept } = await needs.database.transaction(async (tx) => {
    const asked = await requestById(tx, request);
    if (asked === null || asked.partner !== caller.partner) throw new NotFound();
    await lockAround(needs, tx, asked.subject, asked.purpose, [caller.partner]);
    const checked = await checkedRecording(needs, tx, asked, by, submission);
    const location = `/v1/consent-requests/${request}`;
    await settleOnce(tx, claim, { status: 201, location });
    return gives
      ? writeDown(needs, tx, checked, { acr: caller.acr, submission })
      : recordNo(needs, tx, checked, { acr: caller.acr, submission });
  });
  const proof = gives
    ? await needs.ledger.settled(entry, { signal })
    : await settledOrNull(needs, entry, signal);
  return { ...kept, proof };
}

async function writeDown(
  needs: ConsentNeeds,
  tx: Tx,
  { request, purpose, person, as, by, flows, rule }: CheckedRecording,
  { acr, submission }: { readonly acr: string; readonly submission: RecordingSubmission },
): Promise<Omit<RecordedWithPerson, 'proof'> & { readonly entry: EntryId }> {
  const { channel, noticeHash, language, signedOn = null } = submission;
  if (channel === 'phone') throw new Error('a yes by phone was let through');
  const { subject } = request;
  const decided = {
    ...{ purpose: purpose.id, version: purpose.version, noticeHash, language },
    ...{ choice: 'given' as const, flows: [...flows] },
  };
  const id = newId<'RecordingId'>(idPrefix.recording);
  const recordedOn = needs.clock.today();
  const digest = digestOf(decided);
  const appended = await needs.ledger.append(tx, {
    event: 'consent.recorded',
    owner: subject,
    retention: 'consent-proof',
    payload: {
      ...{ subject, person, as, recording: id, request: request.id, purpose: purpose.id },
      ...{ version: purpose.version, ruleVersion: rule, digest, channel },
      ...{ partner: by.partner, by: by.account, function: by.function },
    },
    parts: [
      { topic: 'decision', person, value: decisionPart(decided) },
      { topic: 'circumstances', person, value: { acr, channel, recordedOn, signedOn } },
    ],
    relies: [request.entry, await catalogueEntry(tx, purpose.id, purpose.version), await ruleEntry(tx, rule)],
  });
  const code = newRecordingCode();
  const confirmBefore = new Date(appended.at.getTime() + needs.recordingRule.secondStepDays * dayMs);
  // A consent lasts from its second step, and the paper as long as the consent: undoing must not end first.
  const ends = expiryInstant(expiryOf(purpose.retention, confirmBefore, needs.clock.today()));
  const codeExpiresAt = new Date(ends.getTime() + needs.recordingRule.secondStepDays * dayMs);
  await insertRecording(tx, {
    ...{ id, subject, person, as, request: request.id, by, channel, acr },
    ...{ signedOn: signedOn as typeof recordedOn | null, ruleVersion: rule, digest, recordedOn },
    ...{ purpose: purpose.id, version: purpose.version, noticeHash, language, flows },
    ...{ entry: appended.id, seq: appended.seq, recordedAt: appended.at },
    code: codeDigest(needs, code),
    codeExpiresAt,
  });
  return { entry: appended.id, code, codeExpiresAt, confirmBefore };
}
