import type {
  AccountId,
  AuthorityAssertion,
  AuthorityKind,
  CapacityAssertion,
  CapacityKind,
  EntryId,
  PartnerId,
  PersonId,
  SubjectId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { Asserted, CapacityFact } from '../domain/facts.js';

/** Where an assertion or confirmation stands in the ledger. */
export interface Recorded {
  readonly entry: EntryId;
  readonly seq: bigint;
  readonly at: Date;
}

export async function insertBirthDate(
  tx: Tx,
  fact: Recorded & {
    readonly assertion: string;
    readonly subject: SubjectId;
    readonly partner: PartnerId;
    readonly sealed: Uint8Array;
    /** Whether another date stood at that moment, so that an officer finds both. */
    readonly disputed: boolean;
  },
): Promise<void> {
  const { assertion, subject, partner, sealed, entry, seq, at, disputed } = fact;
  await tx.query(
    `INSERT INTO birth_date_assertion (assertion, subject, partner, birth_date, entry, seq, asserted_at, disputed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [assertion, subject, partner, Buffer.from(sealed), entry, seq, at, disputed],
  );
}

export async function insertAuthority(
  tx: Tx,
  fact: Recorded & {
    readonly assertion: string;
    readonly subject: SubjectId;
    readonly person: PersonId;
    readonly partner: PartnerId;
    readonly kind: AuthorityKind;
    readonly source: AuthorityAssertion['source'];
    readonly assertedOn: string;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO authority_assertion
       (assertion, subject, person, kind, source, asserted_on, partner, entry, seq, asserted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      fact.assertion,
      fact.subject,
      fact.person,
      fact.kind,
      fact.source,
      fact.assertedOn,
      fact.partner,
      fact.entry,
      fact.seq,
      fact.at,
    ],
  );
}

export async function insertCapacity(
  tx: Tx,
  fact: Recorded & {
    readonly assertion: string;
    readonly subject: SubjectId;
    readonly partner: PartnerId;
    readonly kind: CapacityKind;
    readonly source: CapacityAssertion['source'];
    readonly assertedOn: string;
  },
): Promise<void> {
  const { assertion, subject, kind, source, assertedOn, partner, entry, seq, at } = fact;
  await tx.query(
    `INSERT INTO capacity_assertion
       (assertion, subject, kind, source, asserted_on, partner, entry, seq, asserted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [assertion, subject, kind, source, assertedOn, partner, entry, seq, at],
  );
}

export async function insertConfirmation(
  tx: Tx,
  confirmation: Recorded & {
    readonly assertion: string;
    readonly ground: string;
    readonly officer: AccountId;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO assertion_confirmation (assertion, ground, officer, entry, seq, confirmed_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      confirmation.assertion,
      confirmation.ground,
      confirmation.officer,
      confirmation.entry,
      confirmation.seq,
      confirmation.at,
    ],
  );
}

export interface AssertionRecord {
  readonly subject: SubjectId;
  readonly about: 'authority' | 'birth-date' | 'capacity';
  readonly entry: EntryId;
  readonly confirmed: boolean;
}

export async function assertionById(tx: Tx, assertion: string): Promise<AssertionRecord | null> {
  const rows = await tx.query<AssertionRecord>(
    `SELECT a.subject, a.about, a.entry,
            EXISTS (SELECT FROM assertion_confirmation c WHERE c.assertion = $1) AS confirmed
       FROM (SELECT subject, 'authority' AS about, entry FROM authority_assertion WHERE assertion = $1
             UNION ALL
             SELECT subject, 'birth-date', entry FROM birth_date_assertion WHERE assertion = $1
             UNION ALL
             SELECT subject, 'capacity', entry FROM capacity_assertion WHERE assertion = $1) a`,
    [assertion],
  );
  return rows[0] ?? null;
}

// bigint comes as text; the order of a ledger stays far below 2^53.
const assertedColumns =
  'a.partner AS "assertedBy", a.seq::float8 AS "order", a.asserted_at AS at, a.entry, c.seq::float8 AS "confirmedOrder", c.confirmed_at AS "confirmedAt"';

export interface SealedBirthDate extends Asserted {
  readonly sealed: Uint8Array;
  readonly confirmedOrder: number | null;
  readonly confirmedAt: Date | null;
  readonly confirmationEntry: EntryId | null;
}

export const birthDatesOf = (tx: Tx, subject: SubjectId): Promise<readonly SealedBirthDate[]> =>
  tx.query<SealedBirthDate>(
    `SELECT ${assertedColumns}, a.birth_date AS sealed, c.entry AS "confirmationEntry"
       FROM birth_date_assertion a LEFT JOIN assertion_confirmation c USING (assertion)
      WHERE a.subject = $1 ORDER BY a.seq`,
    [subject],
  );

export const capacitiesOf = (tx: Tx, subject: SubjectId): Promise<readonly CapacityFact[]> =>
  tx.query<CapacityFact>(
    `SELECT ${assertedColumns}, assertion AS id, a.kind, a.source, a.asserted_on::text AS "assertedOn",
            c.entry AS "confirmationEntry"
       FROM capacity_assertion a LEFT JOIN assertion_confirmation c USING (assertion)
      WHERE a.subject = $1 ORDER BY a.seq`,
    [subject],
  );
