import type { AccountId } from '../../contract/index.js';
import { type Tx, unawaited } from '../../database/index.js';
import type { PublicJwk } from '../../kernel/index.js';
import type { PartnerRecord } from '../domain/partner.js';
import { isSuspended } from './accounts.js';
import { type PartnerRow, partnerColumns, recordOf } from './partners.js';

interface Proof {
  readonly jkt: string;
  readonly jti: Uint8Array;
  readonly until: Date;
  /**
   * Whether what the call brings about commits after this, so that a crash of the server cannot keep that and forget the
   * proof. Of a call that only reads, the answer is all that it brings about: there the proof must be on disk first.
   */
  readonly changes: boolean;
}

export interface SpentProof {
  readonly fresh: boolean;
  readonly partner: PartnerRecord | null;
  /** Null where none were wanted. */
  readonly keys: readonly PublicJwk[] | null;
  /** Of the account that calls. */
  readonly suspended: boolean;
}

/**
 * Spends a proof and finds the client's partner in one round trip, where wanted with the keys under which it may sign
 * now. The primary key decides which of two calls that bring the same proof came first, in whichever process.
 *
 * @param keysAt moment at which keys must be valid; null where none are wanted
 */
export async function spendProofOfClient(
  tx: Tx,
  proof: Proof,
  client: { readonly issuer: string; readonly clientId: string; readonly account: AccountId },
  versionInForce: string,
  keysAt: Date | null,
): Promise<SpentProof> {
  const rows = await tx.query<
    Partial<PartnerRow> & { fresh: boolean; accountSuspended: boolean; keys: readonly PublicJwk[] | null }
  >(
    `WITH spent AS (
       INSERT INTO spent_proof (jkt, jti, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1
     )
     SELECT EXISTS (SELECT FROM spent) AS fresh, ${isSuspended('$8')} AS "accountSuspended", ${partnerColumns}, CASE WHEN $6::timestamptz IS NOT NULL THEN (
       SELECT coalesce(jsonb_agg(jwk ORDER BY added_at, kid), '[]') FROM partner_key k
        WHERE k.partner = p.id AND use = 'sig' AND (retired_at IS NULL OR retired_at > $6)) END AS keys,
       CASE WHEN $7 THEN ${unawaited} END
     FROM (VALUES (1)) AS one LEFT JOIN partner p ON p.issuer = $4 AND p.client_id = $5`,
    [
      proof.jkt,
      proof.jti,
      proof.until,
      client.issuer,
      client.clientId,
      keysAt,
      proof.changes,
      client.account,
    ],
  );
  const row = rows[0];
  const known = row?.id != null ? recordOf(row as PartnerRow, versionInForce) : null;
  const suspended = row?.accountSuspended === true;
  return { fresh: row?.fresh === true, partner: known, keys: row?.keys ?? null, suspended };
}

/** @returns false when it was spent before */
export async function spendProof(reader: Tx, { jkt, jti, until, changes }: Proof): Promise<boolean> {
  const rows = await reader.query(
    `INSERT INTO spent_proof (jkt, jti, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
     RETURNING CASE WHEN $4 THEN ${unawaited} END AS one`,
    [jkt, jti, until, changes],
  );
  return rows.length === 1;
}
