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
import { lockCatalogue } from '../../purposes/index.js';
import { insertApproval } from '../store/exchanges.js';
import { mayStart } from './may-start.js';
import type { ExchangeNeeds } from './needs.js';
import { lockAndRead } from './read-facts.js';

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
    const [known] = await Promise.all([
      needs.people.teamOf(tx, caller.partner, request.subject),
      lockCatalogue(tx, 'share'),
    ]);
    const subject = known?.subject ?? null;
    const concerned = { subject, recipient: caller.partner, team: known?.partners ?? [] };
    const { facts } = await lockAndRead(tx, needs, concerned, purpose, async () => undefined);
    const now = needs.clock.now();
    const { recipient } = facts;
    await mayStart(tx, needs, { caller, recipient, purpose, necessityStated: true, now });
    if (subject === null || facts.child === null) throw new NotFound();
    const { team } = facts.child;
    const { id } = await needs.ledger.append(tx, {
      event: 'emergency.approved',
      owner: subject,
      retention: 'access-log',
      payload: { partner: caller.partner, purpose: purpose.id },
      relies: team.filter(({ partner }) => partner === caller.partner).map(({ entry }) => entry),
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
