import {
  type ChildRef,
  type Citizen,
  type Claim,
  type DecisionId,
  HubError,
  type Inclusion,
  NotFound,
} from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { mustSignInAgain } from '../../identity/index.js';
import { NothingToWithdraw } from '../domain/errors.js';
import { decisionById, insertWithdrawal } from '../store/decisions.js';
import { knownChild } from './known-child.js';
import type { ConsentNeeds } from './needs.js';
import { settledOrNull } from './settled-or-null.js';

export interface RecordedWithdrawal {
  readonly withdrawnAt: Date;
  /** Null while the ledger stalls: the withdrawal holds all the same. */
  readonly proof: Inclusion | null;
}

/**
 * Withdraws a decision; from the next request on nothing flows on it. Appends to the ledger in the same transaction, in
 * which its effects also happen, so that nothing is withdrawn unrecorded or half.
 *
 * @see AVG art. 7(3)
 * @throws NotFound | NothingToWithdraw | HubError `step-up-required`
 */
export async function withdrawDecision(
  needs: ConsentNeeds,
  { account, authenticatedAt }: Citizen,
  child: ChildRef,
  decision: DecisionId,
  claim: Claim | null,
  signal: AbortSignal,
): Promise<RecordedWithdrawal> {
  const { entry, at } = await needs.database.transaction(async (tx) => {
    const { subject, person } = await knownChild(needs, tx, account, child);
    await needs.people.lockSubject(tx, subject, 'update');
    const found = await decisionById(tx, decision);
    if (found === null || found.subject !== subject || found.person !== person) throw new NotFound();
    if (found.choice === 'refused' || found.withdrawnOrder !== null) throw new NothingToWithdraw();
    if (mustSignInAgain(authenticatedAt, needs.clock.now(), found.decidedAt)) {
      throw new HubError('step-up-required', { detail: 'please sign in again to withdraw this' });
    }
    const { purpose, version } = found;
    await settleOnce(tx, claim, { status: 201, location: null });
    const appended = await needs.ledger.append(tx, {
      event: 'consent.withdrawn',
      owner: subject,
      retention: 'consent-proof',
      payload: { subject, person, decision, purpose, version },
      relies: [found.entry],
    });
    await insertWithdrawal(tx, { decision, entry: appended.id, seq: appended.seq, at: appended.at });
    await needs.onDecisionRecorded(tx, { person, withdrawn: true });
    await needs.onConsentWithdrawn(tx, { subject, purpose, entry: appended.id });
    return { entry: appended.id, at: appended.at };
  });
  return { withdrawnAt: at, proof: await settledOrNull(needs, entry, signal) };
}
