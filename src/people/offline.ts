/** What is known about who a child's persons are, and the rules about it, for who holds entries against them without a database. */
export { kindsThatLeaveOut, standingFor, waitsForConfirmation } from './domain/authority.js';
export { capacityWaits, settledCapacity } from './domain/capacity.js';
export { peopleEntryKinds } from './domain/entry-kinds.js';
export type {
  AuthorityFact,
  BirthDateFact,
  CapacityFact,
  Enrolment,
  KnownPerson,
  Merge,
  PersonRecord,
  StandsAs,
  SubjectFacts,
} from './domain/facts.js';
export { subjectFacts } from './domain/facts.js';
export { recognise } from './domain/recognition.js';
