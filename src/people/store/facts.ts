import type { AccountId, ChildRef, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { AuthorityFact, CapacityFact, KnownPerson, Merge, PersonRecord } from '../domain/facts.js';
import type { SealedBirthDate } from './assertions.js';
import { subjectKnownTo } from './persons.js';

/** What is stored about who must consent for a child, each in the order of the ledger. */
export interface StoredFacts {
  readonly persons: readonly PersonRecord[];
  readonly merges: readonly Merge[];
  readonly birthDates: readonly SealedBirthDate[];
  readonly authorities: readonly Omit<AuthorityFact, 'invited'>[];
  readonly capacities: readonly CapacityFact[];
}

interface PersonRow extends PersonRecord {
  readonly what: 'person';
  /** Place of the recognition; null where there was none. */
  readonly order: number | null;
  readonly subject: SubjectId;
  /** Null for who was not recognised, or turned out to be another. */
  readonly child: ChildRef | null;
}

type AssertionRow =
  | ({ readonly what: 'birth-date' } & SealedBirthDate)
  | ({ readonly what: 'authority' } & Omit<AuthorityFact, 'invited'>)
  | ({ readonly what: 'capacity' } & CapacityFact);

type Row = PersonRow | AssertionRow;

// bigint comes as text; the order of a ledger stays far below 2^53.
const asserted = `a.partner AS "assertedBy", a.seq::float8 AS "order", a.asserted_at AS at, a.entry,
  c.seq::float8 AS "confirmedOrder", c.confirmed_at AS "confirmedAt", c.entry AS "confirmationEntry"`;
const confirmed = 'LEFT JOIN assertion_confirmation c USING (assertion)';
const noPerson = `NULL::text AS partner, NULL::text AS "standsAs", NULL::text AS account, NULL::text AS "sameAs",
  NULL::text AS subject, NULL::text AS child`;

/** One statement, because every decision and every release reads all of it. */
const allFactsOf = (subject: string): string => `
  SELECT 'birth-date' AS what, assertion AS id, NULL::text AS person, NULL::text AS kind, NULL::text AS source,
         NULL::text AS "assertedOn", ${asserted}, a.birth_date AS sealed, ${noPerson}
    FROM birth_date_assertion a ${confirmed} WHERE a.subject = ${subject}
  UNION ALL
  SELECT 'authority', assertion, a.person, a.kind, a.source, a.asserted_on::text, ${asserted}, NULL, ${noPerson}
    FROM authority_assertion a ${confirmed} WHERE a.subject = ${subject}
  UNION ALL
  SELECT 'capacity', assertion, NULL, a.kind, a.source, a.asserted_on::text, ${asserted}, NULL, ${noPerson}
    FROM capacity_assertion a ${confirmed} WHERE a.subject = ${subject}
  UNION ALL
  SELECT 'person', p.id, NULL, NULL, NULL, NULL, NULL, r.seq::float8, NULL, NULL, NULL, NULL, NULL, NULL,
         p.partner, p.stands_as, p.account, p.same_as, p.subject, p.child_ref
    FROM person p LEFT JOIN recognition r ON r.person = p.id WHERE p.subject = ${subject}`;

const ofSubject = allFactsOf('$1');
const knownToPerson = allFactsOf(subjectKnownTo);

export const storedFacts = async (tx: Tx, subject: SubjectId): Promise<StoredFacts> =>
  factsAmong(await tx.query<Row>(ofSubject, [subject]));

/** Of the child that a person has under this id, with who that person is; null for *unknown* and for *not this person's*. */
export async function storedFactsKnownTo(
  tx: Tx,
  account: AccountId,
  child: ChildRef,
): Promise<{ readonly known: KnownPerson; readonly stored: StoredFacts } | null> {
  const rows = await tx.query<Row>(knownToPerson, [account, child]);
  const own = rows.find((row): row is PersonRow => row.what === 'person' && row.child === child);
  if (own === undefined) return null;
  const { id: person, subject, standsAs } = own;
  return { known: { person, subject, child, as: standsAs }, stored: factsAmong(rows) };
}

function factsAmong(rows: readonly Row[]): StoredFacts {
  const assertions = rows
    .filter((row): row is AssertionRow => row.what !== 'person')
    .toSorted((a, b) => a.order - b.order);
  const persons = rows.filter((row): row is PersonRow => row.what === 'person');
  return {
    persons,
    merges: mergesAmong(persons),
    birthDates: assertions.filter((row) => row.what === 'birth-date'),
    authorities: assertions.flatMap((row) =>
      row.what === 'authority'
        ? [{ ...stated(row), kind: row.kind, source: row.source, person: row.person }]
        : [],
    ),
    capacities: assertions.flatMap((row) =>
      row.what === 'capacity' ? [{ ...stated(row), kind: row.kind, source: row.source }] : [],
    ),
  };
}

/** Without the columns that only rows of another kind fill. */
const stated = (row: Exclude<AssertionRow, { readonly what: 'birth-date' }>) => ({
  id: row.id,
  assertedOn: row.assertedOn,
  assertedBy: row.assertedBy,
  order: row.order,
  at: row.at,
  entry: row.entry,
  confirmedOrder: row.confirmedOrder,
  confirmedAt: row.confirmedAt,
  confirmationEntry: row.confirmationEntry,
});

/** Persons of that child who turned out to be another, and where in the ledger. */
const mergesAmong = (persons: readonly PersonRow[]): readonly Merge[] =>
  persons
    .flatMap(({ id, sameAs, order }) => (sameAs === null ? [] : [{ person: id, sameAs, order }]))
    .toSorted((a, b) => (a.order ?? Number.POSITIVE_INFINITY) - (b.order ?? Number.POSITIVE_INFINITY))
    .map((merge) => ({ ...merge, order: merge.order ?? 0 }));
