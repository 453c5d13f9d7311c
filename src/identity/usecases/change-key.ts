import {
  type Claim,
  HubError,
  type Inclusion,
  type KeyChange,
  type PartnerId,
} from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { type PublicJwk, peekHeader } from '../../kernel/index.js';
import { StateConflict, StatementRefused } from '../domain/errors.js';
import { currentKeys, insertKeys, retireKey } from '../store/keys.js';
import { lockPartners, partnerById } from '../store/partners.js';
import type { IdentityNeeds } from './needs.js';
import { isNamedByItself } from './register-partner.js';
import { digestOf, readOwn, refuseUnlessOwn } from './sign-agreement.js';

/** A question may stand for a day and its answer wait for another; a roster is signed by hand. */
const longestOverlapMs = 7 * 86_400_000;

/**
 * Replaces one key of a partner. A signing key is retired by its own signature; a sealing key cannot sign, so there any
 * current signing key of the partner does. The retired key ends at once, or when the statement says: until then what it
 * signed can be completed, but it changes no key. It never comes back. Agents follow at the next roster.
 *
 * @throws StatementRefused | StateConflict
 */
export async function changeKey(
  needs: IdentityNeeds,
  partner: PartnerId,
  statement: string,
  claim: Claim | null,
): Promise<Inclusion> {
  const { database, ledger, clock, covenant } = needs;
  const at = clock.now();
  const entry = await database.transaction(async (tx) => {
    await lockPartners(tx, [partner], 'update');
    const record = await partnerById(tx, partner, covenant.agreement().version);
    if (record === null || record.state === 'suspended') throw new HubError('partner-suspended');
    const change = await readOwn(statement, 'kernhub-key-change+jwt', await currentKeys(tx, partner, 'sig'));
    refuseUnlessOwn(change, partner, at);
    await refuseUnfit(change, statement);
    const ends = endOf(change, at);
    if (!(await retireKey(tx, partner, change.use, change.retires, ends))) {
      throw new StateConflict('the key to retire is not a current key of that use');
    }
    if (!(await insertKeys(tx, partner, change.use, [change.jwk], at))) {
      throw new StateConflict('the new key was registered before');
    }
    await settleOnce(tx, claim, { status: 200, location: null });
    return ledger.append(tx, {
      event: 'partner.key-changed',
      owner: 'hub',
      retention: 'operation',
      payload: {
        partner,
        use: change.use,
        retired: change.retires,
        added: change.jwk.kid,
        ends: ends.toISOString(),
        statement: digestOf(statement),
      },
    });
  });
  return ledger.settled(entry.id);
}

function endOf({ until }: KeyChange, now: Date): Date {
  if (until === undefined) return now;
  const ends = new Date(until * 1000);
  if (ends.getTime() > now.getTime() + longestOverlapMs) {
    throw new StatementRefused('until is more than seven days ahead');
  }
  return ends > now ? ends : now;
}

async function refuseUnfit(change: KeyChange, statement: string): Promise<void> {
  const jwk: PublicJwk = change.jwk;
  if ((jwk.crv === 'X25519') !== (change.use === 'enc')) {
    throw new StatementRefused('the new key does not fit its use');
  }
  if (!(await isNamedByItself(jwk))) throw new StatementRefused('kid is not the thumbprint of the new key');
  if (change.use === 'sig' && peekHeader(statement).kid !== change.retires) {
    throw new StatementRefused('the statement is not signed by the key that it retires');
  }
}
