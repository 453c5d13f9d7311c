import {
  type Claim,
  type Inclusion,
  InvalidRequest,
  NotFound,
  type Professional,
  type SubjectRef,
} from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { newId } from '../../kernel/index.js';
import { insertApproval } from '../store/exchanges.js';
import { mayStart } from './may-start.js';
import type { ExchangeNeeds } from './needs.js';
import { lockFacts, partnersLocked, recipientAmong } from './read-facts.js';

/** How long a colleague's approval holds, in milliseconds; it serves one exchange. */
const validity = 15 * 60 * 1000;

/**
 * A second professional stands behind an emergency request about a child that this partner enrolled only just; with
 * the same login and function as who starts one.
 *
 * @throws InvalidRequest | NotFound | HubError with the code that the policy names
 */
export async function approveEmergency(
  needs: ExchangeNeeds,
  caller: Professional,
  request: { readonly subject: SubjectRef; readonly purpose: string },
  claim: Claim | null,
): Promise<Inclusion> {
  const purpose = needs.catalogue.current(request.purpose);
  if (purpose?.emergency == null) {
    throw new InvalidRequest([{ pointer: '/purpose', reason: 'is not a purpose for emergencies' }]);
  }
  await needs.ledger.assertWritable();
  const entry = await needs.database.transaction(async (tx) => {
    const subject = await needs.people.subjectOf(tx, caller.partner, request.subject);
    const locked = await lockFacts(tx, needs, subject, caller.partner);
    const recipient = recipientAmong(await partnersLocked(tx, needs, locked), caller.partner);
    const now = needs.clock.now();
    await mayStart(tx, needs, { caller, recipient, purpose, necessityStated: true, now });
    if (subject === null) throw new NotFound();
    const { id } = await needs.ledger.append(tx, {
      event: 'emergency.approved',
      owner: subject,
      retention: 'access-log',
      payload: { partner: caller.partner, purpose: purpose.id },
      parts: [{ topic: 'professional', person: caller.account, value: { account: caller.account } }],
    });
    await insertApproval(tx, {
      id: newId('apr'),
      partner: caller.partner,
      subject,
      purpose: purpose.id,
      account: caller.account,
      approvedAt: now,
      expiresAt: new Date(now.getTime() + validity),
    });
    await settleOnce(tx, claim, { status: 201, location: null });
    return id;
  });
  return needs.ledger.settled(entry);
}
