import type { Tx } from '../../database/index.js';
import type { SubjectHistory } from '../domain/history.js';
import type { DecisionRecord, RequestRecord } from '../domain/records.js';
import { isAsked } from '../domain/visibility.js';
import { decisionsOf } from '../store/decisions.js';
import { requestsOf } from '../store/requests.js';
import type { ConsentNeeds, KnownPerson } from './needs.js';

export type ViewedAs = Omit<KnownPerson, 'child'>;

/** One child as one person may see it. */
export interface ChildView {
  readonly known: ViewedAs;
  readonly history: SubjectHistory;
  readonly requests: readonly RequestRecord[];
  readonly decisions: readonly DecisionRecord[];
  /** Whether this person is asked at all now; otherwise only the own decisions show. */
  readonly asked: boolean;
}

export const viewOf = (needs: ConsentNeeds, tx: Tx, known: ViewedAs): Promise<ChildView> =>
  viewBy(needs, tx, known, () => known.as);

/** The same for a person of whom only the facts tell what that person is to the child. */
export async function viewBy(
  needs: ConsentNeeds,
  tx: Tx,
  { subject, person }: Pick<ViewedAs, 'subject' | 'person'>,
  asOf: (history: SubjectHistory) => ViewedAs['as'],
): Promise<ChildView> {
  const [history, requests, decisions] = await Promise.all([
    needs.people.facts(tx, subject),
    requestsOf(tx, subject),
    decisionsOf(tx, subject),
  ]);
  const as = asOf(history);
  const asked = isAsked(history, needs.catalogue.rules, needs.clock.today(), person, as);
  return { known: { subject, person, as }, history, requests, decisions, asked };
}
