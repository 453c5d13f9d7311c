import {
  type AccountId,
  type Citizen,
  type Claim,
  type Decision,
  type DecisionId,
  type DecisionSubmission,
  type EntryId,
  HubError,
  idPrefix,
  type Purpose,
  type RecordedChannel,
  type RecordingId,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { base64url, canonicalJson, type Json, type JsonObject, newId, sha256 } from '../../kernel/index.js';
import type { EntryDraft } from '../../ledger/index.js';
import { type Signed, signatureTopic } from '../../passkeys/index.js';
import { catalogueEntry, ruleEntry } from '../../purposes/index.js';
import type { Voucher } from '../domain/recording.js';
import type { RequestRecord } from '../domain/records.js';
import { insertDecision, type NewDecision } from '../store/decisions.js';
import type { ConsentNeeds, KnownPerson } from './needs.js';

/** A checked answer of one person to one question. */
export interface Answer {
  /** Whose login says how sure it is who decided: the person's, or that of the professional who wrote it down. */
  readonly caller: Pick<Citizen, 'acr'>;
  readonly known: Omit<KnownPerson, 'child'>;
  readonly request: Pick<RequestRecord, 'id' | 'entry'>;
  readonly purpose: Purpose;
  readonly submission: Pick<DecisionSubmission, 'choice' | 'flows' | 'language' | 'noticeHash' | 'signature'>;
  readonly location: ((id: DecisionId) => string) | null;
  /** Where another hand wrote it down. */
  readonly recorded?: ByAnotherHand;
}

export interface ByAnotherHand {
  readonly channel: RecordedChannel;
  readonly by: Voucher;
  /** The yes that was written down; null with a no. */
  readonly recording: RecordingId | null;
  readonly second: Second | null;
  readonly relies: readonly EntryId[];
}

/** Who stood for what was written down, or ended it. */
export type Second =
  | ({ readonly as: 'witness' } & Voucher)
  | { readonly as: 'person'; readonly account: AccountId }
  | { readonly as: 'code' };

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
    ...(answer.recorded?.relies ?? []),
  ];
  await settleOnce(tx, claim, { status: 201, location: answer.location?.(id) ?? null });
  const draft = draftOf(proof, signed, answer.recorded);
  const { id: entry, seq, at } = await needs.ledger.append(tx, { ...draft, relies });
  // After the entry, because the row names the entry and its place in the one order that counts.
  await insertDecision(tx, { ...proof, signedWith, entry, seq, decidedAt: at });
  await needs.onDecisionRecorded(tx, { person: proof.person, withdrawn: false });
  if (proof.choice === 'refused') await needs.onConsentWithdrawn(tx, { subject, purpose, entry });
  return { id, decidedAt: at, entry };
}

function proofOf(
  { clock, catalogue }: ConsentNeeds,
  { caller, known, request, purpose, submission, recorded }: Answer,
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
    channel: recorded?.channel ?? 'portal',
    recordedBy: recorded?.by.partner ?? null,
    recording: recorded?.recording ?? null,
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
export const digestOf = (decided: Decision): string =>
  base64url(sha256(canonicalJson(decisionPart(decided))));

/** What the person decides, in the form whose hash that person may sign. */
export const decisionPart = ({ purpose, version, noticeHash, language, choice, flows }: Decision): Json => ({
  purpose,
  version,
  noticeHash,
  language,
  choice,
  flows: flows.map(({ flow, sources, recipients, fields }) => ({ flow, sources, recipients, fields })),
});

const recordedPart = ({ channel, by, recording, second }: ByAnotherHand): JsonObject => ({
  ...{ channel, partner: by.partner, by: by.account, function: by.function, recording },
  second: second?.as === 'witness' ? witnessPart(second) : second,
});

const witnessPart = ({ as, partner, account, function: duty }: Voucher & { readonly as: string }) => ({
  ...{ as, partner, by: account, function: duty },
});

function draftOf(proof: Proof, signed: Signed | null, recorded: ByAnotherHand | undefined): EntryDraft {
  const { subject, person, as, id, request, purpose, version, choice, ruleVersion, digest } = proof;
  const { acr, channel, decidedOn } = proof;
  const decided = decisionPart({ ...proof, language: proof.language, flows: [...proof.flows] });
  return {
    event: choice === 'given' ? 'consent.given' : 'consent.refused',
    owner: subject,
    retention: 'consent-proof',
    payload: {
      ...{ subject, person, as, decision: id, request, purpose, version, choice, ruleVersion, digest },
      ...(signed !== null && { signedWith: signed.entry }),
      ...(recorded !== undefined && { recorded: recordedPart(recorded) }),
    },
    parts: [
      { topic: 'decision', person, value: decided },
      { topic: 'circumstances', person, value: { acr, channel, decidedOn } },
      ...(signed === null ? [] : [{ topic: signatureTopic, person, value: signed.part as unknown as Json }]),
    ],
  };
}
