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
