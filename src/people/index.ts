/**
 * Children, the young people they become, their guardians and who has authority; how partners get to know a child
 * without learning who else does. Knows pseudonyms only as keyed hashes, names and birth dates only sealed. Must never
 * see a BSN, and never answer *who else knows this child* to a partner: that is what makes enrolling safe.
 */
import type {
  AccountId,
  ChildRef,
  Citizen,
  Claim,
  Officer,
  PartnerId,
  PersonId,
  PersonRef,
  Route,
  SubjectId,
  SubjectRef,
  WaitingAssertion,
} from '../contract/index.js';
import type { Tx } from '../database/index.js';
import type { Enrolment, KnownPerson, PersonRecord, SubjectFacts } from './domain/facts.js';
import { peopleRoutes } from './routes.js';
import {
  accountsInvitedBy,
  knownPerson,
  personByRef,
  personsOfAccount,
  recognisedPersons,
  refOfPerson,
} from './store/persons.js';
import {
  enrolmentsKnownTo,
  enrolmentsOf,
  firstNameOf,
  lockIfKnown,
  lockSubject,
  partnersOf,
  refOf,
  refsOf,
  subjectOf,
  teamOf,
} from './store/subjects.js';
import { type Confirmation, confirmAssertion } from './usecases/confirm-assertion.js';
import { requireKnown } from './usecases/known-person.js';
import {
  describeChild,
  type ListedChild,
  listChildren,
  type NamedChild,
  nameChild,
} from './usecases/list-children.js';
import { listWaitingAssertions } from './usecases/list-waiting-assertions.js';
import type { PeopleNeeds } from './usecases/needs.js';
import { readFacts, readFactsKnownTo } from './usecases/read-facts.js';
import { redeemInvitation } from './usecases/redeem-invitation.js';
import { openFirstName } from './usecases/sealed-facts.js';

export { codeOf, spelledCode } from './domain/code.js';
export * from './offline.js';
export { pseudonymHashes } from './store/subjects.js';
export { evaluateLaid } from './usecases/evaluate-identifier.js';
export type { ListedChild, NamedChild } from './usecases/list-children.js';
export type { ChildSummary, PeopleNeeds } from './usecases/needs.js';
export { openBirthDate, openFirstName } from './usecases/sealed-facts.js';

export interface People {
  /** After catalogue and partners; read facts in a later statement. */
  lockSubject(tx: Tx, subject: SubjectId, mode: 'share' | 'update'): Promise<void>;
  /** The same for what goes on after an erasure. */
  lockIfKnown(tx: Tx, subject: SubjectId, mode: 'share' | 'update'): Promise<boolean>;
  /** The child behind a partner's own id; null for *unknown* and for *not yours*. */
  subjectOf(tx: Tx, partner: PartnerId, ref: SubjectRef): Promise<SubjectId | null>;
  /** That child, with the partners that are enrolled with it. */
  teamOf(
    tx: Tx,
    partner: PartnerId,
    ref: SubjectRef,
  ): Promise<{ readonly subject: SubjectId; readonly partners: readonly PartnerId[] } | null>;
  refOf(tx: Tx, subject: SubjectId, partner: PartnerId): Promise<SubjectRef | null>;
  /** What one partner calls these children; those that it did not enrol are absent. */
  refsOf(
    tx: Tx,
    subjects: readonly SubjectId[],
    partner: PartnerId,
  ): Promise<ReadonlyMap<SubjectId, SubjectRef>>;
  /** Partners enrolled with one child, by id. */
  enrolments(tx: Tx, subject: SubjectId): Promise<readonly Enrolment[]>;
  /** The same of several children; those that nobody enrolled are absent. */
  partnersOf(tx: Tx, subjects: readonly SubjectId[]): Promise<ReadonlyMap<SubjectId, readonly PartnerId[]>>;
  facts(tx: Tx, subject: SubjectId): Promise<SubjectFacts>;
  /** The same with who an account is to the child that it has under this id; null for *unknown* and *not this person's*. */
  factsKnownTo(
    tx: Tx,
    account: AccountId,
    child: ChildRef,
  ): Promise<{ readonly known: KnownPerson; readonly facts: SubjectFacts } | null>;
  /** Partners enrolled with the child that an account has under this id: nobody for *unknown* and *not this person's*. */
  enrolmentsKnownTo(tx: Tx, account: AccountId, child: ChildRef): Promise<readonly Enrolment[]>;
  /** Who an account is to the child that it has under this id. @throws NotFound also for a child that is not this person's */
  known(tx: Tx, account: AccountId, child: ChildRef): Promise<KnownPerson>;
  /** For which children an account was recognised, and as whom. */
  personsOf(tx: Tx, account: AccountId): Promise<readonly KnownPerson[]>;
  /** Null for a person whom nobody was recognised as, or who turned out to be another. */
  personById(tx: Tx, person: PersonId): Promise<(KnownPerson & { readonly account: AccountId }) | null>;
  /** The person behind a partner's own name for one of that child's; null for another partner's. */
  invitedPerson(tx: Tx, partner: PartnerId, subject: SubjectId, ref: PersonRef): Promise<PersonRecord | null>;
  /** A partner's own name for somebody whom it invited; null for whom it did not. */
  refOfPerson(tx: Tx, partner: PartnerId, subject: SubjectId, person: PersonId): Promise<PersonRef | null>;
  /** Each human being that was recognised as a person of that child, once. */
  recognised(tx: Tx, subject: SubjectId): Promise<readonly PersonId[]>;
  /** Accounts of those whom this partner itself invited for that child. */
  accountsInvitedBy(tx: Tx, subject: SubjectId, partner: PartnerId): Promise<readonly AccountId[]>;
  /** As the first partner enrolled the child, or null; for the family only. */
  firstNameFor(tx: Tx, subject: SubjectId): Promise<string | null>;
  /** The children for whom an account was recognised, as it sees them. */
  children(account: AccountId): Promise<readonly ListedChild[]>;
  /** @throws NotFound also for a child that is not this person's */
  child(account: AccountId, child: ChildRef): Promise<NamedChild>;
  /** @throws TooManyCodes | NotFound | StateConflict */
  redeem(caller: Citizen, code: string): Promise<ListedChild>;
  /** What privacy officers do; each look is recorded, and only the privacy officer confirms. */
  readonly officers: {
    /** @throws HubError `ledger-unavailable` */
    waiting(caller: Officer): Promise<readonly WaitingAssertion[]>;
    /** @throws NotFound | StateConflict | HubError `caller-not-allowed` | `ledger-unavailable` */
    confirm(caller: Officer, confirmation: Confirmation, claim: Claim | null): Promise<unknown>;
  };
  readonly routes: readonly Route[];
}

/** Milliseconds; far above what an enrolment takes, far below what a professional notices. */
const defaultAnswerStep = 200;

export function createPeople(
  parts: Omit<PeopleNeeds, 'answerStepMs'> & Partial<Pick<PeopleNeeds, 'answerStepMs'>>,
): People {
  const needs: PeopleNeeds = { answerStepMs: defaultAnswerStep, ...parts };
  return {
    lockSubject,
    lockIfKnown,
    subjectOf,
    teamOf,
    refOf,
    refsOf,
    enrolments: enrolmentsOf,
    partnersOf,
    facts: (tx, subject) => readFacts(needs, tx, subject),
    factsKnownTo: (tx, account, child) => readFactsKnownTo(needs, tx, account, child),
    enrolmentsKnownTo,
    known: requireKnown,
    personsOf: personsOfAccount,
    personById: knownPerson,
    invitedPerson: personByRef,
    refOfPerson,
    recognised: recognisedPersons,
    accountsInvitedBy,
    firstNameFor: async (tx, subject) => {
      const sealed = await firstNameOf(tx, subject);
      return sealed === null ? null : openFirstName(needs, subject, sealed);
    },
    children: (account) => listChildren(needs, account),
    child: (account, child) => nameChild(needs, account, child),
    redeem: async (caller, code) => describeChild(needs, await redeemInvitation(needs, caller, code)),
    officers: {
      waiting: (caller) => listWaitingAssertions(needs, caller),
      confirm: (caller, confirmation, claim) => confirmAssertion(needs, caller, confirmation, claim),
    },
    routes: peopleRoutes(needs),
  };
}
