import { civilDateOf } from '../../kernel/index.js';
import { accountYears } from '../domain/account.js';
import { absoluteLimitMs, idleLimitMs } from '../domain/session.js';
import { forgetAccounts } from '../store/accounts.js';
import { sweep } from '../store/sessions.js';
import type { IdentityNeeds } from './needs.js';

/**
 * Spent proofs stay this much longer than they could be accepted: another process whose clock is behind may still
 * accept one that is over by ours.
 */
const clockMarginMs = 300_000;
const accountMs = accountYears * 366 * 86_400_000;

/** Removes spent proofs, sign-ins that were given up, ended sessions and accounts that nobody uses. Nothing depends on when. */
export async function sweepExpired({
  database,
  clock,
}: Pick<IdentityNeeds, 'database' | 'clock'>): Promise<void> {
  const now = clock.now().getTime();
  await sweep(database.reader, {
    proofs: new Date(now - clockMarginMs),
    attempts: new Date(now - clockMarginMs),
    seen: new Date(now - idleLimitMs),
    opened: new Date(now - absoluteLimitMs),
  });
  await forgetAccounts(database.reader, civilDateOf(new Date(now - accountMs)));
}
