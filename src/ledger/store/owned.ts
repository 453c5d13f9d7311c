import type { EntryId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { SealedEntry, SealedPart } from './entries.js';

/** Everything that concerns one owner, of these kinds, newest first; without its parts. */
export const entriesOfOwner = (
  tx: Tx,
  logId: number,
  owner: string,
  kinds: readonly string[],
): Promise<readonly Omit<SealedEntry, 'parts'>[]> =>
  tx.query<Omit<SealedEntry, 'parts'>>(
    `SELECT e.id, e.kind, e.commitment, p.owner, p.retention, p.sealed AS payload, o.sealed AS opening
       FROM ledger_payload AS p JOIN ledger_entry AS e USING (log_id, seq) JOIN ledger_opening AS o USING (log_id, seq)
      WHERE p.log_id = $1 AND p.owner = $2 AND e.kind = ANY($3) ORDER BY e.seq DESC`,
    [logId, owner, kinds],
    'ledger-entries-of-owner',
  );

export interface Head {
  readonly id: EntryId;
  readonly seq: string;
  readonly kind: string;
}

/**
 * Which entries these are, of every kind: at most so many, from one of them on, itself included; from the newest on where it
 * is none of this owner's, so that what is another's costs what never was costs.
 *
 * `OFFSET 0` makes the server look each entry up by its place: where it has counted nothing yet, as in a new database, it
 * takes the log for small and would read all of it for each.
 */
export const headsOfOwner = (
  tx: Tx,
  logId: number,
  owner: string,
  { from, limit }: { readonly from: EntryId | null; readonly limit: number },
): Promise<readonly Head[]> =>
  tx.query<Head>(
    `SELECT e.id, p.seq, e.kind
       FROM ledger_payload AS p
      CROSS JOIN LATERAL (SELECT id, kind FROM ledger_entry WHERE log_id = p.log_id AND seq = p.seq OFFSET 0) AS e
      WHERE p.log_id = $1 AND p.owner = $2 AND p.seq <= coalesce((
              SELECT f.seq FROM ledger_entry AS f JOIN ledger_payload AS q USING (log_id, seq)
               WHERE f.log_id = $1 AND f.id = $3 AND q.owner = $2), 9223372036854775807)
      ORDER BY p.seq DESC LIMIT $4`,
    [logId, owner, from, limit],
    'ledger-heads-of-owner',
  );

/** Those entries, newest first; without their parts. */
export const entriesAt = (
  tx: Tx,
  logId: number,
  heads: readonly Head[],
): Promise<readonly Omit<SealedEntry, 'parts'>[]> =>
  tx.query<Omit<SealedEntry, 'parts'>>(
    `SELECT e.id, e.kind, e.commitment, p.owner, p.retention, p.sealed AS payload, o.sealed AS opening
       FROM unnest($2::bigint[]) AS wanted (seq)
      CROSS JOIN LATERAL (SELECT * FROM ledger_entry AS e WHERE e.log_id = $1 AND e.seq = wanted.seq OFFSET 0) AS e
      CROSS JOIN LATERAL (SELECT * FROM ledger_payload AS p WHERE p.log_id = $1 AND p.seq = wanted.seq OFFSET 0) AS p
      CROSS JOIN LATERAL (SELECT * FROM ledger_opening AS o WHERE o.log_id = $1 AND o.seq = wanted.seq OFFSET 0) AS o
      ORDER BY wanted.seq DESC`,
    [logId, heads.map(({ seq }) => seq)],
    'ledger-entries-at',
  );

/** The parts of an entry that are one person's. */
export const partsOfPerson = (
  tx: Tx,
  logId: number,
  entry: EntryId,
  person: string,
): Promise<readonly SealedPart[]> =>
  tx.query<SealedPart>(
    `SELECT d.digest, d.owner, d.sealed FROM ledger_entry AS e JOIN ledger_part AS d USING (log_id, seq)
      WHERE e.log_id = $1 AND e.id = $2 AND d.owner = $3 ORDER BY d.digest`,
    [logId, entry, person],
  );
