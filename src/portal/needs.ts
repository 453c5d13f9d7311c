import type { ComingOfAge, Question, RecordingDetails } from '../consent/index.js';
import type {
  AccountId,
  ChildRef,
  Citizen,
  Claim,
  DecisionId,
  DecisionSubmission,
  DecisionToSign,
  EntryId,
  OfficerLook,
  OwnRightsRequest,
  PartnerId,
  ReceiptId,
  ReceiptSummary,
  RightsRequestId,
  SignatureChallenge,
} from '../contract/index.js';
import type { Access, AccessFilter, StopAnswer } from '../exchange/index.js';
import type { MailCatcher, Notify } from '../notify/index.js';
import type { Assets, Frame } from '../pages/index.js';
import type { Passkeys } from '../passkeys/index.js';
import type { ListedChild, NamedChild } from '../people/index.js';
import type { Catalogue } from '../purposes/index.js';
import type { Receipt, Sizes } from '../receipts/index.js';
import type { AskedRight, RetentionRule } from '../rights/index.js';
import type { OfferedKeys } from './pages/check-page.js';

export interface NamedPartner {
  readonly id: PartnerId;
  readonly name: string;
}

/** What the screens ask of the rooms before them: the same use cases that the API has. */
export interface PortalNeeds {
  /** Before a step that cannot be undone (null), or undoes what was made then. */
  mustSignInAgain(caller: Citizen, madeAt: Date | null): boolean;
  readonly people: {
    /** @throws NotFound | HubError `rate-limited` | `state-conflict` | `ledger-unavailable` */
    redeem(caller: Citizen, code: string): Promise<NamedChild>;
    children(account: AccountId): Promise<readonly ListedChild[]>;
    /** @throws NotFound also for a child that is not this person's */
    child(account: AccountId, child: ChildRef): Promise<NamedChild>;
  };
  readonly consent: {
    /** @throws NotFound */
    questions(account: AccountId, child: ChildRef, language: string): Promise<readonly Question[]>;
    /** @throws NotFound | PurposeNotOffered | InvalidRequest | HubError `state-conflict` */
    askSignature(caller: Citizen, child: ChildRef, answer: DecisionToSign): Promise<SignatureChallenge>;
    /** @throws NotFound */
    comingOfAge(account: AccountId, child: ChildRef): Promise<ComingOfAge | null>;
    /** @throws NotFound | PurposeNotOffered | InvalidRequest | HubError `passkey-invalid` | `signature-required` */
    decide(
      caller: Citizen,
      child: ChildRef,
      submission: DecisionSubmission,
      claim: Claim | null,
      signal: AbortSignal,
    ): Promise<unknown>;
    /** @throws NotFound | NothingToWithdraw */
    withdraw(
      caller: Citizen,
      child: ChildRef,
      decision: DecisionId,
      claim: Claim | null,
      signal: AbortSignal,
    ): Promise<unknown>;
    /** What the paper with this code says. @throws HubError `rate-limited` | NotFound */
    readRecording(code: string): Promise<RecordingDetails>;
    /** @throws HubError `rate-limited` | NotFound */
    undoRecording(code: string, signal: AbortSignal): Promise<void>;
    /** @throws HubError `rate-limited` | NotFound | `ledger-unavailable` */
    confirmRecording(
      caller: Citizen,
      code: string,
      claim: Claim | null,
      signal: AbortSignal,
    ): Promise<{ readonly child: ChildRef }>;
  };
  readonly passkeys: Pick<Passkeys, 'available' | 'list' | 'begin' | 'register' | 'revoke'>;
  readonly exchange: {
    /** @throws NotFound */
    accesses(
      caller: Citizen,
      child: ChildRef,
      cursor: string | null,
      filter?: AccessFilter,
      pageSize?: number,
    ): Promise<{
      readonly items: readonly Access[];
      readonly next: string | null;
      readonly team: readonly NamedPartner[];
    }>;
    /** @throws NotFound */
    stopAnswers(
      caller: Citizen,
      child: ChildRef,
      because: readonly EntryId[],
    ): Promise<readonly StopAnswer[]>;
  };
  readonly receipts: {
    /** @throws NotFound | LedgerUnavailable */
    give(account: AccountId, child: ChildRef, receipt: ReceiptId): Promise<Receipt>;
    /** @throws NotFound */
    list(
      account: AccountId,
      child: ChildRef,
      cursor: string | null,
      sizes?: Sizes,
    ): Promise<{ readonly items: readonly ReceiptSummary[]; readonly next: string | null }>;
    /** @throws NotFound */
    looks(account: AccountId, child: ChildRef): Promise<readonly OfficerLook[]>;
  };
  readonly rights: {
    own(account: AccountId): Promise<readonly OwnRightsRequest[]>;
    /** @throws InvalidRequest | NotFound | StateConflict | HubError `caller-not-allowed` | `step-up-required` */
    ask(caller: Citizen, child: ChildRef, asked: AskedRight, claim: Claim | null): Promise<unknown>;
    /** @throws NotFound | StateConflict */
    withdraw(caller: Citizen, request: RightsRequestId, claim: Claim | null): Promise<unknown>;
  };
  readonly notify: Pick<Notify, 'settings' | 'choose' | 'confirm'>;
  /** Only in development without a mail server. */
  readonly caughtMail: MailCatcher | null;
  readonly catalogue: Pick<Catalogue, 'labels' | 'current' | 'version' | 'purposes'>;
  /** Of this hub, for the page that verifies a receipt. */
  readonly keys: () => OfferedKeys;
  /** What the hub keeps, and how long: the rule that it keeps to. */
  readonly retention: RetentionRule;
  readonly contactEmail: string;
  readonly publicUrl: string;
  readonly frame: Frame;
  readonly assets: Assets;
}
