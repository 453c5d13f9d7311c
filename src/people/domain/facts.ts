import type {
  AuthorityAssertion,
  AuthorityKind,
  CapacityAssertion,
  CapacityKind,
  ChildRef,
  EntryId,
  PartnerId,
  PersonId,
  Relation,
  Role,
  SubjectId,
  SubjectRef,
} from '../../contract/index.js';
import type { CivilDate } from '../../kernel/index.js';

/** A partner's relation with a child. */
export interface Enrolment {
  readonly partner: PartnerId;
  readonly role: Role;
  readonly ref: SubjectRef;
  readonly relation: Relation;
  /** When this partner first said so. */
  readonly enrolledAt: Date;
  /** The latest entry in which this partner said that it knows the child. */
  readonly entry: EntryId;
}

/** Something that a partner said about a child, with its place in the ledger. */
export interface Asserted {
  readonly assertedBy: PartnerId;
  /** Place in the ledger's order; comparable with every other order of the same child. */
  readonly order: number;
  readonly at: Date;
  readonly entry: EntryId;
}

/** A confirmed date stands here twice: as it was asserted, and where an officer settled it. */
export interface BirthDateFact extends Asserted {
  readonly date: CivilDate;
  /** By an officer, on the ground of a document or the BRP: settles every date asserted before. */
  readonly confirmed: boolean;
}

export interface AuthorityFact extends Asserted {
  /** Id in the officer's queue, `ast_…`. */
  readonly id: string;
  readonly person: PersonId;
  /** As the partner invited them, whoever they turned out to be. */
  readonly invited: PersonId;
  readonly kind: AuthorityKind;
  readonly source: AuthorityAssertion['source'];
  readonly assertedOn: CivilDate;
  readonly confirmedOrder: number | null;
  readonly confirmedAt: Date | null;
  readonly confirmationEntry: EntryId | null;
}

/** What a partner says of a young person's capacity (WGBO 7:465). */
export interface CapacityFact extends Asserted {
  /** Id in the officer's queue, `ast_…`. */
  readonly id: string;
  readonly kind: CapacityKind;
  readonly source: CapacityAssertion['source'];
  readonly assertedOn: CivilDate;
  readonly confirmedOrder: number | null;
  readonly confirmedAt: Date | null;
  readonly confirmationEntry: EntryId | null;
}

/** All that is known about who must consent for a child, oldest first. Persons that turned out to be one are one here. */
export interface SubjectFacts<
  BirthDate = BirthDateFact,
  Authority = Omit<AuthorityFact, 'invited'>,
  Capacity = CapacityFact,
> {
  readonly birthDates: readonly BirthDate[];
  /** The young person, once recognised. */
  readonly youngPerson: PersonId | null;
  /** Through whose invitations the young person is known, and since when. */
  readonly recognitions: readonly RecognitionFact[];
  readonly authorities: readonly (Authority & Pick<AuthorityFact, 'invited'>)[];
  readonly capacities: readonly Capacity[];
  /** Who turned out to be whom. Nobody is required before that point because of it, or no longer required. */
  readonly merges: readonly Merge[];
}

/** The young person redeemed a partner's invitation. */
export interface RecognitionFact {
  readonly invitedBy: PartnerId;
  /** Place in the ledger's order; 0 for the first, which comes before all that this person decides. */
  readonly order: number;
}

/** A second invitation, redeemed by someone who was known already. */
export interface Merge {
  readonly person: PersonId;
  readonly sameAs: PersonId;
  /** Place in the ledger's order. */
  readonly order: number;
}

/** An account's place with one child. */
export interface KnownPerson {
  readonly person: PersonId;
  readonly subject: SubjectId;
  readonly child: ChildRef;
  readonly as: StandsAs;
}

export type StandsAs = 'guardian' | 'young-person';

/** A row of `person`: one invitation, redeemed or not. */
export interface PersonRecord {
  readonly id: PersonId;
  readonly standsAs: StandsAs;
  readonly partner: PartnerId;
  readonly account: string | null;
  readonly sameAs: PersonId | null;
}

/** Whom a person turned out to be. */
function resolverOf(persons: readonly PersonRecord[]): (person: PersonId) => PersonId {
  const sameAs = new Map(persons.map(({ id, sameAs }) => [id, sameAs ?? id]));
  return (person) => sameAs.get(person) ?? person;
}

/** What was recorded about a child, put together: whoever turned out to be somebody else is that person from here on. */
export function subjectFacts<
  BirthDate extends Pick<BirthDateFact, 'order'>,
  Authority extends Pick<AuthorityFact, 'person'>,
  Capacity,
>(recorded: {
  readonly persons: readonly PersonRecord[];
  readonly merges: readonly Merge[];
  readonly birthDates: readonly BirthDate[];
  readonly authorities: readonly Authority[];
  readonly capacities: readonly Capacity[];
}): SubjectFacts<BirthDate, Authority, Capacity> {
  const { persons, merges, authorities } = recorded;
  const whoItIs = resolverOf(persons);
  const recognised = persons.filter(
    ({ standsAs, account }) => standsAs === 'young-person' && account !== null,
  );
  const youngPerson = recognised.find(({ sameAs }) => sameAs === null);
  return {
    birthDates: recorded.birthDates.toSorted((a, b) => a.order - b.order),
    youngPerson: youngPerson?.id ?? null,
    recognitions: recognised.map(({ id, partner }) => ({
      invitedBy: partner,
      order: merges.find(({ person }) => person === id)?.order ?? 0,
    })),
    authorities: authorities.map((fact) => ({ ...fact, invited: fact.person, person: whoItIs(fact.person) })),
    capacities: recorded.capacities,
    merges,
  };
}
