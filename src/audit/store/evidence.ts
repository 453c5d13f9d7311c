/** Signed statements that the hub keeps, and the entries that published what an exchange stands on. */
import type { EntryId, ExchangeId, PartnerId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { PublicJwk } from '../../kernel/index.js';

export interface SignedRow {
  readonly statement: string;
  readonly entry: EntryId;
}

/** What each of these partners had signed last by that moment, and the entry that published the text. */
export const agreementRows = (
  tx: Tx,
  partners: readonly PartnerId[],
  at: Date,
): Promise<
  readonly (SignedRow & {
    readonly partner: PartnerId;
    readonly version: string;
    readonly published: EntryId;
  })[]
> =>
  tx.query(
    `SELECT DISTINCT ON (a.partner) a.partner, a.version, a.statement, a.entry, p.entry AS published
      FROM partner_agreement AS a JOIN publication AS p ON p.kind = 'agreement' AND p.version = a.version
      WHERE a.partner = ANY ($1::text[]) AND a.agreed_at <= $2 ORDER BY a.partner, a.agreed_at DESC`,
    [partners, at],
  );

/**
 * The roster in force when the exchange was asked for and those until the last word on it, and the newest, which lists the
 * keys that the hub has now; the oldest first.
 */
export const rosterRows = (tx: Tx, exchange: ExchangeId): Promise<readonly SignedRow[]> =>
  tx.query<SignedRow>(
    `WITH span AS (
       SELECT e.asked_at AS since, greatest(e.asked_at,
         (SELECT max(greatest(released_at, received_at)) FROM exchange_task WHERE exchange = e.id),
         (SELECT max(answered_at) FROM stop_order WHERE exchange = e.id)) AS until
       FROM exchange AS e WHERE e.id = $1)
     SELECT statement, entry FROM roster, span
      WHERE version = (SELECT max(version) FROM roster)
         OR (published_at <= until AND published_at >= coalesce(
           (SELECT max(published_at) FROM roster WHERE published_at <= since), '-infinity'))
      ORDER BY version`,
    [exchange],
  );

/** Entries that published a notice of this purpose version after the version itself. */
export async function noticeEntries(tx: Tx, purpose: string, version: number): Promise<readonly EntryId[]> {
  const rows = await tx.query<{ entry: EntryId }>(
    `SELECT DISTINCT entry FROM publication
      WHERE kind = 'notice' AND name = $1 AND split_part(version, '.', 1) = $2`,
    [purpose, String(version)],
  );
  return rows.map(({ entry }) => entry);
}

/** Signing keys that these partners ever had, replaced ones too. */
export const signingKeyRows = (
  tx: Tx,
  partners: readonly PartnerId[],
): Promise<readonly { readonly partner: PartnerId; readonly jwk: PublicJwk }[]> =>
  tx.query(
    `SELECT partner, jwk FROM partner_key WHERE use = 'sig' AND partner = ANY ($1::text[]) ORDER BY added_at, kid`,
    [partners],
  );
