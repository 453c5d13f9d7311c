import {
  type Claim,
  type Claims,
  HubError,
  type Inclusion,
  type PartnerId,
  readStatement,
  type StatementType,
} from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { base64url, type PublicJwk, StatementInvalid, sha256 } from '../../kernel/index.js';
import { StateConflict, StatementRefused } from '../domain/errors.js';
import { clockSkewSeconds } from '../domain/proof.js';
import { currentKeys } from '../store/keys.js';
import { keepAgreement, lockPartners, partnerById, setAgreement } from '../store/partners.js';
import type { IdentityNeeds } from './needs.js';

/** A statement may be signed by hand, on another machine, a day before it is sent. */
const statementAgeSeconds = 86_400;

/**
 * Records that a partner signed the participation agreement in force, with its own key.
 *
 * @throws StatementRefused | StateConflict
 */
export async function signAgreement(
  needs: IdentityNeeds,
  partner: PartnerId,
  statement: string,
  claim: Claim | null,
): Promise<Inclusion> {
  const { database, ledger, clock } = needs;
  const inForce = needs.covenant.agreement();
  const { version } = inForce;
  const entry = await database.transaction(async (tx) => {
    await lockPartners(tx, [partner], 'update');
    const record = await partnerById(tx, partner, version);
    if (record === null || record.state === 'suspended') throw new HubError('partner-suspended');
    if (record.agreementVersion === version) throw new StateConflict('the agreement is signed already');
    const claims = await readOwn(statement, 'kernhub-agreement+jwt', await currentKeys(tx, partner, 'sig'));
    refuseUnlessOwn(claims, partner, clock.now());
    if (claims.version !== version || claims.textDigest !== inForce.digest) {
      throw new StatementRefused('the statement is about another text than the agreement in force');
    }
    await setAgreement(tx, partner, version);
    await settleOnce(tx, claim, { status: 200, location: null });
    const appended = await ledger.append(tx, {
      event: 'partner.agreed',
      owner: 'hub',
      retention: 'operation',
      payload: { partner, version, textDigest: inForce.digest, statement: digestOf(statement) },
    });
    await keepAgreement(tx, { partner, version, statement, entry: appended.id, at: clock.now() });
    return appended;
  });
  return ledger.settled(entry.id);
}

/** SHA-256 of the statement's ASCII, base64url. */
export const digestOf = (statement: string): string => base64url(sha256(statement));

/** @throws StatementRefused with the reason, which is for whoever sent it */
export async function readOwn<T extends StatementType>(
  statement: string,
  typ: T,
  keys: readonly PublicJwk[],
): Promise<Claims<T>> {
  try {
    return await readStatement(statement, typ, keys);
  } catch (cause) {
    if (cause instanceof StatementInvalid) throw new StatementRefused(cause.message, cause);
    throw cause;
  }
}

/** @throws StatementRefused when another partner is named, or the statement is old or from the future */
export function refuseUnlessOwn(
  claims: { readonly iss: PartnerId; readonly iat: number },
  partner: PartnerId,
  now: Date,
): void {
  if (claims.iss !== partner) throw new StatementRefused('iss is another partner');
  const age = now.getTime() / 1000 - claims.iat;
  if (age > statementAgeSeconds || age < -clockSkewSeconds) throw new StatementRefused('iat is not recent');
}
