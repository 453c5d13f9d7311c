import { settledCapacity } from '../../people/offline.js';
import type { CapacityFact } from './history.js';

/**
 * Whether the young person was incapable (WGBO 7:465) as known at a point of the ledger; null where a partner denies what
 * an officer confirmed. Incapacity that nobody confirmed changes nothing.
 */
export function incapacityAsOf(facts: readonly CapacityFact[], order: number): boolean | null {
  if (settledCapacity(facts, order) === 'capable') return false;
  const known = facts.filter((fact) => fact.order <= order).sort((a, b) => a.order - b.order);
  const settledAt = Math.max(...known.map(({ confirmedOrder: at }) => (at !== null && at <= order ? at : 0)));
  const words = new Map(
    known.filter((fact) => fact.order > settledAt).map(({ assertedBy, kind }) => [assertedBy, kind]),
  );
  return [...words.values()].includes('capable') ? null : true;
}
