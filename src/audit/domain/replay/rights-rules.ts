/** A person's request about own rights: passed on while it is open, to partners that know the child, each answering once. */
import type { Child } from './child.js';
import type { LogState } from './log-state.js';
import type { KnownRequest } from './rights-requests.js';
import { refuted, type Said } from './said.js';

export function asked(log: LogState, said: Said<'rights.requested'>): Child {
  const { request: id, subject, right, dueOn } = said.payload;
  const child = log.child(subject, said);
  log.rights.ask({ id, asked: said.index, subject, right, dueOn, open: true, waits: new Set() });
  return child;
}

export function answered(
  log: LogState,
  said: Said<'rights.refused'> | Said<'rights.granted'> | Said<'rights.withdrawn'>,
): Child {
  const child = log.child(said.payload.subject, said);
  log.rights.close(said.payload.request);
  return child;
}

/** An officer's look at a request; of an erased child's no child is named. */
export const opened = (log: LogState, said: Said<'rights.opened'>): Child | undefined =>
  said.payload.subject === undefined ? undefined : log.child(said.payload.subject, said);

export function extended(log: LogState, said: Said<'rights.extended'>): Child {
  const child = log.child(said.payload.subject, said);
  log.rights.extend(said.payload.request, said.payload.dueOn);
  return child;
}

export function assigned(log: LogState, said: Said<'rights.assigned'>): Child {
  const { assignment, partner, dueOn, subject } = said.payload;
  const child = log.child(subject, said);
  const request = openRequest(log, said);
  if (!child.enrolled.includes(partner)) {
    throw log.missing('rights-assigned', 'the partner was not enrolled with the child', said);
  }
  if (dueOn > request.dueOn) {
    throw refuted('rights-assigned', 'the partner may answer after the request itself is due', said);
  }
  if (!said.relies.includes(request.asked)) {
    throw refuted('rights-assigned', 'does not stand on the request that it passes on', said);
  }
  const known = { request, partner, assigned: said.index, answered: false };
  if (!log.rights.assign(assignment, known)) {
    throw refuted('rights-assigned', 'the partner was asked this before, and has not answered', said);
  }
  return child;
}

export function partnerAnswered(log: LogState, said: Said<'rights.partner-answered'>): Child {
  const { assignment, partner, subject, outcome, manner, article } = said.payload;
  const child = log.child(subject, said);
  const request = openRequest(log, said);
  const known = log.rights.findAssignment(assignment);
  if (known === null) throw log.missing('rights-assigned', 'answers what was never assigned', said);
  if (known.request !== request || known.partner !== partner || !said.relies.includes(known.assigned)) {
    throw refuted('rights-assigned', 'answers what another partner was asked, or another request', said);
  }
  if (known.answered) throw refuted('rights-assigned', 'the partner answered this before', said);
  if (
    (outcome === 'answered') !== (manner !== undefined) ||
    (outcome === 'refused') !== (article !== undefined)
  ) {
    throw refuted(
      'rights-assigned',
      'says how or on which article of an outcome that has none, or not',
      said,
    );
  }
  log.rights.answer(known);
  return child;
}

/** @throws ClaimBroken | Unproven */
function openRequest(
  log: LogState,
  said: Said<'rights.assigned'> | Said<'rights.partner-answered'>,
): KnownRequest {
  const { request: id, subject, right } = said.payload;
  const request = log.rights.find(id);
  if (request === null) throw log.missing('rights-assigned', 'is about a request that nobody made', said);
  if (request.subject !== subject || request.right !== right) {
    throw refuted('rights-assigned', 'is about another child or right than the request', said);
  }
  if (!request.open) throw refuted('rights-assigned', 'the request was answered before', said);
  return request;
}
