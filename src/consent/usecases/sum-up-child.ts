import type { PersonId, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { ChildSummary } from '../../people/index.js';
import { consentInForce, personalState } from '../domain/in-force.js';
import { stateOf } from '../domain/request-state.js';
import { waitsFor } from '../domain/waits.js';
import type { ConsentNeeds } from './needs.js';
import { type ChildView, viewBy } from './view-child.js';

const nothingToTell: ChildSummary = { waiting: 0, shared: [], incomplete: [] };

/** What waits for this person, and what is shared on its yes now. Whoever is not asked learns nothing. */
export async function sumUpChild(
  needs: ConsentNeeds,
  tx: Tx,
  { subject, person }: { readonly subject: SubjectId; readonly person: PersonId },
): Promise<ChildSummary> {
  const view = await viewBy(needs, tx, { subject, person }, ({ youngPerson }) =>
    person === youngPerson ? 'young-person' : 'guardian',
  );
  if (!view.asked) return nothingToTell;
  const purposes = [...new Set(view.requests.map(({ purpose }) => purpose))];
  const found = purposes.map((id) => ({ id, ...stateOfPurpose(needs, view, id) }));
  const those = (yes: Standing['yes']) => found.filter((one) => one.yes === yes).map(({ id }) => id);
  return {
    waiting: found.filter(({ waits }) => waits).length,
    shared: those('complete'),
    incomplete: those('incomplete'),
  };
}

interface Standing {
  readonly waits: boolean;
  /** Of this person's yes; null where there is none that counts. */
  readonly yes: 'complete' | 'incomplete' | null;
}

function stateOfPurpose({ catalogue, clock }: ConsentNeeds, view: ChildView, id: string): Standing {
  const purpose = catalogue.current(id);
  const asked = view.requests.filter((r) => r.purpose === id && r.version === purpose?.version);
  if (purpose === null || asked.length === 0) return { waits: false, yes: null };
  const { history, requests } = view;
  const decisions = view.decisions.filter((decision) => decision.purpose === id);
  const { version, retention } = purpose;
  const question = { version, retention, now: clock.now(), today: clock.today() };
  const { person } = view.known;
  const state = personalState(history, catalogue.rules, decisions, person, question);
  const own = decisions.findLast((decision) => decision.person === person);
  const waits = asked.some((request) => waitsFor(request, requests, own, state));
  if (state !== 'given') return { waits, yes: null };
  const inForce = consentInForce(history, catalogue.rules, decisions, question);
  const complete = asked.some((request) => stateOf(request, requests, decisions, inForce) === 'complete');
  return { waits, yes: complete ? 'complete' : 'incomplete' };
}
