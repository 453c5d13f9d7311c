/** What a parent or young person may see of who asked and got what (domain.md, *Who must consent*). Pure. */
import type { PersonId } from '../../contract/index.js';
import { ageOn, birthdayOf, type CivilDate } from '../../kernel/index.js';
import { settledCapacity } from '../../people/offline.js';

export interface BirthDateFact {
  readonly date: CivilDate;
  /** By an officer, on the ground of a document or the BRP. */
  readonly confirmed: boolean;
}

export interface AuthorityFact {
  readonly person: PersonId;
  readonly kind: string;
  readonly order: number;
  /** Null while it waits for an officer, the BRP or a court document. */
  readonly confirmedOrder: number | null;
}

export interface CapacityFact {
  readonly kind: 'capable' | 'incapable';
  readonly confirmedOrder: number | null;
}

export interface Relationship {
  readonly person: PersonId;
  readonly as: 'guardian' | 'young-person';
}

const kindsWithAuthority = ['joint', 'single', 'guardianship'];

/** From this age on the young person alone decides, and sees. */
const ageAlone = 16;
/** For a young person who was confirmed to be incapable the guardians decide on (WGBO 7:465), until authority ends (BW 1:233). */
const ageOfMajority = 18;

/**
 * Until which day this person sees exchanges: null for no limit, or the day itself, exclusive.
 *
 * @param facts in the order in which they were said
 * @returns `'nothing'` for a guardian whose authority nobody has asserted: logging in does not prove it
 */
export function seesUntil(
  { person, as }: Relationship,
  facts: {
    readonly birthDates: readonly BirthDateFact[];
    readonly authorities: readonly AuthorityFact[];
    readonly capacities: readonly CapacityFact[];
  },
  today: CivilDate,
): CivilDate | null | 'nothing' {
  if (as === 'young-person') return null;
  const latest = facts.authorities
    // That somebody has no authority makes fewer persons decide, so it works only once it is confirmed.
    .filter((fact) => fact.person === person && (fact.kind !== 'none' || fact.confirmedOrder !== null))
    .reduce<AuthorityFact | null>((a, b) => (a === null || b.order > a.order ? b : a), null);
  if (latest === null || !kindsWithAuthority.includes(latest.kind)) return 'nothing';
  if (isLeftOut(latest, facts.authorities)) return 'nothing';
  // A later date changes nothing until an officer confirms it: else one partner's word could hide from a family what it asked.
  const birth = (facts.birthDates.findLast(({ confirmed }) => confirmed) ?? facts.birthDates[0])?.date;
  if (birth === undefined) return 'nothing';
  const until = settledCapacity(facts.capacities) === 'incapable' ? ageOfMajority : ageAlone;
  return ageOn(birth, today) < until ? null : birthdayOf(birth, until);
}

/**
 * Whether it was confirmed since that another holds authority without this person. Two legal guardians can share a
 * child (BW 1:282); a parent beside a guardian or a single parent cannot.
 */
function isLeftOut(latest: AuthorityFact, authorities: readonly AuthorityFact[]): boolean {
  const since = Math.max(latest.order, latest.confirmedOrder ?? 0);
  return authorities.some(
    ({ person, kind, confirmedOrder }) =>
      person !== latest.person &&
      (kind === 'single' || (kind === 'guardianship' && latest.kind !== 'guardianship')) &&
      confirmedOrder !== null &&
      confirmedOrder > since,
  );
}
