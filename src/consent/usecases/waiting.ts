import type { PersonId, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { answers } from '../domain/asked.js';
import { personalState } from '../domain/in-force.js';
import type { ConsentNeeds } from './needs.js';
import { type ChildView, viewBy } from './view-child.js';

/** For how many purposes a question waits for this person's answer. */
export async function questionsWaiting(
  needs: ConsentNeeds,
  tx: Tx,
  { subject, person }: { readonly subject: SubjectId; readonly person: PersonId },
): Promise<number> {
  const view = await viewBy(needs, tx, { subject, person }, ({ youngPerson }) =>
    person === youngPerson ? 'young-person' : 'guardian',
  );
  if (!view.asked) return 0;
  const purposes = new Set(view.requests.map(({ purpose }) => purpose));
  return [...purposes].filter((purpose) => waits(needs, view, purpose)).length;
}

function waits({ catalogue, clock }: ConsentNeeds, view: ChildView, id: string): boolean {
  const purpose = catalogue.current(id);
  if (purpose === null) return false;
  const asked = view.requests.filter((r) => r.purpose === id && r.version === purpose.version);
  if (asked.length === 0) return false;
  const decisions = view.decisions.filter((decision) => decision.purpose === id);
  const question = {
    version: purpose.version,
    retention: purpose.retention,
    now: clock.now(),
    today: clock.today(),
  };
  const { person } = view.known;
  const state = personalState(view.history, catalogue.rules, decisions, person, question);
  const own = decisions.findLast((decision) => decision.person === person);
  if (own === undefined || state === 'expired' || state === 'invalidated') return true;
  const unanswered = asked.filter((request) => !answers(own, request, view.requests));
  // Who said no is not asked again by a question that is already there, only by a new one.
  return state === 'given' ? unanswered.length > 0 : asked.some(({ order }) => order > own.order);
}
