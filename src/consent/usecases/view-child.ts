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

export async function viewOf(needs: ConsentNeeds, tx: Tx, known: ViewedAs): Promise<ChildView> {
  const { subject, person, as } = known;
  const history = await needs.people.facts(tx, subject);
  const requests = await requestsOf(tx, subject);
  const decisions = await decisionsOf(tx, subject);
  const asked = isAsked(history, needs.catalogue.rules, needs.clock.today(), person, as);
  return { known, history, requests, decisions, asked };
}
