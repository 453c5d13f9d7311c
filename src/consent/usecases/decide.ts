import {
  type ChildRef,
  type Citizen,
  type Claim,
  type Decision,
  type DecisionId,
  type DecisionSubmission,
  type EntryId,
  HubError,
  type Inclusion,
  InvalidRequest,
  idPrefix,
  NotFound,
  type Purpose,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { base64url, canonicalJson, type Fault, type Json, newId, sha256 } from '../../kernel/index.js';
import { catalogueEntry, lockCatalogue, ruleEntry } from '../../purposes/index.js';
import { askedFlows, choiceFaults } from '../domain/asked.js';
import { PurposeNotOffered } from '../domain/errors.js';
import type { RequestRecord } from '../domain/records.js';
import { insertDecision } from '../store/decisions.js';
import { knownChild } from './known-child.js';
import type { ConsentNeeds, KnownPerson } from './needs.js';
import { participantsOf } from './participants.js';
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
 * @throws NotFound | PurposeNotOffered | InvalidRequest
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
  const { entry, ...decided } = await needs.database.transaction(async (tx) => {
    const known = await knownChild(needs, tx, caller.account, child);
    const partners = submission.flows.flatMap(({ sources, recipients }) => [...sources, ...recipients]);
    await lockCatalogue(tx, 'share');
    await needs.partners.lock(tx, [...new Set(partners)], 'share');
    await needs.people.lockSubject(tx, known.subject, 'update');
    const { request, purpose } = await checkedQuestion(needs, tx, known, submission);
    return record(needs, tx, { caller, known, request, purpose, submission, child }, claim);
  });
  const proof = gives
    ? await needs.ledger.settled(entry, { signal })
    : await settledOrNull(needs, entry, signal);
  return { ...decided, proof };
}

/** The question as it stands now, if this person may answer it in this way. */
async function checkedQuestion(
  needs: ConsentNeeds,
  tx: Tx,
  known: KnownPerson,
  submission: DecisionSubmission,
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
    ...noticeFaults(needs, purpose, submission),
    ...choiceFaults(submission.choice, submission.flows, asked, purpose),
  ];
  if (faults.length > 0) throw new InvalidRequest(faults);
  return { request, purpose };
}

function noticeFaults(
  { catalogue }: ConsentNeeds,
  purpose: Purpose,
  submission: DecisionSubmission,
): readonly Fault[] {
  const notice = catalogue.notice(purpose.id, purpose.version, submission.language);
  if (notice === null) return [{ pointer: '/language', reason: 'is not a language in which this was asked' }];
  return notice.hash === submission.noticeHash
    ? []
    : [{ pointer: '/noticeHash', reason: 'is not the notice of this purpose in this language' }];
}

interface Act {
  readonly caller: Citizen;
  readonly child: ChildRef;
  readonly known: KnownPerson;
  readonly request: RequestRecord;
  readonly purpose: Purpose;
  readonly submission: DecisionSubmission;
}

async function record(needs: ConsentNeeds, tx: Tx, act: Act, claim: Claim | null) {
  const { caller, known, request, purpose, submission } = act;
  const decidedOn = needs.clock.today();
  const rule = needs.catalogue.ruleOn(decidedOn);
  if (rule === null) throw new HubError('state-conflict', { detail: 'no consent rule is in force yet' });
  const { choice, flows, language, noticeHash } = submission;
  const decision: Decision = {
    purpose: purpose.id,
    version: purpose.version,
    noticeHash,
    language,
    choice,
    flows,
  };
  const canonical = decision as unknown as Json;
  const digest = base64url(sha256(canonicalJson(canonical)));
  const id = newId<'DecisionId'>(idPrefix.decision);
  const { subject, person, as } = known;
  const relies = [
    request.entry,
    await catalogueEntry(tx, purpose.id, purpose.version),
    await ruleEntry(tx, rule.version),
  ];
  const ids = {
    subject,
    person,
    as,
    decision: id,
    request: request.id,
    purpose: purpose.id,
    version: purpose.version,
  };
  const channel = 'portal' as const;
  await settleOnce(tx, claim, { status: 201, location: `/v1/me/children/${act.child}/decisions/${id}` });
  const entry = await needs.ledger.append(tx, {
    event: choice === 'given' ? 'consent.given' : 'consent.refused',
    owner: subject,
    retention: 'consent-proof',
    payload: { ...ids, choice, ruleVersion: rule.version, digest },
    relies,
    parts: [
      { topic: 'decision', person, value: canonical },
      { topic: 'circumstances', person, value: { acr: caller.acr, channel, decidedOn } },
    ],
  });
  const proof = {
    noticeHash,
    language,
    digest,
    acr: caller.acr,
    channel,
    ruleVersion: rule.version,
    choice,
    flows,
  };
  const moment = { entry: entry.id, seq: entry.seq, decidedAt: entry.at, decidedOn };
  await insertDecision(tx, {
    ...proof,
    ...moment,
    id,
    subject,
    person,
    as,
    request: request.id,
    purpose: purpose.id,
    version: purpose.version,
  });
  if (choice === 'refused')
    await needs.onConsentWithdrawn(tx, { subject, purpose: purpose.id, entry: entry.id });
  const recorded: { id: DecisionId; decidedAt: Date; entry: EntryId } = {
    id,
    decidedAt: entry.at,
    entry: entry.id,
  };
  return recorded;
}
