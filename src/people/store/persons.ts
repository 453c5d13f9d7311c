import type {
  AccountId,
  ChildRef,
  EntryId,
  InvitationId,
  PartnerId,
  PersonId,
  PersonRef,
  SubjectId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { KnownPerson, PersonRecord, StandsAs } from '../domain/facts.js';

export interface NewInvitation {
  readonly invitation: InvitationId;
  readonly code: Uint8Array;
  readonly expiresAt: Date;
  readonly entry: EntryId;
  readonly person: PersonId;
  readonly ref: PersonRef;
  readonly subject: SubjectId;
  readonly standsAs: StandsAs;
  readonly partner: PartnerId;
}

export async function insertInvitation(tx: Tx, invited: NewInvitation): Promise<void> {
  await tx.query(
    `WITH invited AS (
       INSERT INTO person (id, subject, stands_as, partner, ref) VALUES ($1, $2, $3, $4, $5) RETURNING id
     )
     INSERT INTO invitation (id, person, code, entry, expires_at) SELECT $6, id, $7, $8, $9 FROM invited`,
    [
      invited.person,
      invited.subject,
      invited.standsAs,
      invited.partner,
      invited.ref,
      invited.invitation,
      Buffer.from(invited.code),
      invited.entry,
      invited.expiresAt,
    ],
  );
}

export interface InvitationRecord {
  readonly id: InvitationId;
  readonly person: PersonId;
  readonly subject: SubjectId;
  readonly entry: EntryId;
  readonly expiresAt: Date;
  readonly redeemed: boolean;
  /** Who redeemed it. */
  readonly account: AccountId | null;
}

/** @param codes all hashes under which it may stand */
export async function invitationByCode(
  tx: Tx,
  codes: readonly Uint8Array[],
): Promise<InvitationRecord | null> {
  const rows = await tx.query<InvitationRecord>(
    `SELECT i.id, i.person, p.subject, i.entry, i.expires_at AS "expiresAt", i.redeemed_at IS NOT NULL AS redeemed,
            p.account
       FROM invitation i JOIN person p ON p.id = i.person WHERE i.code = ANY($1)`,
    [codes.map((code) => Buffer.from(code))],
  );
  return rows[0] ?? null;
}

export const personsOfSubject = (tx: Tx, subject: SubjectId): Promise<readonly PersonRecord[]> =>
  tx.query<PersonRecord>(
    `SELECT id, stands_as AS "standsAs", partner, account, same_as AS "sameAs" FROM person WHERE subject = $1`,
    [subject],
  );

export async function insertRecognition(
  tx: Tx,
  recognised: { readonly person: PersonId; readonly entry: EntryId; readonly seq: bigint },
): Promise<void> {
  await tx.query('INSERT INTO recognition (person, entry, seq) VALUES ($1, $2, $3)', [
    recognised.person,
    recognised.entry,
    recognised.seq,
  ]);
}

/** A partner's name for a person of that child; null for another partner's. */
export async function personByRef(
  tx: Tx,
  partner: PartnerId,
  subject: SubjectId,
  ref: PersonRef,
): Promise<PersonRecord | null> {
  const rows = await tx.query<PersonRecord>(
    `SELECT id, stands_as AS "standsAs", partner, account, same_as AS "sameAs"
       FROM person WHERE ref = $1 AND partner = $2 AND subject = $3`,
    [ref, partner, subject],
  );
  return rows[0] ?? null;
}

/** A partner's own name for somebody whom it invited, also under an invitation that turned out to be for that person; null for nobody. */
export async function refOfPerson(
  tx: Tx,
  partner: PartnerId,
  subject: SubjectId,
  person: PersonId,
): Promise<PersonRef | null> {
  const rows = await tx.query<{ ref: PersonRef }>(
    `SELECT ref FROM person WHERE partner = $1 AND subject = $2 AND (id = $3 OR same_as = $3) ORDER BY recognised_at, ref LIMIT 1`,
    [partner, subject, person],
  );
  return rows[0]?.ref ?? null;
}

export interface Recognition {
  readonly invitation: InvitationId;
  readonly person: PersonId;
  readonly account: AccountId;
  /** Absent for a person that turned out to be another. */
  readonly child: ChildRef | null;
  readonly sameAs: PersonId | null;
  readonly now: Date;
}

/** @returns false when the invitation was redeemed meanwhile */
export async function redeemInvitationOnce(tx: Tx, recognition: Recognition): Promise<boolean> {
  const { invitation, person, account, child, sameAs, now } = recognition;
  const rows = await tx.query(
    `WITH redeemed AS (
       UPDATE invitation SET redeemed_at = $2 WHERE id = $1 AND redeemed_at IS NULL RETURNING person
     )
     UPDATE person SET account = $4, child_ref = $5, same_as = $6, recognised_at = $2
       FROM redeemed WHERE person.id = redeemed.person AND person.id = $3 RETURNING 1 AS one`,
    [invitation, now, person, account, child, sameAs],
  );
  return rows.length === 1;
}

const knownColumns = `id AS person, subject, child_ref AS child, stands_as AS "as"`;

/** As which person an account stands; null for an invitation that nobody redeemed, and for one who turned out to be another. */
export async function knownPerson(
  tx: Tx,
  person: PersonId,
): Promise<(KnownPerson & { readonly account: AccountId }) | null> {
  const rows = await tx.query<KnownPerson & { readonly account: AccountId }>(
    `SELECT ${knownColumns}, account FROM person WHERE id = $1 AND account IS NOT NULL AND same_as IS NULL`,
    [person],
  );
  return rows[0] ?? null;
}

/** Each human being that was recognised as a person of that child, once. */
export async function recognisedPersons(tx: Tx, subject: SubjectId): Promise<readonly PersonId[]> {
  const rows = await tx.query<{ id: PersonId }>(
    'SELECT id FROM person WHERE subject = $1 AND account IS NOT NULL AND same_as IS NULL',
    [subject],
  );
  return rows.map(({ id }) => id);
}

/** Of those whom this partner invited for that child and who signed in, under whichever invitation they are known. */
export async function accountsInvitedBy(
  tx: Tx,
  subject: SubjectId,
  partner: PartnerId,
): Promise<readonly AccountId[]> {
  const rows = await tx.query<{ account: AccountId }>(
    'SELECT account FROM person WHERE subject = $1 AND partner = $2 AND account IS NOT NULL',
    [subject, partner],
  );
  return rows.map(({ account }) => account);
}

/** With the name under which the first partner that gave one enrolled the child, sealed. */
export const namedPersonsOf = (
  tx: Tx,
  account: AccountId,
): Promise<readonly (KnownPerson & { readonly firstName: Uint8Array | null })[]> =>
  tx.query(
    `SELECT ${knownColumns}, (SELECT e.first_name FROM enrolment AS e WHERE e.subject = person.subject AND e.first_name IS NOT NULL
        ORDER BY e.enrolled_at, e.ref LIMIT 1) AS "firstName"
       FROM person WHERE account = $1 AND same_as IS NULL ORDER BY recognised_at, id`,
    [account],
  );

/** The child of an account's person, as a subquery; $1 is the account, $2 its own id of the child. */
export const subjectKnownTo =
  '(SELECT subject FROM person WHERE account = $1 AND child_ref = $2 AND same_as IS NULL)';

/** Who an account is to one child; null for *unknown* and for *not this person's*. */
export async function personKnowing(
  tx: Tx,
  account: AccountId,
  child: ChildRef,
): Promise<KnownPerson | null> {
  const rows = await tx.query<KnownPerson>(
    `SELECT ${knownColumns} FROM person WHERE account = $1 AND child_ref = $2 AND same_as IS NULL`,
    [account, child],
  );
  return rows[0] ?? null;
}

export const personsOfAccount = (tx: Tx, account: AccountId): Promise<readonly KnownPerson[]> =>
  tx.query<KnownPerson>(
    `SELECT ${knownColumns} FROM person WHERE account = $1 AND same_as IS NULL ORDER BY recognised_at, id`,
    [account],
  );
