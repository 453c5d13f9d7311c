import { HubError, type PartnerId, type Professional } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { PartnerRecord } from '../../identity/index.js';
import type { PeopleNeeds } from './needs.js';

/**
 * The partner, locked: who was suspended between login and now may do nothing more.
 *
 * @throws HubError `partner-suspended` | `agreement-missing`
 */
export async function reliedPartner(
  { partners }: Pick<PeopleNeeds, 'partners'>,
  tx: Tx,
  id: PartnerId,
): Promise<PartnerRecord> {
  await partners.lock(tx, [id], 'share');
  return activePartner(await partners.find(tx, id));
}

/** @throws HubError `partner-suspended` | `agreement-missing` */
export function activePartner(partner: PartnerRecord | null): PartnerRecord {
  if (partner === null || partner.state === 'suspended') throw new HubError('partner-suspended');
  if (partner.state !== 'active') throw new HubError('agreement-missing');
  return partner;
}

/** What an entry says of the professional who did it. */
export const byProfessional = (caller: Professional) => ({
  by: caller.account,
  function: caller.function ?? null,
});
