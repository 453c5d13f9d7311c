import type { EntryId, PartnerId, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';

export interface IntroductionRecord {
  readonly subject: SubjectId;
  readonly from: PartnerId;
  readonly purpose: string;
  readonly entry: EntryId;
  readonly expiresAt: Date;
  readonly redeemed: boolean;
}

export async function insertIntroduction(
  tx: Tx,
  introduction: Omit<IntroductionRecord, 'redeemed'> & { readonly code: Uint8Array; readonly to: PartnerId },
): Promise<void> {
  const { code, subject, from, to, purpose, entry, expiresAt } = introduction;
  await tx.query(
    `INSERT INTO introduction (code, subject, from_partner, to_partner, purpose, entry, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [Buffer.from(code), subject, from, to, purpose, entry, expiresAt],
  );
}

/** Only for the partner that the code was made for. @param codes all hashes under which it may stand */
export async function introductionByCode(
  tx: Tx,
  codes: readonly Uint8Array[],
  to: PartnerId,
): Promise<IntroductionRecord | null> {
  const rows = await tx.query<IntroductionRecord>(
    `SELECT subject, from_partner AS "from", purpose, entry, expires_at AS "expiresAt",
            redeemed_at IS NOT NULL AS redeemed
       FROM introduction WHERE code = ANY($1) AND to_partner = $2`,
    [codes.map((code) => Buffer.from(code)), to],
  );
  return rows[0] ?? null;
}

/** @returns false when it was redeemed meanwhile */
export async function redeemIntroductionOnce(
  tx: Tx,
  codes: readonly Uint8Array[],
  now: Date,
): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE introduction SET redeemed_at = $2 WHERE code = ANY($1) AND redeemed_at IS NULL RETURNING 1 AS one',
    [codes.map((code) => Buffer.from(code)), now],
  );
  return rows.length === 1;
}
