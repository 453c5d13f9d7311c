/**
 * The yes or no: facts in, permit or forbid out, with the ids of the policies that decided (Cedar, `policies/`). Knows
 * no table, no clock and no caller; it must never fetch a fact by itself, because what it is told is what the ledger
 * records it relied on.
 */
export { PolicyInvalid } from './domain/errors.js';
export type {
  FlowFacts,
  PartnerFacts,
  PolicyAnswer,
  PolicyQuestion,
  PurposeFacts,
} from './domain/question.js';
export { openPolicies, type Policies } from './usecases/open-policies.js';
export { policiesInTexts } from './usecases/read-policy-files.js';
