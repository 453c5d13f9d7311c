import type { AccountId, Claim, PartnerRegistration } from '../../contract/index.js';
import { InvalidRequest } from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { type Fault, type PublicJwk, thumbprintOf } from '../../kernel/index.js';
import { StateConflict } from '../domain/errors.js';
import type { PartnerRecord } from '../domain/partner.js';
import { insertKeys } from '../store/keys.js';
import { insertPartner } from '../store/partners.js';
import type { IdentityNeeds } from './needs.js';

/**
 * Registers a partner with its keys by value. It may do nothing but read and sign the agreement until it has signed.
 *
 * @throws InvalidRequest with every fault; StateConflict when the id, the client or a key is taken
 */
export async function registerPartner(
  needs: IdentityNeeds,
  by: AccountId,
  registration: PartnerRegistration,
  claim: Claim | null,
): Promise<PartnerRecord> {
  const faults = await registrationFaults(needs, registration);
  if (faults.length > 0) throw new InvalidRequest(faults);
  const { id, name, role, issuer, clientId, signing, sealing } = registration;
  const bsnArticle = registration.bsn?.article ?? null;
  const at = needs.clock.now();
  const entry = await needs.database.transaction(async (tx) => {
    const isNew = await insertPartner(tx, { id, name, role, issuer, clientId, bsnArticle, at });
    if (!isNew) throw new StateConflict('the partner, or its client at that issuer, is registered already');
    const keysAreNew =
      (await insertKeys(tx, id, 'sig', signing, at)) && (await insertKeys(tx, id, 'enc', sealing, at));
    if (!keysAreNew) throw new StateConflict('one of the keys was registered before');
    await settleOnce(tx, claim, { status: 201, location: `/v1/partners/${id}` });
    return needs.ledger.append(tx, {
      event: 'partner.registered',
      owner: 'hub',
      retention: 'operation',
      payload: {
        partner: id,
        role,
        name,
        issuer,
        clientId,
        bsnArticle,
        signing: signing.map((key) => key.kid),
        sealing: sealing.map((key) => key.kid),
        by,
      },
    });
  });
  await needs.ledger.settled(entry.id);
  return { id, name, role, state: 'registered', bsnArticle, agreementVersion: null, registeredAt: at };
}

async function registrationFaults(
  { config, covenant }: Pick<IdentityNeeds, 'config' | 'covenant'>,
  registration: PartnerRegistration,
): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  const role = covenant.role(registration.role);
  if (role === null) faults.push({ pointer: '/role', reason: 'is not a role of the covenant' });
  if (role?.bsnArticle === null && registration.bsn !== null) {
    faults.push({ pointer: '/bsn', reason: 'this role may not use the BSN' });
  }
  if (!config.professionalsIssuers.includes(registration.issuer)) {
    faults.push({ pointer: '/issuer', reason: 'is not an issuer that this hub trusts for partners' });
  }
  for (const member of ['signing', 'sealing'] as const) {
    for (const [place, key] of registration[member].entries()) {
      if (!(await isNamedByItself(key))) {
        faults.push({
          pointer: `/${member}/${place}/kid`,
          reason: 'is not the RFC 7638 thumbprint of the key',
        });
      }
    }
  }
  return faults;
}

/** A `kid` that is not the thumbprint could name one key here and another elsewhere. */
export const isNamedByItself = async (key: PublicJwk): Promise<boolean> =>
  key.kid === (await thumbprintOf(key));
