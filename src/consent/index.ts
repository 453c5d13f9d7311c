/**
 * Who must consent, what people decided, and what is in force at this moment. Knows the law's ages and authority as
 * data, and persons and partners only by opaque ids. Must never store that something is in force, because a birthday
 * would make it a lie; and must never tell one person, or a partner, what another person chose.
 */
import type {
  AccountId,
  ChildRef,
  Citizen,
  Claim,
  DecisionId,
  DecisionSubmission,
  DecisionToSign,
  PartnerId,
  PersonId,
  Role,
  Route,
  SignatureChallenge,
  SubjectId,
} from '../contract/index.js';
import type { Tx } from '../database/index.js';
import type { ChildSummary } from '../people/index.js';
import { consentRoutes } from './routes.js';
import { introductionAllowed } from './usecases/allow-introduction.js';
import { askSignature } from './usecases/ask-signature.js';
import { decide, type RecordedDecision } from './usecases/decide.js';
import { listQuestions, type Question } from './usecases/list-questions.js';
import type { ConsentNeeds } from './usecases/needs.js';
import { type RecordingDetails, readRecording } from './usecases/read-recording.js';
import { confirmRecording } from './usecases/second-step.js';
import { type JudgedStanding, type StandingQuestion, standing } from './usecases/standing.js';
import { sumUpChild } from './usecases/sum-up-child.js';
import { tellComingOfAge } from './usecases/tell-coming-of-age.js';
import { undoRecording } from './usecases/undo-recording.js';
import { type RecordedWithdrawal, withdrawDecision } from './usecases/withdraw-decision.js';

export type { ComingOfAge } from './domain/coming-of-age.js';
export * from './offline.js';
export { explanationContext } from './usecases/explanation.js';
export type { Question } from './usecases/list-questions.js';
export type { ConsentNeeds, ConsentWithdrawn, PeopleDoor } from './usecases/needs.js';
export type { RecordingDetails } from './usecases/read-recording.js';
export { RecordingRuleInvalid, readRecordingRule } from './usecases/read-recording-rule.js';
export type { JudgedStanding, StandingQuestion } from './usecases/standing.js';

export interface Consent {
  /** Call under the locks on catalogue, partners and subject, in a later statement. */
  standing(tx: Tx, question: StandingQuestion): Promise<JudgedStanding>;
  /** Whether this partner, of that role, may be introduced to the child for this purpose; under the same locks. */
  introductionAllowed(
    tx: Tx,
    question: {
      readonly subject: SubjectId;
      readonly purpose: string;
      readonly to: PartnerId;
      readonly toRole: Role;
    },
  ): Promise<boolean>;
  /** What waits for this person's answer, and what is shared on its yes now. */
  sumUp(tx: Tx, person: { readonly person: PersonId; readonly subject: SubjectId }): Promise<ChildSummary>;
  /** @throws NotFound */
  questions(account: AccountId, child: ChildRef, language: string): Promise<readonly Question[]>;
  /** @throws NotFound | PurposeNotOffered | InvalidRequest | HubError `state-conflict` without a passkey */
  askSignature(caller: Citizen, child: ChildRef, answer: DecisionToSign): Promise<SignatureChallenge>;
  /** The birthday near today from which on others decide. @throws NotFound */
  comingOfAge(account: AccountId, child: ChildRef): ReturnType<typeof tellComingOfAge>;
  /** @throws NotFound | PurposeNotOffered | InvalidRequest | HubError `passkey-invalid` | `signature-required` */
  decide(
    caller: Citizen,
    child: ChildRef,
    submission: DecisionSubmission,
    claim: Claim | null,
    signal: AbortSignal,
  ): Promise<RecordedDecision>;
  /** @throws NotFound | NothingToWithdraw */
  withdraw(
    caller: Citizen,
    child: ChildRef,
    decision: DecisionId,
    claim: Claim | null,
    signal: AbortSignal,
  ): Promise<RecordedWithdrawal>;
  /** What the paper with this code says. @throws HubError `rate-limited` | NotFound */
  readRecording(code: string): Promise<RecordingDetails>;
  /** @throws HubError `rate-limited` | NotFound */
  undoRecording(code: string, signal: AbortSignal): Promise<void>;
  /** @throws HubError `rate-limited` | NotFound */
  confirmRecording(
    caller: Citizen,
    code: string,
    claim: Claim | null,
    signal: AbortSignal,
  ): Promise<{ readonly child: ChildRef }>;
  readonly routes: readonly Route[];
}

export const createConsent = (needs: ConsentNeeds): Consent => ({
  standing: (tx, question) => standing(needs, tx, question),
  introductionAllowed: (tx, question) => introductionAllowed(needs, tx, question),
  sumUp: (tx, person) => sumUpChild(needs, tx, person),
  questions: (account, child, language) => listQuestions(needs, account, child, language),
  askSignature: (caller, child, answer) => askSignature(needs, caller, child, answer),
  comingOfAge: (account, child) => tellComingOfAge(needs, account, child),
  decide: (caller, child, submission, claim, signal) =>
    decide(needs, caller, child, submission, claim, signal),
  withdraw: (caller, child, decision, claim, signal) =>
    withdrawDecision(needs, caller, child, decision, claim, signal),
  readRecording: (code) => readRecording(needs, code),
  undoRecording: (code, signal) => undoRecording(needs, code, signal),
  confirmRecording: (caller, code, claim, signal) => confirmRecording(needs, caller, code, claim, signal),
  routes: consentRoutes(needs),
});
