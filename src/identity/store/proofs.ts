import type { Tx } from '../../database/index.js';
import type { PartnerRecord } from '../domain/partner.js';
import { type PartnerRow, partnerColumns, recordOf } from './partners.js';

/**
 * Spends a proof and finds the client's partner in one round trip. The primary key decides which of two calls that
 * bring the same proof came first, in whichever process.
 */
export async function spendProofOfClient(
  tx: Tx,
  proof: { readonly jkt: string; readonly jti: Uint8Array; readonly until: Date },
  client: { readonly issuer: string; readonly clientId: string },
  versionInForce: string,
): Promise<{ readonly fresh: boolean; readonly partner: PartnerRecord | null }> {
  const rows = await tx.query<Partial<PartnerRow> & { fresh: boolean }>(
    `WITH spent AS (
       INSERT INTO spent_proof (jkt, jti, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1
     )
     SELECT EXISTS (SELECT FROM spent) AS fresh, ${partnerColumns}
     FROM (VALUES (1)) AS one LEFT JOIN partner p ON p.issuer = $4 AND p.client_id = $5`,
    [proof.jkt, proof.jti, proof.until, client.issuer, client.clientId],
  );
  const row = rows[0];
  const known = row?.id != null ? recordOf(row as PartnerRow, versionInForce) : null;
  return { fresh: row?.fresh === true, partner: known };
}

/** @returns false when it was spent before */
export async function spendProof(tx: Tx, jkt: string, jti: Uint8Array, until: Date): Promise<boolean> {
  const rows = await tx.query(
    'INSERT INTO spent_proof (jkt, jti, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1 AS one',
    [jkt, jti, until],
  );
  return rows.length === 1;
}
