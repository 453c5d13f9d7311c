import {
  type AccountId,
  type BreachId,
  type Claim,
  HubError,
  type Inclusion,
  NotFound,
  type Officer,
  type PartnerId,
} from '../../contract/index.js';
import { type BreachRecord, findBreach } from '../store/breaches.js';
import type { OversightNeeds } from './needs.js';

type Needs = Pick<OversightNeeds, 'database' | 'ledger' | 'suspend' | 'resumeAccount'>;

/**
 * Stops whom a breach is about, with one action: the partner, the key, or the professional's account. The FG supervises and the
 * privacy officer executes (AVG 38(6)). Its entry is that of the suspension, which names the case.
 *
 * @throws NotFound | HubError `caller-not-allowed` | `state-conflict` where it is suspended already
 */
export async function suspendConcerned(
  needs: Needs,
  officer: Officer,
  breach: BreachId,
  reason: string,
  claim: Claim | null,
): Promise<Inclusion> {
  const { about, concerned } = await caseFor(needs, officer, breach);
  const change = { by: officer.account, reason: `${breach}: ${reason}`, claim };
  if (about === 'partner') return needs.suspend.partner({ ...change, partner: concerned as PartnerId });
  if (about === 'key') return needs.suspend.key({ ...change, kid: concerned });
  return needs.suspend.account({ ...change, account: concerned as AccountId });
}

/**
 * Lets the professional call again. A partner is resumed by an administrator, and a key never comes back.
 *
 * @throws NotFound | HubError `caller-not-allowed` | `state-conflict`
 */
export async function resumeConcerned(
  needs: Needs,
  officer: Officer,
  breach: BreachId,
  reason: string,
  claim: Claim | null,
): Promise<Inclusion> {
  const { about, concerned } = await caseFor(needs, officer, breach);
  if (about !== 'professional') {
    const detail = 'only an account is resumed here: a partner by an administrator, a key never';
    throw new HubError('state-conflict', { detail });
  }
  const change = { by: officer.account, reason: `${breach}: ${reason}`, claim };
  return needs.resumeAccount({ ...change, account: concerned as AccountId });
}

async function caseFor(
  { database, ledger }: Needs,
  { duty }: Officer,
  breach: BreachId,
): Promise<Pick<BreachRecord, 'about' | 'concerned'>> {
  if (duty !== 'privacy-officer') throw new HubError('caller-not-allowed');
  ledger.assertWritable();
  const found = await findBreach(database.reader, breach);
  if (found === null) throw new NotFound();
  return found;
}
