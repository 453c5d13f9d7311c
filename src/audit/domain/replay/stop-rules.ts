/** What a recipient held when its basis ended: ordered to stop once, and answered once, by that recipient. */
import type { Child } from './child.js';
import { exchangeOf, requireState, taskOf } from './exchange-rules.js';
import type { LogState } from './log-state.js';
import { refuted, type Said } from './said.js';

export function stopOrdered(log: LogState, said: Said<'exchange.stop-ordered'>): Child {
  const { stop, exchange, recipient, purpose, tasks, cause } = said.payload;
  const { child, known } = exchangeOf(log, said, true);
  if (known.asked.recipient !== recipient || known.asked.purpose !== purpose) {
    throw refuted('stop-ordered', 'orders another recipient or purpose than that of the exchange', said);
  }
  // The decision and, where somebody withdrew or refused, that word; the latter is the latest by the rule for all.
  if (cause === 'consent-withdrawn' && said.relies.length < 2) {
    throw refuted('stop-ordered', 'names no withdrawal or refusal that it follows', said);
  }
  for (const id of tasks) {
    const task = taskOf(log, said, known, id);
    requireState(said, task, ['released', 'received', 'delivered']);
    log.exchanges.setState(task, 'stopped');
  }
  if (!log.stops.add(stop, said.index, known.decision)) {
    throw refuted('stop-ordered', `the order for ${exchange} was given before`, said);
  }
  return child;
}

export function stopped(log: LogState, said: Said<'exchange.stopped'>): Child {
  const { stop, recipient, outcome, ground } = said.payload;
  const order = log.stops.find(stop);
  if (order === null) throw log.missing('stop-ordered', 'answers an order that was never given', said);
  const named = said.relies.filter((entry) => entry === order.order);
  const { child, known } = exchangeOf(log, said, false, named);
  if (named.length === 0 || known.decision !== order.decision || known.asked.recipient !== recipient) {
    throw refuted('stop-ordered', 'answers the order of another exchange or recipient', said);
  }
  if (order.answered) throw refuted('stop-ordered', 'the order was answered before', said);
  if ((outcome === 'kept') !== (ground !== null)) {
    throw refuted('stop-ordered', 'keeps without a ground, or has a ground and keeps nothing', said);
  }
  log.stops.answer(order);
  return child;
}
