import {
  type ChildRef,
  type Citizen,
  type Claim,
  HubError,
  type Inclusion,
  NotFound,
  type Professional,
  type Purpose,
  type SubjectRef,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { mayWitness, stillSaid } from '../domain/recording.js';
import { decisionsOf } from '../store/decisions.js';
import { requestById } from '../store/requests.js';
import { lockAround } from './check-recording.js';
import type { ConsentNeeds } from './needs.js';
import { type Coded, withCode } from './paper-code.js';
import { type RecordingDetails, recordingDetails } from './read-recording.js';
import { type Recorded, recordDecision, type Second } from './record-decision.js';
import { viewOf } from './view-child.js';

const dayMs = 86_400_000;

export interface SecondStep {
  readonly decidedAt: Date;
  readonly proof: Inclusion;
}

/**
 * What a second professional is to stand for, by the code on the paper that the person hands over. Of a child that this
 * partner has not enrolled there is nothing to see.
 *
 * @throws TooManyCodes | NotFound | HubError `function-not-allowed`
 */
export async function readToWitness(
  needs: ConsentNeeds,
  caller: Professional,
  code: string,
  ref: SubjectRef,
): Promise<RecordingDetails> {
  dutyOf(needs, caller);
  const { reader } = needs.database;
  // Before the code is looked at, so that one for another's child costs what an unknown one costs.
  const subject = await needs.people.subjectOf(reader, caller.partner, ref);
  return withCode(needs, code, async (recording) => {
    if (subject !== recording.subject) throw new NotFound();
    return recordingDetails(needs, reader, recording);
  });
}

/**
 * A second professional stands for what the person said and signed: from now on it is that person's decision. What does
 * not fit any more is the same refusal as a wrong code, because why it does not is nobody's business here.
 *
 * @throws TooManyCodes | NotFound | HubError `function-not-allowed`
 */
export async function witnessRecording(
  needs: ConsentNeeds,
  caller: Professional,
  { code, subject: ref }: { readonly code: string; readonly subject: SubjectRef },
  claim: Claim | null,
  signal: AbortSignal,
): Promise<SecondStep> {
  const witness = { partner: caller.partner, account: caller.account, function: dutyOf(needs, caller) };
  needs.ledger.assertWritable();
  const subject = await needs.people.subjectOf(needs.database.reader, caller.partner, ref);
  return withCode(needs, code, async (found, find) => {
    if (subject !== found.subject) throw new NotFound();
    const { entry, decidedAt } = await needs.database.transaction(async (tx) => {
      const recording = await lockedRecording(needs, tx, find, [caller.partner]);
      if (!mayWitness(recording, witness)) throw new HubError('function-not-allowed');
      return makeItCount(needs, tx, recording, { as: 'witness', ...witness }, claim);
    });
    return { decidedAt, proof: await needs.ledger.settled(entry, { signal }) };
  });
}

/**
 * The person says that it is right, signed in as who they are: from now on it is their decision.
 *
 * @throws TooManyCodes | NotFound
 */
export async function confirmRecording(
  needs: ConsentNeeds,
  caller: Citizen,
  code: string,
  claim: Claim | null,
  signal: AbortSignal,
): Promise<SecondStep & { readonly child: ChildRef }> {
  needs.ledger.assertWritable();
  const persons = await needs.people.personsOf(needs.database.reader, caller.account);
  return withCode(needs, code, async (found, find) => {
    if (!persons.some(({ person }) => person === found.person)) throw new NotFound();
    const { entry, ...confirmed } = await needs.database.transaction(async (tx) => {
      const recording = await lockedRecording(needs, tx, find, []);
      // Again under the lock: who it is may have changed.
      const known = await needs.people.personsOf(tx, caller.account);
      const self = known.find(({ person }) => person === recording.person);
      if (self === undefined) throw new NotFound();
      const second = { as: 'person', account: caller.account } as const;
      const { decidedAt, entry } = await makeItCount(needs, tx, recording, second, claim);
      return { decidedAt, entry, child: self.child };
    });
    return { ...confirmed, proof: await needs.ledger.settled(entry, { signal }) };
  });
}

/** @throws HubError `function-not-allowed` */
function dutyOf({ recordingRule }: ConsentNeeds, { function: duty }: Professional): string {
  if (duty === undefined || !recordingRule.functions.includes(duty))
    throw new HubError('function-not-allowed');
  return duty;
}

async function lockedRecording(
  needs: ConsentNeeds,
  tx: Tx,
  find: (tx: Tx) => Promise<Coded>,
  partners: Parameters<typeof lockAround>[4],
): Promise<Coded> {
  const { subject, purpose } = await find(tx);
  await lockAround(needs, tx, subject, purpose, partners);
  // Read again: another second step or an undoing may have been first.
  return find(tx);
}

async function makeItCount(
  needs: ConsentNeeds,
  tx: Tx,
  recording: Coded,
  second: Second,
  claim: Claim | null,
): Promise<Recorded> {
  const purpose = await purposeThatFits(needs, tx, recording);
  const request = await requestById(tx, recording.request);
  if (purpose === null || request === null) throw new NotFound();
  const { subject, person, as, channel, by, entry } = recording;
  return recordDecision(
    needs,
    tx,
    {
      caller: { acr: recording.acr },
      known: { subject, person, as },
      ...{ request, purpose, location: null },
      submission: {
        ...{ choice: 'given', flows: [...recording.flows] },
        ...{ language: recording.language, noticeHash: recording.noticeHash },
      },
      recorded: { channel, by, recording: recording.id, second, relies: [entry] },
    },
    claim,
  );
}

/** The purpose that was said yes to; null where the yes does not fit any more. */
async function purposeThatFits(needs: ConsentNeeds, tx: Tx, recording: Coded): Promise<Purpose | null> {
  const { catalogue, clock, recordingRule } = needs;
  const { subject, person, as, purpose: id, version, recordedAt } = recording;
  const age = clock.now().getTime() - recordedAt.getTime();
  if (recording.decision !== null || age > recordingRule.secondStepDays * dayMs) return null;
  const purpose = catalogue.current(id);
  if (purpose?.version !== version) return null;
  const { asked, history } = await viewOf(needs, tx, { subject, person, as });
  const decisions = await decisionsOf(tx, subject, id);
  // Whoever said that only a signed yes counts can give none on paper.
  await needs.passkeys.requireUnsignedCounts(tx, person).catch(notFoundFor);
  const fits = asked && stillSaid(recording, history, catalogue.rules, decisions, clock.today());
  return fits ? purpose : null;
}

/** Why it does not fit is not for a second professional to know. */
function notFoundFor(error: unknown): never {
  throw error instanceof HubError ? new NotFound() : error;
}
