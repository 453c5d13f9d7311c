import type { PartnerId, Role } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { Clock, PublicJwk } from '../../kernel/index.js';
import type { Covenant, PartnerRecord } from '../domain/partner.js';
import { validKeys } from '../store/keys.js';
import { lockPartners, partnerById, partnersById, partnersByRole } from '../store/partners.js';

/** What other rooms may ask about partners, within their own transaction. */
export interface Partners {
  /**
   * Locks partners in the order of their ids: `share` where their state or keys are relied on. Read what is relied on
   * in a later statement.
   */
  lock(tx: Tx, ids: readonly PartnerId[], mode: 'share' | 'update'): Promise<void>;
  find(tx: Tx, id: PartnerId): Promise<PartnerRecord | null>;
  /** Those that are registered, in any order and state. */
  findAll(tx: Tx, ids: readonly PartnerId[]): Promise<readonly PartnerRecord[]>;
  /**
   * What these are called, those that are registered. Looked up once in a process: the hub's own role cannot change a name.
   */
  names(tx: Tx, ids: readonly PartnerId[]): Promise<ReadonlyMap<PartnerId, string>>;
  /** Of any state, by id. */
  withRoles(tx: Tx, roles: readonly Role[]): Promise<readonly PartnerRecord[]>;
  /** A replaced key counts until it ends, so that what it signed can be completed. */
  signingKeys(tx: Tx, id: PartnerId): Promise<readonly PublicJwk[]>;
  sealingKeys(tx: Tx, id: PartnerId): Promise<readonly PublicJwk[]>;
}

export function createPartners(covenant: Covenant, clock: Clock): Partners {
  const versionInForce = (): string => covenant.agreement().version;
  const known = new Map<PartnerId, string>();
  return {
    lock: lockPartners,
    find: (tx, id) => partnerById(tx, id, versionInForce()),
    findAll: (tx, ids) => partnersById(tx, ids, versionInForce()),
    names: async (tx, ids) => {
      const missing = [...new Set(ids)].filter((id) => !known.has(id));
      if (missing.length > 0) {
        for (const { id, name } of await partnersById(tx, missing, versionInForce())) known.set(id, name);
      }
      return new Map(ids.flatMap((id) => (known.has(id) ? [[id, known.get(id) ?? '']] : [])));
    },
    withRoles: (tx, roles) => partnersByRole(tx, roles, versionInForce()),
    signingKeys: (tx, id) => validKeys(tx, id, 'sig', clock.now()),
    sealingKeys: (tx, id) => validKeys(tx, id, 'enc', clock.now()),
  };
}
