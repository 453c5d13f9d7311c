import {
  type AccountId,
  type ChildRef,
  type EntryId,
  NotFound,
  type PartnerId,
  type Relation,
  type Role,
  type SubjectId,
  type SubjectRef,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import { type EveryHash, type HashedColumn, lockHashes } from '../../vault/index.js';
import type { Enrolment } from '../domain/facts.js';
import { subjectKnownTo } from './persons.js';

/**
 * Whoever changes facts takes `update`, whoever relies on them `share`; facts are read in a later statement.
 *
 * @throws NotFound where the child was erased while this waited
 */
export async function lockSubject(tx: Tx, subject: SubjectId, mode: 'share' | 'update'): Promise<void> {
  if (!(await lockIfKnown(tx, subject, mode))) throw new NotFound();
}

/** The same for what goes on after an erasure, such as the answer to an order to stop. @returns false where it was erased */
export async function lockIfKnown(tx: Tx, subject: SubjectId, mode: 'share' | 'update'): Promise<boolean> {
  const clause = mode === 'share' ? 'FOR SHARE' : 'FOR UPDATE';
  return (await tx.query(`SELECT id FROM subject WHERE id = $1 ${clause}`, [subject])).length > 0;
}

/** Where the hashes of pseudonyms are kept. */
export const pseudonymHashes: HashedColumn = { table: 'subject', hash: 'pseudonym' };

/**
 * The child of a pseudonym, locked; made under the proposed id where it was not known. The same statements run either way.
 * None is made beside children that stand under a key which these hashes lack: it may be one of them.
 *
 * @param hashes all under which it may stand, the one to write first
 * @throws KeysOlderThanRows
 */
export async function findOrCreateSubject(
  tx: Tx,
  hashes: EveryHash,
  proposed: SubjectId,
  now: Date,
): Promise<SubjectId> {
  const [written] = hashes;
  const every = hashes.map(({ bytes }) => Buffer.from(bytes));
  await lockHashes(tx, 'subject', hashes);
  await tx.query(
    `INSERT INTO subject (id, pseudonym, layers, created_at) SELECT $1, $2, $3, $4
      WHERE NOT EXISTS (SELECT FROM subject WHERE pseudonym = ANY($5) OR layers > $6) ON CONFLICT (pseudonym) DO NOTHING`,
    [proposed, Buffer.from(written.bytes), written.layers, now, every, hashes.length - 1],
  );
  const rows = await tx.query<{ id: SubjectId }>(
    'SELECT id FROM subject WHERE pseudonym = ANY($1) FOR UPDATE',
    [every],
  );
  const row = rows[0];
  if (row === undefined) throw new KeysOlderThanRows();
  return row.id;
}

/** This hub runs with a keys file that lacks the MAC key laid last: it would find nobody, and make every child a second time. */
export class KeysOlderThanRows extends Error {
  override readonly name = 'KeysOlderThanRows';
  override readonly message = 'the keys file lacks the MAC key that was laid last';
}

/** Counts one enrolment against the partner's day. @returns false when the day's budget is used up */
export async function spendEnrolment(
  tx: Tx,
  partner: PartnerId,
  day: CivilDate,
  budget: number,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO enrolment_budget AS budget (partner, day, used) VALUES ($1, $2, 1)
     ON CONFLICT (partner, day) DO UPDATE SET used = budget.used + 1 WHERE budget.used < $3
     RETURNING 1 AS one`,
    [partner, day, budget],
  );
  return rows.length === 1;
}

export async function refOf(tx: Tx, subject: SubjectId, partner: PartnerId): Promise<SubjectRef | null> {
  const rows = await tx.query<{ ref: SubjectRef }>(
    'SELECT ref FROM enrolment WHERE subject = $1 AND partner = $2',
    [subject, partner],
  );
  return rows[0]?.ref ?? null;
}

/** What one partner calls these children; those that it did not enrol are absent. */
export async function refsOf(
  tx: Tx,
  subjects: readonly SubjectId[],
  partner: PartnerId,
): Promise<ReadonlyMap<SubjectId, SubjectRef>> {
  const rows = await tx.query<{ subject: SubjectId; ref: SubjectRef }>(
    'SELECT subject, ref FROM enrolment WHERE subject = ANY($1) AND partner = $2',
    [subjects, partner],
  );
  return new Map(rows.map(({ subject, ref }) => [subject, ref]));
}

/** One query for *unknown* and *not yours*. */
export async function subjectOf(tx: Tx, partner: PartnerId, ref: SubjectRef): Promise<SubjectId | null> {
  const rows = await tx.query<{ subject: SubjectId }>(
    'SELECT subject FROM enrolment WHERE ref = $1 AND partner = $2',
    [ref, partner],
  );
  return rows[0]?.subject ?? null;
}

/** Who is enrolled with the child behind a partner's own id; one query for *unknown* and *not yours* too. */
export async function teamOf(
  tx: Tx,
  partner: PartnerId,
  ref: SubjectRef,
): Promise<{ readonly subject: SubjectId; readonly partners: readonly PartnerId[] } | null> {
  const rows = await tx.query<{ subject: SubjectId; partner: PartnerId }>(
    `SELECT team.subject, team.partner FROM enrolment AS own JOIN enrolment AS team USING (subject)
      WHERE own.ref = $1 AND own.partner = $2`,
    [ref, partner],
  );
  const [first] = rows;
  return first === undefined ? null : { subject: first.subject, partners: rows.map((row) => row.partner) };
}

export interface NewEnrolment {
  readonly ref: SubjectRef;
  readonly subject: SubjectId;
  readonly partner: PartnerId;
  readonly role: Role;
  readonly relation: Relation;
  readonly firstName: Uint8Array | null;
  readonly introducedBy: PartnerId | null;
  readonly entry: EntryId;
  readonly at: Date;
}

/**
 * A partner that knew the child already keeps its id and the time of its first enrolment.
 *
 * @returns the time of the first enrolment
 */
export async function writeEnrolment(tx: Tx, enrolment: NewEnrolment): Promise<Date> {
  const rows = await tx.query<{ enrolledAt: Date }>(
    `INSERT INTO enrolment AS known
       (ref, subject, partner, role, relation, first_name, introduced_by, entry, enrolled_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (subject, partner) DO UPDATE SET relation = EXCLUDED.relation, entry = EXCLUDED.entry,
       first_name = coalesce(EXCLUDED.first_name, known.first_name)
     RETURNING enrolled_at AS "enrolledAt"`,
    [
      enrolment.ref,
      enrolment.subject,
      enrolment.partner,
      enrolment.role,
      enrolment.relation,
      enrolment.firstName === null ? null : Buffer.from(enrolment.firstName),
      enrolment.introducedBy,
      enrolment.entry,
      enrolment.at,
    ],
  );
  return rows[0]?.enrolledAt ?? enrolment.at;
}

/** By partner, so that the order says nothing about who came first. */
const enrolments = (subject: string): string =>
  `SELECT partner, role, ref, relation, enrolled_at AS "enrolledAt", entry FROM enrolment
    WHERE subject = ${subject} ORDER BY partner COLLATE "C"`;
const ofSubject = enrolments('$1');
const knownToPerson = enrolments(subjectKnownTo);

export const enrolmentsOf = (tx: Tx, subject: SubjectId): Promise<readonly Enrolment[]> =>
  tx.query<Enrolment>(ofSubject, [subject]);

/** Who is enrolled with each of these children; those that nobody enrolled are absent. */
export async function partnersOf(
  tx: Tx,
  subjects: readonly SubjectId[],
): Promise<ReadonlyMap<SubjectId, readonly PartnerId[]>> {
  const rows = await tx.query<{ subject: SubjectId; partners: PartnerId[] }>(
    `SELECT subject, array_agg(partner ORDER BY partner COLLATE "C") AS partners FROM enrolment
      WHERE subject = ANY($1) GROUP BY subject`,
    [subjects],
  );
  return new Map(rows.map(({ subject, partners }) => [subject, partners]));
}

/** Of the child that a person has under this id: none for *unknown* and for *not this person's*. */
export const enrolmentsKnownTo = (
  tx: Tx,
  account: AccountId,
  child: ChildRef,
): Promise<readonly Enrolment[]> => tx.query<Enrolment>(knownToPerson, [account, child]);

/** The name under which the first partner that gave one enrolled the child, sealed. */
export async function firstNameOf(tx: Tx, subject: SubjectId): Promise<Uint8Array | null> {
  const rows = await tx.query<{ firstName: Buffer }>(
    `SELECT first_name AS "firstName" FROM enrolment WHERE subject = $1 AND first_name IS NOT NULL
      ORDER BY enrolled_at, ref LIMIT 1`,
    [subject],
  );
  return rows[0]?.firstName ?? null;
}
