import type { EntryId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { type ErasedEntries, eraseEntries } from '../../ledger/index.js';
import type { Erasure } from '../domain/records.js';
import { insertErasure } from '../store/erasures.js';
import { closeRequestsAbout } from '../store/requests.js';
import type { RightsNeeds } from './needs.js';

/**
 * The part of an erasure that lies in the main database, in one transaction under the child's lock: recipients are told
 * to stop, the erasure entry is appended, and what it covers is deleted with every row about the child.
 *
 * @throws LedgerUnavailable while an entry about the child has no index yet
 */
export async function carryOut(
  needs: Pick<RightsNeeds, 'ledger' | 'vault' | 'onChildErased'>,
  tx: Tx,
  erasure: Erasure,
  how: { readonly relies: readonly EntryId[]; readonly again: boolean },
): Promise<ErasedEntries> {
  const { request, subject, owners, destroyed, restricted, statement, rule } = erasure;
  // Where the access log goes too, so do the exchanges, and there is no place left for an answer.
  if (restricted.some((kept) => kept.class === 'access-log') && destroyed.includes('identity')) {
    await needs.onChildErased(tx, { subject });
  }
  const erased = await eraseEntries(needs, tx, {
    event: 'erasure.executed',
    owners,
    destroyed,
    payload: {
      ...{ request, subject, owners, destroyed, restricted, statement, rule },
      again: how.again,
    },
    relies: how.relies,
  });
  await closeRequestsAbout(tx, subject, new Date(erasure.erasedAt));
  await insertErasure(tx, erasure, erased.id);
  return erased;
}
