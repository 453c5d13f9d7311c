import type { SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { lockOwners } from '../store/entries.js';

/**
 * Until the end of the transaction nobody else records anything about this owner. What a later statement reads is then
 * everything that the log will hold about the owner before the entry that this transaction appends, and nothing after it.
 * Call after all row locks.
 */
export async function holdOwner(tx: Tx, owner: SubjectId, logId = 0): Promise<void> {
  await lockOwners(tx, logId, [owner]);
}
