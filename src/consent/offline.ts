/** Who must consent and whether consent is in force, as pure rules, for who holds entries against them without a database. */
export { ruleInForce } from './domain/age-band.js';
export { consentEntryKinds } from './domain/entry-kinds.js';
export { expiryInstant, expiryOf } from './domain/expiry.js';
export type {
  AuthorityFact,
  BirthDateFact,
  CapacityFact,
  DecisionFact,
  SubjectHistory,
} from './domain/history.js';
export {
  type AllowedFlow,
  type ConsentQuestion,
  consentInForce,
  consentStanding,
  personalState,
  type Standing,
} from './domain/in-force.js';
export {
  mayWitness,
  type RecordingFact,
  type RecordingRule,
  stillSaid,
  type Voucher,
} from './domain/recording.js';
export type { StandsAs } from './domain/records.js';
export { requiredPersons } from './domain/required-persons.js';
export { isAsked } from './domain/visibility.js';
