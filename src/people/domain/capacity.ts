import type { CapacityKind } from '../../contract/index.js';

/** What an officer confirmed last of a young person's capacity, or the law's default (WGBO 7:465): capable. */
export function settledCapacity(
  asserted: readonly { readonly kind: CapacityKind; readonly confirmedOrder: number | null }[],
  order: number = Number.POSITIVE_INFINITY,
): CapacityKind {
  let settled: { readonly kind: CapacityKind; readonly at: number } = { kind: 'capable', at: 0 };
  for (const { kind, confirmedOrder } of asserted) {
    if (confirmedOrder === null || confirmedOrder > order || confirmedOrder < settled.at) continue;
    settled = { kind, at: confirmedOrder };
  }
  return settled.kind;
}

/** Incapacity leaves the young person out, so it waits; who denies what was confirmed is heard at once, and closes. */
export const capacityWaits = (kind: CapacityKind, settled: CapacityKind): boolean =>
  kind === 'incapable' && settled === 'capable';
