import type { PartnerId } from '../../contract/index.js';
import type { AuthorityFact, SubjectHistory } from './history.js';

/** Whether anything of what is known is this partner's word; without it nothing would be otherwise. */
export const hasWordOf = ({ recognitions, authorities }: SubjectHistory, partner: PartnerId): boolean =>
  recognitions.some(({ invitedBy }) => invitedBy === partner) ||
  authorities.some(({ assertedBy }) => assertedBy === partner);

/**
 * What would be known had this partner named nobody: what it said of authority counts from the point where it was
 * confirmed, and whoever only its invitations made known is not known. A partner speaks only of persons that it invited
 * itself, so that its invitations of guardians fall away with its words. Its word of capacity may stay: unconfirmed it can
 * only close.
 */
export const withoutWordOf = (history: SubjectHistory, partner: PartnerId): SubjectHistory => ({
  ...history,
  recognitions: history.recognitions.filter(({ invitedBy }) => invitedBy !== partner),
  authorities: history.authorities.flatMap((fact) =>
    fact.assertedBy === partner ? asConfirmed(fact) : [fact],
  ),
});

const asConfirmed = (fact: AuthorityFact): readonly AuthorityFact[] =>
  fact.confirmedOrder === null ? [] : [{ ...fact, order: fact.confirmedOrder }];
