/** What only an officer can settle, over all children. */
import type {
  AuthorityAssertion,
  AuthorityKind,
  CapacityAssertion,
  CapacityKind,
  PartnerId,
  SubjectId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import type { Contradicting } from '../domain/waiting.js';

/** A word of a partner, as it waits. */
interface Word<Kind, Source> {
  readonly assertion: string;
  readonly partner: PartnerId;
  readonly kind: Kind;
  readonly source: Source;
  readonly assertedOn: CivilDate;
  readonly order: number;
  readonly at: Date;
}

export type WaitingAuthority = Contradicting<Word<AuthorityKind, AuthorityAssertion['source']>>;
export type WaitingCapacity = Contradicting<Word<CapacityKind, CapacityAssertion['source']>>;

/**
 * Each partner's last word about a person since the last confirmation that touches that person, unless it is the law's
 * default and nobody says otherwise, or just what was confirmed. Oldest first.
 */
export const waitingAuthorities = (tx: Tx, limit: number): Promise<readonly WaitingAuthority[]> =>
  tx.query<WaitingAuthority>(
    `WITH said AS (
       SELECT a.*, coalesce(p.same_as, p.id) AS holder, c.seq AS confirmed,
              a.kind IN ('joint', 'single', 'guardianship') AS holds
         FROM authority_assertion a JOIN person p ON p.id = a.person
         LEFT JOIN assertion_confirmation c ON c.assertion = a.assertion
        WHERE a.subject IN (SELECT subject FROM authority_assertion WHERE kind <> 'joint')
     ), standing AS (
       SELECT s.* FROM said s
        WHERE NOT EXISTS (SELECT FROM said l WHERE s.confirmed IS NULL AND l.subject = s.subject
                             AND l.holder = s.holder AND l.partner = s.partner AND l.seq > s.seq)
          AND NOT EXISTS (SELECT FROM said c WHERE c.subject = s.subject
                             AND c.confirmed > coalesce(s.confirmed, s.seq)
                             AND (c.holder = s.holder OR c.kind = 'single'
                                  OR (c.kind = 'guardianship' AND s.kind <> 'guardianship')))
     ), opposed AS (
       SELECT s.*, ARRAY(
                SELECT o.assertion FROM standing o
                 WHERE o.subject = s.subject AND CASE WHEN o.holder = s.holder THEN o.kind <> s.kind
                       ELSE o.confirmed IS NOT NULL AND o.holds AND s.holds
                            AND (o.kind <> s.kind OR s.kind = 'single') END
                 ORDER BY o.seq) AS contradicts,
              EXISTS (SELECT FROM standing o WHERE o.subject = s.subject AND o.holder = s.holder
                         AND o.kind = s.kind AND o.confirmed IS NOT NULL) AS agreed
         FROM standing s WHERE s.confirmed IS NULL
     )
     SELECT assertion, partner, kind, source, asserted_on::text AS "assertedOn", seq::float8 AS "order",
            asserted_at AS at, contradicts
       FROM opposed WHERE cardinality(contradicts) > 0 OR (kind <> 'joint' AND NOT agreed)
      ORDER BY seq LIMIT $1`,
    [limit],
  );

/** The same of a young person's capacity, which is one for the child. */
export const waitingCapacities = (tx: Tx, limit: number): Promise<readonly WaitingCapacity[]> =>
  tx.query<WaitingCapacity>(
    `WITH said AS (
       SELECT a.*, c.seq AS confirmed FROM capacity_assertion a
         LEFT JOIN assertion_confirmation c ON c.assertion = a.assertion
     ), standing AS (
       SELECT s.* FROM said s
        WHERE NOT EXISTS (SELECT FROM said l WHERE s.confirmed IS NULL AND l.subject = s.subject
                             AND l.partner = s.partner AND l.seq > s.seq)
          AND NOT EXISTS (SELECT FROM said c WHERE c.subject = s.subject
                             AND c.confirmed > coalesce(s.confirmed, s.seq))
     ), opposed AS (
       SELECT s.*, ARRAY(SELECT o.assertion FROM standing o WHERE o.subject = s.subject AND o.kind <> s.kind
                          ORDER BY o.seq) AS contradicts,
              EXISTS (SELECT FROM standing o WHERE o.subject = s.subject AND o.kind = s.kind
                         AND o.confirmed IS NOT NULL) AS agreed
         FROM standing s WHERE s.confirmed IS NULL
     )
     SELECT assertion, partner, kind, source, asserted_on::text AS "assertedOn", seq::float8 AS "order",
            asserted_at AS at, contradicts
       FROM opposed WHERE cardinality(contradicts) > 0 OR (kind = 'incapable' AND NOT agreed)
      ORDER BY seq LIMIT $1`,
    [limit],
  );

export interface SealedDate {
  readonly assertion: string;
  readonly subject: SubjectId;
  readonly partner: PartnerId;
  readonly sealed: Uint8Array;
  readonly order: number;
  readonly confirmedOrder: number | null;
  readonly at: Date;
}

/** Every birth date of the children for whom two stand that contradict each other, longest waiting first. */
export const disputedDates = (tx: Tx, limit: number): Promise<readonly SealedDate[]> =>
  tx.query<SealedDate>(
    `WITH disputed AS (
       SELECT d.subject, min(d.seq) AS since FROM birth_date_assertion d
        WHERE d.disputed
          AND NOT EXISTS (SELECT FROM birth_date_assertion b JOIN assertion_confirmation c USING (assertion)
                           WHERE b.subject = d.subject AND c.seq > d.seq)
        GROUP BY d.subject ORDER BY since LIMIT $1
     )
     SELECT b.assertion, b.subject, b.partner, b.birth_date AS sealed, b.seq::float8 AS "order",
            c.seq::float8 AS "confirmedOrder", b.asserted_at AS at
       FROM disputed JOIN birth_date_assertion b USING (subject)
       LEFT JOIN assertion_confirmation c USING (assertion)
      ORDER BY b.seq`,
    [limit],
  );
