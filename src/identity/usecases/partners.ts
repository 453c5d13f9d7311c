import type { PartnerId, Role } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { PublicJwk } from '../../kernel/index.js';
import type { Covenant, PartnerRecord } from '../domain/partner.js';
import { currentKeys } from '../store/keys.js';
import { lockPartners, partnerById, partnersByRole } from '../store/partners.js';

/** What other rooms may ask about partners, within their own transaction. */
export interface Partners {
  /**
   * Locks partners in the order of their ids: `share` where their state or keys are relied on. Read what is relied on
   * in a later statement.
   */
  lock(tx: Tx, ids: readonly PartnerId[], mode: 'share' | 'update'): Promise<void>;
  find(tx: Tx, id: PartnerId): Promise<PartnerRecord | null>;
  /** Of any state, by id. */
  withRoles(tx: Tx, roles: readonly Role[]): Promise<readonly PartnerRecord[]>;
  /** Current keys only: a retired key signs nothing new. */
  signingKeys(tx: Tx, id: PartnerId): Promise<readonly PublicJwk[]>;
  sealingKeys(tx: Tx, id: PartnerId): Promise<readonly PublicJwk[]>;
}

export function createPartners(covenant: Covenant): Partners {
  const versionInForce = (): string => covenant.agreement().version;
  return {
    lock: lockPartners,
    find: (tx, id) => partnerById(tx, id, versionInForce()),
    withRoles: (tx, roles) => partnersByRole(tx, roles, versionInForce()),
    signingKeys: (tx, id) => currentKeys(tx, id, 'sig'),
    sealingKeys: (tx, id) => currentKeys(tx, id, 'enc'),
  };
}
