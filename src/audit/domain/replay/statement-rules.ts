/** What somebody was told to be all accesses to a child, held against all that this viewer could see at that point. */
import type { PersonId, SubjectId } from '../../../contract/index.js';
import { seesUntil } from '../../../exchange/offline.js';
import {
  readStatedPart,
  type SeesUntil,
  type StatedPart,
  statedOf,
  statedTopic,
} from '../../../receipts/offline.js';
import type { Child } from './child.js';
import type { LogState } from './log-state.js';
import { refuted, type Said, Unproven } from './said.js';

export function stated(log: LogState, said: Said<'access.stated'>): Child {
  const child = log.child(said.payload.subject as SubjectId, said);
  log.requireLatest(said, child);
  const told = toldIn(said);
  const until = untilOf(log, child, said, told);
  if (told.until !== until) {
    if (child.hasErasedParts) throw new Unproven('a fact that tells how far the viewer sees was erased');
    throw refuted('list-complete', `states another end of what ${told.viewer.as} could see`, said);
  }
  const { today } = log.momentOf(said.at, said.payload.judgedOn, said);
  const sight = { until, family: told.viewer.as !== 'officer' };
  const hashes = log.accesses.seen(child, sight, log.catalogue.at(said), today);
  const right = statedOf(told.viewer, until, hashes);
  if (right.root === told.root && right.count === told.count) return child;
  const reason = `states ${told.count} accesses to the child where the viewer could see ${right.count}: ${differenceOf(told, right)}`;
  // An access that was erased can only be missing here, never there.
  const missing = told.count - right.count;
  if (missing > 0 && missing <= log.erased) throw new Unproven(reason);
  throw refuted('list-complete', reason, said);
}

function differenceOf(told: StatedPart, right: StatedPart): string {
  if (told.count < right.count) return 'something was left out';
  if (told.count > right.count) return 'something was put in';
  return 'others, or in another order';
}

/** @throws Unproven where the part was erased with its viewer */
function toldIn(said: Said<'access.stated'>): StatedPart {
  const { parts } = said.payload as { readonly parts?: readonly string[] };
  if (parts?.length !== 1) {
    throw refuted('list-complete', 'has not one part: each viewer could be shown another', said);
  }
  const value = said.parts.get(statedTopic);
  if (value === undefined && said.erasedParts > 0) throw new Unproven('the statement was erased');
  const told = readStatedPart(value);
  if (told === null) throw refuted('list-complete', 'says nothing that could be held against the log', said);
  return told;
}

/** @throws ClaimBroken | Unproven */
function untilOf(
  log: LogState,
  child: Child,
  said: Said<'access.stated'>,
  { viewer }: StatedPart,
): SeesUntil {
  const { today } = log.momentOf(said.at, said.payload.judgedOn, said);
  if (viewer.as === 'officer') return null;
  const known = child.persons.find(({ id }) => id === viewer.person);
  if (known === undefined || known.account === null) {
    throw log.missing('person-known', 'was stated to somebody who was not recognised', said);
  }
  if (known.standsAs !== viewer.as || known.sameAs !== null) {
    throw refuted('person-known', 'was stated to a person as somebody else', said);
  }
  return seesUntil({ person: viewer.person as PersonId, as: viewer.as }, child.history, today);
}
