import type { DecisionFact } from './history.js';
import type { PersonalState } from './in-force.js';

/**
 * How a person's own decision stands, in the terms of the W3C Data Privacy Vocabulary. Its `requested` is a question that
 * this person has not answered, and so has no decision.
 *
 * @see https://w3id.org/dpv#ConsentStatus
 */
export type ConsentStatus = PersonalState | 'renewed';

/**
 * A yes after an earlier yes of the same person is `renewed`, whatever came between: another version, a no, a lapse.
 *
 * @param about every decision about the purpose, whatever the version
 */
export const statusOf = (
  state: PersonalState,
  own: DecisionFact,
  about: readonly DecisionFact[],
): ConsentStatus =>
  state === 'given' &&
  about.some(({ person, choice, order }) => person === own.person && choice === 'given' && order < own.order)
    ? 'renewed'
    : state;
