/** What flows: decided, sealed, released and received in this order, and covered at the moment of each. */
import type { ExchangeId, PartnerId, TaskId } from '../../../contract/index.js';
import type { Child } from './child.js';
import { type Judgement, requireCovered, requireRecipient } from './coverage.js';
import type { Asked, KnownExchange, KnownTask, TaskState } from './exchanges.js';
import type { LogState } from './log-state.js';
import { refuted, type Said } from './said.js';

export function permitted(log: LogState, said: Said<'exchange.permitted'>): Child {
  const { exchange, judgedOn, tasks, policyDigest, secondProfessional } = said.payload;
  const child = log.childReliedOn(said);
  requireNotErased(child, said);
  log.requireLatest(said, child);
  log.catalogue.requirePolicies(policyDigest, said);
  const asked = askedIn(said);
  const moment = log.momentOf(said.at, judgedOn, said);
  const judgement: Judgement = { log, child, asked, moment, place: said };
  const purpose = requireRecipient(judgement);
  if (secondProfessional) useApproval(log, child, said);
  const number = log.exchanges.add(exchange, said.index, child.number, asked);
  if (number === null) throw refuted('exchange-decided', 'the exchange was decided before', said);
  for (const { task, flow, basis, source, fields } of tasks) {
    const ordered = { flow, basis, source, fields };
    requireCovered(judgement, purpose, ordered);
    if (!log.exchanges.addTask(task, number, ordered)) {
      throw refuted('exchange-decided', 'a task was ordered before', said);
    }
  }
  return child;
}

function requireNotErased({ erased }: Child, said: Said<'exchange.permitted' | 'exchange.released'>): void {
  if (erased) throw refuted('erasure-respected', 'the child was erased before', said);
}

const askedIn = ({ payload }: Said<'exchange.permitted'>): Asked => {
  const { recipient, role, purpose, version, fields } = payload;
  return { recipient, role, purpose, version, fields };
};

/** A colleague's approval, which serves once. */
function useApproval(log: LogState, child: Child, said: Said<'exchange.permitted'>): void {
  const { recipient, purpose } = said.payload;
  const { account } = (said.parts.get('professional') ?? {}) as { readonly account?: string };
  const approval = child.approvals.find(
    (known) =>
      known.partner === recipient &&
      known.purpose === purpose &&
      !known.used &&
      (known.account === null || known.account !== account),
  );
  if (approval === undefined) {
    throw log.missing('emergency-approved', 'no second professional had approved it', said);
  }
  approval.used = true;
}

export function approved(log: LogState, said: Said<'emergency.approved'>): Child {
  const { partner, purpose } = said.payload;
  const child = log.childReliedOn(said);
  log.requireLatest(said, child);
  log.partners.requireActive(partner, said);
  const { account } = (said.parts.get('professional') ?? {}) as { readonly account?: string };
  const approval = { partner, purpose, account: account ?? null, used: false };
  child.approvals = child.approvals.concat(approval);
  return child;
}

/** An officer's word on an emergency of this child. */
export function reviewed(log: LogState, said: Said<'exchange.reviewed'>): Child {
  const { child } = exchangeOf(log, said, false);
  log.momentOf(said.at, said.payload.judgedOn, said);
  if (said.payload.verdict === 'not-necessary') log.warned.add(said.payload.exchange);
  else log.warned.delete(said.payload.exchange);
  return child;
}

/** The partner that asked answers that word. */
export function warningAnswered(log: LogState, said: Said<'exchange.warning-answered'>): Child {
  const { exchange, recipient } = said.payload;
  const { child, known } = exchangeOf(log, said, false);
  if (!log.warned.delete(exchange)) {
    throw log.missing('emergency-reviewed', 'no officer had called this emergency not necessary', said);
  }
  if (known.asked.recipient !== recipient) {
    throw refuted('emergency-reviewed', 'another partner answers than the one that asked', said);
  }
  return child;
}

/** An officer's look; of a child only where one was looked up. */
export const searched = (log: LogState, said: Said<'exchange.searched'>): Child | undefined =>
  said.payload.subject === undefined ? undefined : log.child(said.payload.subject, said);

/** An officer's look at one exchange, which may have been refused. */
export function inspected(log: LogState, said: Said<'exchange.inspected'>): Child {
  const child = log.child(said.payload.subject, said);
  if (said.relies.includes(-1)) {
    throw log.missing('exchange-decided', 'the exchange that was looked at was never decided', said);
  }
  return child;
}

export function refusedExchange(log: LogState, said: Said<'exchange.refused'>): Child {
  const child = log.childReliedOn(said);
  log.requireLatest(said, child);
  log.catalogue.requirePolicies(said.payload.policyDigest, said);
  return child;
}

/** The exchange that an entry is about, whose decision it stands on. @throws ClaimBroken | Unproven */
export function exchangeOf(
  log: LogState,
  said: Following,
  alsoChild: boolean,
  also: readonly number[] = [],
): { readonly child: Child; readonly known: KnownExchange } {
  const known = log.exchanges.find(said.payload.exchange as ExchangeId);
  if (known === null) throw log.missing('exchange-decided', 'the exchange was never permitted', said);
  const child = log.childAt(known.child, said);
  const { decision } = known;
  if (!said.relies.includes(decision)) {
    throw refuted('exchange-decided', 'the entry does not stand on the decision of its exchange', said);
  }
  log.requireLatest(said, alsoChild ? child : null, [decision, ...also]);
  return { child, known };
}

type Following =
  | Said<'exchange.enveloped'>
  | Said<'exchange.rejected'>
  | Said<'exchange.declined'>
  | Said<'exchange.released'>
  | Said<'exchange.destroyed'>
  | Said<'exchange.received'>
  | Said<'exchange.expired'>
  | Said<'exchange.stop-ordered'>
  | Said<'exchange.stopped'>
  | Said<'exchange.reviewed'>
  | Said<'exchange.warning-answered'>;

export function taskOf(log: LogState, said: Following, exchange: KnownExchange, id: TaskId): KnownTask {
  const task = log.exchanges.findTask(id, exchange);
  if (task === null) throw refuted('exchange-decided', 'a task was never ordered in this exchange', said);
  return task;
}

export function requireState(said: Following, task: KnownTask, allowed: readonly TaskState[]): void {
  if (allowed.includes(task.state)) return;
  throw refuted('release-sealed', `happens to a task that is ${task.state} at this point`, said);
}

function requireSource(said: Following, task: KnownTask, source: PartnerId): void {
  if (task.ordered.source !== source) {
    throw refuted('release-decided', 'answered by another source than was asked', said);
  }
}

export function enveloped(log: LogState, said: Said<'exchange.enveloped'>): Child {
  const { child, known } = exchangeOf(log, said, false);
  const task = taskOf(log, said, known, said.payload.task);
  requireSource(said, task, said.payload.source);
  requireState(said, task, ['open']);
  log.exchanges.setManifest(task, said.payload.manifest);
  log.exchanges.setState(task, 'sealed');
  return child;
}

/** What came in wrong or too late changes nothing. */
export function rejected(log: LogState, said: Said<'exchange.rejected'>): Child {
  const { child, known } = exchangeOf(log, said, false);
  requireSource(said, taskOf(log, said, known, said.payload.task), said.payload.source);
  return child;
}

export function declined(log: LogState, said: Said<'exchange.declined'>): Child {
  const { child, known } = exchangeOf(log, said, false);
  const task = taskOf(log, said, known, said.payload.task);
  requireSource(said, task, said.payload.source);
  requireState(said, task, ['open']);
  log.exchanges.setState(task, 'over');
  return child;
}

export function released(log: LogState, said: Said<'exchange.released'>): Child {
  const { payload } = said;
  const { child, known } = exchangeOf(log, said, true);
  requireNotErased(child, said);
  const task = taskOf(log, said, known, payload.task);
  const { asked } = task.exchange;
  const { flow, basis, source, fields } = task.ordered;
  const isAsDecided =
    payload.recipient === asked.recipient &&
    payload.purpose === asked.purpose &&
    payload.version === asked.version &&
    payload.source === source &&
    payload.flow === flow &&
    payload.basis === basis &&
    payload.fields.length === fields.length &&
    payload.fields.every((field, nth) => field === fields[nth]);
  if (!isAsDecided) throw refuted('release-decided', 'releases another thing than was decided', said);
  requireState(said, task, ['sealed', 'released']);
  if (!log.exchanges.hasManifest(task, payload.manifest)) {
    throw refuted('release-sealed', 'releases another envelope than was taken in', said);
  }
  log.catalogue.requirePolicies(payload.policyDigest, said);
  const moment = log.momentOf(said.at, payload.judgedOn, said);
  const judgement: Judgement = { log, child, asked, moment, place: said };
  requireCovered(judgement, requireRecipient(judgement), task.ordered);
  if (task.state === 'sealed') child.lastHeld = log.exchanges.hold(task, child.lastHeld);
  log.exchanges.setState(task, 'released');
  return child;
}

export function destroyed(log: LogState, said: Said<'exchange.destroyed'>): Child {
  const { child, known } = exchangeOf(log, said, true);
  for (const id of [...said.payload.destroyed, ...said.payload.cancelled]) {
    const task = taskOf(log, said, known, id);
    requireState(said, task, ['open', 'sealed', 'released', 'stopped']);
    if (task.state !== 'stopped')
      log.exchanges.setState(task, task.state === 'released' ? 'delivered' : 'over');
  }
  return child;
}

export function received(log: LogState, said: Said<'exchange.received'>): Child {
  const { task: id, manifest, recipient } = said.payload;
  const { child, known } = exchangeOf(log, said, false);
  const task = taskOf(log, said, known, id);
  if (task.exchange.asked.recipient !== recipient || !log.exchanges.hasManifest(task, manifest)) {
    throw refuted('release-decided', 'acknowledges what was not released to this recipient', said);
  }
  // What was deleted after a day, or destroyed after a withdrawal, may have been delivered before.
  requireState(said, task, ['released', 'delivered', 'stopped']);
  if (task.state !== 'stopped') log.exchanges.setState(task, 'received');
  return child;
}

export function expired(log: LogState, said: Said<'exchange.expired'>): Child {
  const { child, known } = exchangeOf(log, said, false);
  for (const id of said.payload.expired) {
    const task = taskOf(log, said, known, id);
    requireState(said, task, ['open']);
    log.exchanges.setState(task, 'over');
  }
  return child;
}
