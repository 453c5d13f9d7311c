import type {
  AuthorityAssertion,
  AuthorityKind,
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

/** All that is known about who must consent for a child, oldest first. Persons that turned out to be one are one here. */
export interface SubjectFacts {
  readonly birthDates: readonly BirthDateFact[];
  /** The young person, once recognised. */
  readonly youngPerson: PersonId | null;
  readonly authorities: readonly AuthorityFact[];
  /** Who turned out to be whom. Nobody is required before that point because of it, or no longer required. */
  readonly merges: readonly Merge[];
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
export function resolverOf(persons: readonly PersonRecord[]): (person: PersonId) => PersonId {
  const sameAs = new Map(persons.map(({ id, sameAs }) => [id, sameAs ?? id]));
  return (person) => sameAs.get(person) ?? person;
}
