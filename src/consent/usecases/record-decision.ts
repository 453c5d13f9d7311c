import {
  type Citizen,
  type Claim,
  type Decision,
  type DecisionId,
  type DecisionSubmission,
  type EntryId,
  HubError,
  idPrefix,
  type Purpose,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { base64url, canonicalJson, type Json, newId, sha256 } from '../../kernel/index.js';
import type { EntryDraft } from '../../ledger/index.js';
import { type Signed, signatureTopic } from '../../passkeys/index.js';
import { catalogueEntry, ruleEntry } from '../../purposes/index.js';
import type { RequestRecord } from '../domain/records.js';
import { insertDecision, type NewDecision } from '../store/decisions.js';
import type { ConsentNeeds, KnownPerson } from './needs.js';

/** A checked answer of one person to one question. */
export interface Answer {
  readonly caller: Citizen;
  readonly known: KnownPerson;
  readonly request: RequestRecord;
  readonly purpose: Purpose;
  readonly submission: DecisionSubmission;
}

export interface Recorded {
  readonly id: DecisionId;
  readonly decidedAt: Date;
  readonly entry: EntryId;
}

type Proof = Omit<NewDecision, 'entry' | 'seq' | 'decidedAt' | 'signedWith'>;

/** Writes a decision, its entry and, for a refusal, its effects: all in the caller's transaction, under its locks. */
export async function recordDecision(
  needs: ConsentNeeds,
  tx: Tx,
  answer: Answer,
  claim: Claim | null,
): Promise<Recorded> {
  const proof = proofOf(needs, answer);
  const { id, subject, purpose } = proof;
  const signed = await signedBy(needs, tx, answer, proof);
  const signedWith = signed?.entry ?? null;
  const relies = [
    answer.request.entry,
    await catalogueEntry(tx, purpose, proof.version),
    await ruleEntry(tx, proof.ruleVersion),
    ...(signedWith === null ? [] : [signedWith]),
  ];
  const location = `/v1/me/children/${answer.known.child}/decisions/${id}`;
  await settleOnce(tx, claim, { status: 201, location });
  const { id: entry, seq, at } = await needs.ledger.append(tx, { ...draftOf(proof, signed), relies });
  // After the entry, because the row names the entry and its place in the one order that counts.
  await insertDecision(tx, { ...proof, signedWith, entry, seq, decidedAt: at });
  await needs.onDecisionRecorded(tx, { person: proof.person, withdrawn: false });
  if (proof.choice === 'refused') await needs.onConsentWithdrawn(tx, { subject, purpose, entry });
  return { id, decidedAt: at, entry };
}

function proofOf(
  { clock, catalogue }: ConsentNeeds,
  { caller, known, request, purpose, submission }: Answer,
): Proof {
  const decidedOn = clock.today();
  const rule = catalogue.ruleOn(decidedOn);
  if (rule === null) throw new HubError('state-conflict', { detail: 'no consent rule is in force yet' });
  const { choice, flows, language, noticeHash } = submission;
  const { subject, person, as } = known;
  const decided = { purpose: purpose.id, version: purpose.version, noticeHash, language, choice, flows };
  return {
    ...decided,
    // A signature names the decision that it is for.
    id: submission.signature?.decision ?? newId<'DecisionId'>(idPrefix.decision),
    request: request.id,
    subject,
    person,
    as,
    digest: digestOf(decided),
    acr: caller.acr,
    channel: 'portal',
    ruleVersion: rule.version,
    decidedOn,
  };
}

/** A no works however it comes; a yes must be signed where the person said so. @throws PasskeyInvalid | SignatureRequired */
async function signedBy(
  { passkeys }: ConsentNeeds,
  tx: Tx,
  { request, submission }: Answer,
  { person, digest, choice }: Proof,
): Promise<Signed | null> {
  const { signature } = submission;
  if (signature !== undefined) {
    return passkeys.checkSignature(tx, { person, request: request.id, digest }, signature);
  }
  if (choice === 'given') await passkeys.requireUnsignedCounts(tx, person);
  return null;
}

/** What the person signs the digest of. */
export const digestOf = (decided: Decision): string => base64url(sha256(canonicalJson(canonical(decided))));

/** What the person decides, in the form whose hash that person may sign. */
const canonical = ({ purpose, version, noticeHash, language, choice, flows }: Decision): Json => ({
  purpose,
  version,
  noticeHash,
  language,
  choice,
  flows: flows.map(({ flow, sources, recipients, fields }) => ({ flow, sources, recipients, fields })),
});

function draftOf(proof: Proof, signed: Signed | null): EntryDraft {
  const { subject, person, as, id, request, purpose, version, choice, ruleVersion, digest } = proof;
  const { acr, channel, decidedOn } = proof;
  const decided = canonical({ ...proof, language: proof.language, flows: [...proof.flows] });
  return {
    event: choice === 'given' ? 'consent.given' : 'consent.refused',
    owner: subject,
    retention: 'consent-proof',
    payload: {
      ...{ subject, person, as, decision: id, request, purpose, version, choice, ruleVersion, digest },
      ...(signed !== null && { signedWith: signed.entry }),
    },
    parts: [
      { topic: 'decision', person, value: decided },
      { topic: 'circumstances', person, value: { acr, channel, decidedOn } },
      ...(signed === null ? [] : [{ topic: signatureTopic, person, value: signed.part as unknown as Json }]),
    ],
  };
}
