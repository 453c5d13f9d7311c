/**
 * Who must consent, what people decided, and what is in force at this moment. Knows the law's ages and authority as
 * data, and persons and partners only by opaque ids. Must never store that something is in force, because a birthday
 * would make it a lie; and must never tell one person, or a partner, what another person chose.
 */
import type { PartnerId, PersonId, Role, Route, SubjectId } from '../contract/index.js';
import type { Tx } from '../database/index.js';
import { consentRoutes } from './routes.js';
import { introductionAllowed } from './usecases/allow-introduction.js';
import type { ConsentNeeds } from './usecases/needs.js';
import { type JudgedStanding, type StandingQuestion, standing } from './usecases/standing.js';
import { questionsWaiting } from './usecases/waiting.js';

export { ruleInForce } from './domain/age-band.js';
export { consentEntryKinds } from './domain/entry-kinds.js';
export type {
  AuthorityFact,
  BirthDateFact,
  CapacityFact,
  DecisionFact,
  SubjectHistory,
} from './domain/history.js';
export {
  type AllowedFlow,
  type ConsentInForce as Standing,
  type ConsentQuestion,
  consentInForce,
  personalState,
} from './domain/in-force.js';
export type { StandsAs } from './domain/records.js';
export { requiredPersons } from './domain/required-persons.js';
export { isAsked } from './domain/visibility.js';
export { explanationContext } from './usecases/explanation.js';
export type { ConsentNeeds, ConsentWithdrawn, PeopleDoor } from './usecases/needs.js';
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
  /** For how many purposes a question waits for this person's answer. */
  questionsWaiting(
    tx: Tx,
    person: { readonly person: PersonId; readonly subject: SubjectId },
  ): Promise<number>;
  readonly routes: readonly Route[];
}

export const createConsent = (needs: ConsentNeeds): Consent => ({
  standing: (tx, question) => standing(needs, tx, question),
  introductionAllowed: (tx, question) => introductionAllowed(needs, tx, question),
  questionsWaiting: (tx, person) => questionsWaiting(needs, tx, person),
  routes: consentRoutes(needs),
});
