import type { AuthorityKind, PartnerId } from '../../contract/index.js';

/** What was asserted of one person, and when it was confirmed, if it was. Orders are places in the ledger. */
export interface AssertedAuthority {
  readonly kind: AuthorityKind;
  readonly assertedBy: PartnerId;
  readonly order: number;
  readonly confirmedOrder: number | null;
}

/** Kinds that can ask fewer persons than the default of two parents: everyone else drops out, or the person itself. */
export const kindsThatLeaveOut: readonly AuthorityKind[] = ['single', 'guardianship', 'none'];

/**
 * Whether a partner's word must wait for a confirmation, because it would make the set of persons who must consent
 * smaller. What makes it larger, or stops everything, works at once. The asking partner never decides who must consent.
 *
 * @param before what stood for this person until now: this partner's own last word that works, or what was confirmed
 */
export function waitsForConfirmation(kind: AuthorityKind, before: AuthorityKind | null): boolean {
  if (kind === before || !kindsThatLeaveOut.includes(kind)) return false;
  return kind !== 'none' || before !== null;
}

/** What stands for a person in the eyes of one partner: its own last word that works, or the last confirmation. */
export function standingFor(
  partner: PartnerId,
  asserted: readonly AssertedAuthority[],
): AuthorityKind | null {
  const words = asserted
    .filter(({ assertedBy }) => assertedBy === partner)
    .map(({ kind, order }) => ({ kind, order, confirmed: false }));
  const confirmations = asserted.flatMap(({ kind, confirmedOrder }) =>
    confirmedOrder === null ? [] : [{ kind, order: confirmedOrder, confirmed: true }],
  );
  let standing: AuthorityKind | null = null;
  for (const { kind, confirmed } of [...words, ...confirmations].toSorted((a, b) => a.order - b.order)) {
    if (confirmed || !waitsForConfirmation(kind, standing)) standing = kind;
  }
  return standing;
}

interface Placed {
  readonly kind: string;
  readonly order: number;
  readonly confirmedOrder: number | null;
}

/** Whether somebody said or confirmed otherwise since a word stood. Then the same word is a new one, against that. */
export const isOpposedSince = (word: Placed, others: readonly Placed[]): boolean =>
  others.some((other) => other.kind !== word.kind && stoodAt(other) > stoodAt(word));

const stoodAt = ({ order, confirmedOrder }: Placed): number => Math.max(order, confirmedOrder ?? 0);
