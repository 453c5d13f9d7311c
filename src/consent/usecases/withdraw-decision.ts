import {
  type ChildRef,
  type Citizen,
  type Claim,
  type DecisionId,
  type EntryId,
  HubError,
  type Inclusion,
  NotFound,
  type RecordedChannel,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { mustSignInAgain } from '../../identity/index.js';
import type { JsonObject } from '../../kernel/index.js';
import { NothingToWithdraw } from '../domain/errors.js';
import type { Voucher } from '../domain/recording.js';
import type { DecisionRecord } from '../domain/records.js';
import { decisionById, insertWithdrawal } from '../store/decisions.js';
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
    const { subject, person } = await needs.people.known(tx, account, child);
    await needs.people.lockSubject(tx, subject, 'update');
    const found = await decisionById(tx, decision);
    if (found === null || found.subject !== subject || found.person !== person) throw new NotFound();
    if (found.choice === 'refused' || found.withdrawnOrder !== null) throw new NothingToWithdraw();
    if (mustSignInAgain(authenticatedAt, needs.clock.now(), found.decidedAt)) {
      throw new HubError('step-up-required', { detail: 'please sign in again to withdraw this' });
    }
    await settleOnce(tx, claim, { status: 201, location: null });
    return recordWithdrawal(needs, tx, found, null);
  });
  return { withdrawnAt: at, proof: await settledOrNull(needs, entry, signal) };
}

/** By whose hand a withdrawal came in that the signed-in person did not make. */
export type Hand = { readonly channel: RecordedChannel; readonly by: Voucher } | { readonly channel: 'code' };

/** Writes a withdrawal, its entry and its effects, in the caller's transaction, under its lock on the child. */
export async function recordWithdrawal(
  needs: ConsentNeeds,
  tx: Tx,
  { id: decision, subject, person, purpose, version, entry: given }: DecisionRecord,
  hand: Hand | null,
): Promise<{ readonly entry: EntryId; readonly at: Date }> {
  const appended = await needs.ledger.append(tx, {
    event: 'consent.withdrawn',
    owner: subject,
    retention: 'consent-proof',
    payload: {
      ...{ subject, person, decision, purpose, version },
      ...(hand !== null && { through: throughPart(hand) }),
    },
    relies: [given],
  });
  const through = hand && {
    channel: hand.channel,
    partner: 'by' in hand ? hand.by.partner : null,
  };
  await insertWithdrawal(tx, { decision, entry: appended.id, seq: appended.seq, at: appended.at, through });
  await needs.onDecisionRecorded(tx, { person, withdrawn: true });
  await needs.onConsentWithdrawn(tx, { subject, purpose, entry: appended.id });
  return { entry: appended.id, at: appended.at };
}

const throughPart = (hand: Hand): JsonObject =>
  'by' in hand
    ? {
        ...{ channel: hand.channel, partner: hand.by.partner },
        ...{ by: hand.by.account, function: hand.by.function },
      }
    : { channel: hand.channel };
