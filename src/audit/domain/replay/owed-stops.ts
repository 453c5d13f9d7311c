/** What recipients must be ordered to stop after somebody withdrew or refused (exchange.md, step 8), until they are. */
import { needsConsent } from '../../../exchange/offline.js';
import { type CivilDate, civilDateOf } from '../../../kernel/index.js';
import type { Child } from './child.js';
import type { KnownTask, TaskState } from './exchanges.js';
import type { LogState, OwedStops } from './log-state.js';
import { refuted, type Said } from './said.js';
import { timeOfEntry } from './time-of-entry.js';

type Ending = Said<'consent.withdrawn'> | Said<'consent.refused'>;

/** Written in the transaction of the withdrawal, so that nothing else about the child stands between. */
const together: readonly string[] = ['exchange.stop-ordered', 'exchange.destroyed'];
const held: readonly TaskState[] = ['released', 'received', 'delivered'];

/** Entries of one transaction may be parted at the end of a log only where so many got their leaves at once. */
const largestBatch = 4_096;
const longestTransactionMs = 60_000;

/** Call when a withdrawal or refusal holds and the child knows of it. */
export function oweStops(log: LogState, child: Child, since: Ending): void {
  const tasks = lapsed(log, child, since);
  if (tasks.length > 0) log.owedStops.set(child, { since, tasks });
}

/** Call after each entry about a child. @throws ClaimBroken when it came before the orders that were due */
export function meetOwedStops(
  log: LogState,
  child: Child,
  { event, index }: { readonly event: string; readonly index: number },
): void {
  const owed = log.owedStops.get(child);
  if (owed === undefined || owed.since.index === index) return;
  const tasks = owed.tasks.filter((number) => held.includes(log.exchanges.taskAt(number).state));
  if (tasks.length > 0 && together.includes(event)) log.owedStops.set(child, { ...owed, tasks });
  else {
    log.owedStops.delete(child);
    if (tasks.length > 0) log.breakUnlessErasure(unmet({ ...owed, tasks }));
  }
}

/** Call at the end of the log. @throws ClaimBroken */
export function requireNoOwedStops(log: LogState, size: number, lastAt: string): void {
  for (const owed of log.owedStops.values()) {
    const later = timeOfEntry(lastAt) - timeOfEntry(owed.since.at);
    const mayBeParted = size >= largestBatch && later < longestTransactionMs;
    if (!mayBeParted) log.breakUnlessErasure(unmet(owed));
  }
}

const unmet = ({ since, tasks }: OwedStops) =>
  refuted('stop-ordered', `no order to stop followed for ${tasks.length} releases that it ended`, since);

/** Numbers of tasks whose recipient holds what is covered no more. */
function lapsed(log: LogState, child: Child, since: Ending): readonly number[] {
  // Near midnight the hub may have judged by the other date; who moves its clock may have judged by any.
  const today = dateOf(since.at);
  if (today === null || log.movedClock || child.hasErasedParts) return [];
  const { purpose: id } = since.payload;
  const current = log.catalogue.at(since).current(id);
  const isCovered = (task: KnownTask): boolean => {
    const { recipient, version } = task.exchange.asked;
    if (current === null || current.version !== version) return false;
    const moment = { now: new Date(timeOfEntry(since.at)), today };
    const { inForce, flows } = child.standing(
      log.catalogue.at(since),
      log.catalogue.generation,
      current,
      moment,
    );
    const { flow, source, fields } = task.ordered;
    const allowed = inForce ? flows.get(flow) : undefined;
    return (
      allowed?.sources.has(source) === true &&
      allowed.recipients.has(recipient) &&
      fields.every((field) => allowed.fields.has(field))
    );
  };
  return log.exchanges.heldUpTo(child.lastHeld).filter((number) => {
    const task = log.exchanges.taskAt(number);
    return (
      held.includes(task.state) &&
      task.exchange.asked.purpose === id &&
      onConsent(log, since, task) &&
      !isCovered(task)
    );
  });
}

function onConsent(log: LogState, place: Ending, { exchange, ordered }: KnownTask): boolean {
  const purpose = log.catalogue.at(place).version(exchange.asked.purpose, exchange.asked.version);
  const flow = purpose?.flows.find(({ id }) => id === ordered.flow);
  return purpose != null && flow !== undefined && needsConsent(flow, purpose.emergency !== null);
}

/** Null near midnight. */
function dateOf(at: string): CivilDate | null {
  const time = timeOfEntry(at);
  const [before, after] = [-longestTransactionMs, longestTransactionMs].map((off) =>
    civilDateOf(new Date(time + off)),
  );
  return before === undefined || before !== after ? null : before;
}
