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
}

/**
 * Which entries these are: at most so many, from one of them on, itself included; from the newest on where it is none of
 * this owner's, so that what is another's costs what never was costs.
 */
export const headsOfOwner = (
  tx: Tx,
  logId: number,
  owner: string,
  kinds: readonly string[],
  { from, limit }: { readonly from: EntryId | null; readonly limit: number },
): Promise<readonly Head[]> =>
  tx.query<Head>(
    `SELECT e.id, e.seq FROM ledger_payload AS p JOIN ledger_entry AS e USING (log_id, seq)
      WHERE p.log_id = $1 AND p.owner = $2 AND e.kind = ANY($3) AND p.seq <= coalesce((
              SELECT f.seq FROM ledger_entry AS f JOIN ledger_payload AS q USING (log_id, seq)
               WHERE f.log_id = $1 AND f.id = $4 AND q.owner = $2), 9223372036854775807)
      ORDER BY p.seq DESC LIMIT $5`,
    [logId, owner, kinds, from, limit],
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
       FROM ledger_payload AS p JOIN ledger_entry AS e USING (log_id, seq) JOIN ledger_opening AS o USING (log_id, seq)
      WHERE p.log_id = $1 AND p.seq = ANY($2::bigint[]) ORDER BY p.seq DESC`,
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
