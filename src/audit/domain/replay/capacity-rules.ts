/** What is said of a young person's capacity (WGBO 7:465), held against what was confirmed before. */
import type { PartnerId, SubjectId } from '../../../contract/index.js';
import { capacityWaits, settledCapacity } from '../../../people/offline.js';
import type { Child } from './child.js';
import type { LogState } from './log-state.js';
import { indexOf, orderOf, refuted, type Said } from './said.js';
import { requireMember } from './team-rules.js';

export function capacityAsserted(log: LogState, said: Said<'authority.capacity-asserted'>): Child {
  const { subject, partner, assertion, kind, inEffect } = said.payload;
  const child = log.child(subject as SubjectId, said);
  requireMember(log, child, partner as PartnerId, said);
  log.requireLatest(said, child);
  if (inEffect === capacityWaits(kind, settledCapacity(child.capacities))) {
    const reason = inEffect
      ? 'works at once, though it leaves the young person out and nobody confirmed it'
      : 'waits for a confirmation that it does not need';
    throw refuted('authority-effect', reason, said);
  }
  child.addCapacity({
    id: assertion,
    kind: log.texts.keep(kind),
    assertedBy: log.texts.keep(partner as PartnerId),
    order: orderOf(said),
    entry: said.id,
    confirmedOrder: null,
    confirmationEntry: null,
  });
  child.latest.set('asserted capacity', said.index);
  return child;
}

export function confirmCapacity(
  log: LogState,
  child: Child,
  said: Said<'authority.confirmed'>,
  assertion: string,
): void {
  const fact = child.capacities.find(({ id }) => id === assertion);
  if (fact === undefined) throw log.missing('assertion-known', 'confirms what nobody asserted', said);
  log.requireLatest(said, child, [indexOf(fact)]);
  if (fact.confirmedOrder !== null) throw refuted('assertion-known', 'was confirmed before', said);
  child.confirmCapacity({
    ...fact,
    confirmedOrder: orderOf(said),
    confirmationEntry: said.id,
  });
  child.latest.set('confirmed capacity', said.index);
}
