import type { EntryId, PartnerId, Role } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { type PartnerRecord, partnerState } from '../domain/partner.js';

export interface PartnerRow {
  readonly id: PartnerId;
  readonly name: string;
  readonly role: Role;
  readonly bsn_article: string | null;
  readonly agreement_version: string | null;
  readonly suspended: boolean;
  readonly registered_at: Date;
}

/** Of `partner p`. */
export const partnerColumns =
  'p.id, p.name, p.role, p.bsn_article, p.agreement_version, p.suspended, p.registered_at';

export const recordOf = (row: PartnerRow, versionInForce: string): PartnerRecord => ({
  id: row.id,
  name: row.name,
  role: row.role,
  state: partnerState({ suspended: row.suspended, agreementVersion: row.agreement_version }, versionInForce),
  bsnArticle: row.bsn_article,
  agreementVersion: row.agreement_version,
  registeredAt: row.registered_at,
});

export interface NewPartner {
  readonly id: PartnerId;
  readonly name: string;
  readonly role: Role;
  readonly issuer: string;
  readonly clientId: string;
  readonly bsnArticle: string | null;
  readonly at: Date;
}

/** @returns false when the id, or the client at that issuer, is taken */
export async function insertPartner(tx: Tx, partner: NewPartner): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO partner (id, name, role, issuer, client_id, bsn_article, registered_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING 1 AS one`,
    [
      partner.id,
      partner.name,
      partner.role,
      partner.issuer,
      partner.clientId,
      partner.bsnArticle,
      partner.at,
    ],
  );
  return rows.length === 1;
}

/**
 * `share` to rely on a partner's state and keys, `update` to change them; in the order of their ids, so that two
 * transactions never wait for each other. Everyone relies on the same few rows, and a row under `FOR SHARE` is written at
 * every lock and its lockers listed in a row of their own: an advisory lock costs a tenth (decision 24).
 */
export async function lockPartners(
  tx: Tx,
  ids: readonly PartnerId[],
  mode: 'share' | 'update',
): Promise<void> {
  const lock = mode === 'share' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await tx.query(
    `SELECT ${lock}(hashtextextended('kernhub/partner ' || id, 0)) FROM unnest($1::text[]) AS id`,
    [[...new Set(ids)].sort()],
  );
}

export async function partnerById(
  tx: Tx,
  id: PartnerId,
  versionInForce: string,
): Promise<PartnerRecord | null> {
  const rows = await tx.query<PartnerRow>(`SELECT ${partnerColumns} FROM partner p WHERE p.id = $1`, [id]);
  return rows[0] === undefined ? null : recordOf(rows[0], versionInForce);
}

export async function partnersByRole(
  tx: Tx,
  roles: readonly Role[],
  versionInForce: string,
): Promise<readonly PartnerRecord[]> {
  const rows = await tx.query<PartnerRow>(
    `SELECT ${partnerColumns} FROM partner p WHERE p.role = ANY($1) ORDER BY p.id COLLATE "C"`,
    [[...roles]],
  );
  return rows.map((row) => recordOf(row, versionInForce));
}

export async function partnersById(
  tx: Tx,
  ids: readonly PartnerId[],
  versionInForce: string,
): Promise<readonly PartnerRecord[]> {
  const rows = await tx.query<PartnerRow>(`SELECT ${partnerColumns} FROM partner p WHERE p.id = ANY($1)`, [
    [...ids],
  ]);
  return rows.map((row) => recordOf(row, versionInForce));
}

export async function setSuspended(tx: Tx, partner: PartnerId, suspended: boolean): Promise<void> {
  await tx.query('UPDATE partner SET suspended = $2 WHERE id = $1', [partner, suspended]);
}

export async function setAgreement(tx: Tx, partner: PartnerId, version: string): Promise<void> {
  await tx.query('UPDATE partner SET agreement_version = $2 WHERE id = $1', [partner, version]);
}

/** Keeps the signed statement itself, as evidence. */
export async function keepAgreement(
  tx: Tx,
  signed: {
    readonly partner: PartnerId;
    readonly version: string;
    readonly statement: string;
    readonly entry: EntryId;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO partner_agreement (partner, version, statement, entry, agreed_at) VALUES ($1, $2, $3, $4, $5)`,
    [signed.partner, signed.version, signed.statement, signed.entry, signed.at],
  );
}
