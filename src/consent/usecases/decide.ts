import {
  type ChildRef,
  type Citizen,
  type Claim,
  type DecisionId,
  type DecisionSubmission,
  type DecisionToSign,
  type Inclusion,
  InvalidRequest,
  NotFound,
  type Purpose,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { Fault } from '../../kernel/index.js';
import { lockCatalogue } from '../../purposes/index.js';
import { askedFlows, choiceFaults } from '../domain/asked.js';
import { PurposeNotOffered } from '../domain/errors.js';
import type { RequestRecord, StandsAs } from '../domain/records.js';
import type { ConsentNeeds, KnownPerson } from './needs.js';
import { participantsOf } from './participants.js';
import { recordDecision } from './record-decision.js';
import { settledOrNull } from './settled-or-null.js';
import { viewOf } from './view-child.js';

export interface RecordedDecision {
  readonly id: DecisionId;
  readonly decidedAt: Date;
  /** Null for a refusal while the ledger stalls: it holds all the same. */
  readonly proof: Inclusion | null;
}

/**
 * Records what a person chose, with everything that proves it (AVG 7(1)). A yes waits for its place in the ledger; a no
 * works at commit.
 *
 * @throws NotFound | PurposeNotOffered | InvalidRequest | PasskeyInvalid | SignatureRequired
 */
export async function decide(
  needs: ConsentNeeds,
  caller: Citizen,
  child: ChildRef,
  submission: DecisionSubmission,
  claim: Claim | null,
  signal: AbortSignal,
): Promise<RecordedDecision> {
  const gives = submission.choice === 'given';
  if (gives) needs.ledger.assertWritable();
  const location = (id: DecisionId) => `/v1/me/children/${child}/decisions/${id}`;
  const { entry, ...decided } = await needs.database.transaction(async (tx) => {
    const known = await needs.people.known(tx, caller.account, child);
    const partners = submission.flows.flatMap(({ sources, recipients }) => [...sources, ...recipients]);
    await lockCatalogue(tx, 'share');
    await needs.partners.lock(tx, [...new Set(partners)], 'share');
    await needs.people.lockSubject(tx, known.subject, 'update');
    const { request, purpose } = await checkedQuestion(needs, tx, known, submission);
    return recordDecision(needs, tx, { caller, known, request, purpose, submission, location }, claim);
  });
  const proof = gives
    ? await needs.ledger.settled(entry, { signal })
    : await settledOrNull(needs, entry, signal);
  return { ...decided, proof };
}

/** The question as it stands now, if this person may answer it in this way. */
export async function checkedQuestion(
  needs: ConsentNeeds,
  tx: Tx,
  known: KnownPerson,
  submission: DecisionToSign,
): Promise<{ readonly request: RequestRecord; readonly purpose: Purpose }> {
  const { catalogue } = needs;
  const view = await viewOf(needs, tx, known);
  const request = view.requests.find(({ id }) => id === submission.request);
  if (request === undefined || !view.asked) throw new NotFound();
  const purpose = catalogue.current(request.purpose);
  if (purpose?.version !== request.version || purpose.version !== submission.version)
    throw new PurposeNotOffered();
  const participants = await participantsOf(needs, tx, known.subject, [purpose]);
  const asked = askedFlows(purpose, view.requests, participants, catalogue.plays);
  const faults = [
    ...noticeFaults(needs, purpose, known.as, submission),
    ...choiceFaults(submission.choice, submission.flows, asked, purpose),
  ];
  if (faults.length > 0) throw new InvalidRequest(faults);
  return { request, purpose };
}

/** Only on the very text that this person is shown: a young person's own one where there is one. */
export function noticeFaults(
  { catalogue }: ConsentNeeds,
  purpose: Purpose,
  as: StandsAs,
  submission: Pick<DecisionToSign, 'language' | 'noticeHash'>,
): readonly Fault[] {
  const notice = catalogue.noticeFor(purpose.id, purpose.version, submission.language, as);
  if (notice.language !== submission.language)
    return [{ pointer: '/language', reason: 'is not a language in which this was asked' }];
  return notice.hash === submission.noticeHash
    ? []
    : [{ pointer: '/noticeHash', reason: 'is not the notice of this purpose in this language' }];
}
