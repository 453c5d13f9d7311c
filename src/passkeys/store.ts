import type { EntryId, PasskeyId, PersonId, SubjectId } from '../contract/index.js';
import type { Tx } from '../database/index.js';

/** A registered passkey; its key stands in the ledger entry. */
export interface PasskeyRecord {
  readonly id: PasskeyId;
  readonly person: PersonId;
  readonly everyYes: boolean;
  readonly signCount: number;
  readonly entry: EntryId;
  readonly registeredAt: Date;
  readonly revokedAt: Date | null;
}

export interface NewPasskey extends Omit<PasskeyRecord, 'revokedAt'> {
  readonly subject: SubjectId;
  readonly seq: bigint;
}

export async function insertPasskey(tx: Tx, passkey: NewPasskey): Promise<void> {
  const { id, subject, person, everyYes, signCount, entry, seq, registeredAt } = passkey;
  await tx.query(
    `INSERT INTO passkey (id, subject, person, every_yes, sign_count, entry, seq, registered_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, subject, person, everyYes, signCount, entry, seq, registeredAt],
  );
}

export async function insertRevocation(
  tx: Tx,
  revoked: {
    readonly passkey: PasskeyId;
    readonly entry: EntryId;
    readonly seq: bigint;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query('INSERT INTO passkey_revocation (passkey, entry, seq, revoked_at) VALUES ($1, $2, $3, $4)', [
    revoked.passkey,
    revoked.entry,
    revoked.seq,
    revoked.at,
  ]);
}

/** All of one person, oldest first, revoked ones too. */
export const passkeysOf = (tx: Tx, person: PersonId): Promise<readonly PasskeyRecord[]> =>
  tx.query<PasskeyRecord>(
    `SELECT p.id, p.person, p.every_yes AS "everyYes", p.sign_count::float8 AS "signCount", p.entry,
            p.registered_at AS "registeredAt", r.revoked_at AS "revokedAt"
       FROM passkey p LEFT JOIN passkey_revocation r ON r.passkey = p.id WHERE p.person = $1 ORDER BY p.seq`,
    [person],
  );

export async function setSignCount(tx: Tx, passkey: PasskeyId, count: number): Promise<void> {
  await tx.query('UPDATE passkey SET sign_count = $2 WHERE id = $1', [passkey, count]);
}

export type ChallengeUse = 'registration' | 'signature';

/** By the clock of the database, as entries of the ledger are; in whole milliseconds. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.query<{ now: Date }>(`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`);
  if (row === undefined) throw new Error('the database tells no time');
  return row.now;
}

/** Keeps a challenge until it is taken or its time is over, and forgets those whose time is over. */
export async function keepChallenge(
  tx: Tx,
  asked: {
    readonly challenge: Uint8Array;
    readonly person: PersonId;
    readonly use: ChallengeUse;
    readonly until: Date;
  },
): Promise<void> {
  await tx.query('DELETE FROM passkey_challenge WHERE expires_at < clock_timestamp()');
  await tx.query(
    'INSERT INTO passkey_challenge (challenge, person, use, expires_at) VALUES ($1, $2, $3, $4)',
    [Buffer.from(asked.challenge), asked.person, asked.use, asked.until],
  );
}

/** @returns false for one that was never asked of this person for this, was taken before, or is over */
export async function takeChallenge(
  tx: Tx,
  { challenge, person, use }: { challenge: Uint8Array; person: PersonId; use: ChallengeUse },
): Promise<boolean> {
  const rows = await tx.query(
    `DELETE FROM passkey_challenge WHERE challenge = $1 AND person = $2 AND use = $3
        AND expires_at > clock_timestamp() RETURNING 1 AS one`,
    [Buffer.from(challenge), person, use],
  );
  return rows.length === 1;
}
