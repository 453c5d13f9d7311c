import type { AccountId, Claim, Inclusion } from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { newEntryId } from '../../ledger/index.js';
import { StateConflict } from '../domain/errors.js';
import { accountSuspended, insertStanding, lockAccount } from '../store/accounts.js';
import type { IdentityNeeds } from './needs.js';

interface AccountChange {
  readonly by: AccountId;
  readonly account: AccountId;
  readonly reason: string;
  readonly claim: Claim | null;
}

/**
 * Refuses every call of a professional's account from the next one on, whatever token comes with it.
 *
 * @throws StateConflict
 */
export const suspendAccount = (needs: IdentityNeeds, change: AccountChange): Promise<Inclusion> =>
  setStanding(needs, change, true);

/** @throws StateConflict */
export const resumeAccount = (needs: IdentityNeeds, change: AccountChange): Promise<Inclusion> =>
  setStanding(needs, change, false);

async function setStanding(
  { database, ledger, clock }: IdentityNeeds,
  { by, account, reason, claim }: AccountChange,
  suspended: boolean,
): Promise<Inclusion> {
  const entry = newEntryId();
  await database.transaction(async (tx) => {
    await lockAccount(tx, account);
    if ((await accountSuspended(tx, account)) === suspended) {
      throw new StateConflict(
        suspended ? 'the account is suspended already' : 'the account is not suspended',
      );
    }
    await insertStanding(tx, { entry, account, suspended, at: clock.now() });
    await settleOnce(tx, claim, { status: 200, location: null });
    await ledger.append(tx, {
      id: entry,
      event: suspended ? 'account.suspended' : 'account.resumed',
      owner: 'hub',
      retention: 'operation',
      payload: { account, reason, by },
    });
  });
  return ledger.settled(entry);
}
