import type { PartnerId, Role } from '../../../contract/index.js';
import { partnerState } from '../../../identity/offline.js';
import type { PublishedCatalogue } from './published-catalogue.js';
import { type Place, refuted, type Said } from './said.js';

interface KnownPartner {
  readonly role: Role;
  readonly mayUseBsn: boolean;
  suspended: boolean;
  agreementVersion: string | null;
}

/** The partners, as the log says they were registered, agreed and were suspended. */
export class KnownPartners {
  readonly #partners = new Map<PartnerId, KnownPartner>();
  readonly #catalogue: PublishedCatalogue;

  constructor(catalogue: PublishedCatalogue) {
    this.#catalogue = catalogue;
  }

  register(said: Said<'partner.registered'>): void {
    const { partner, role, bsnArticle } = said.payload;
    if (this.#partners.has(partner as PartnerId)) {
      throw refuted('partner-in-force', 'the partner was registered before', said);
    }
    this.#partners.set(partner as PartnerId, {
      role: role as Role,
      mayUseBsn: bsnArticle !== null,
      suspended: false,
      agreementVersion: null,
    });
  }

  agree(said: Said<'partner.agreed'>): void {
    const { partner, version, textDigest } = said.payload;
    const { version: inForce, digest } = this.#catalogue.at(said).agreement();
    if (version !== inForce || textDigest !== digest) {
      throw refuted('partner-in-force', 'the agreement that was signed is not the one in force', said);
    }
    this.#known(partner as PartnerId, said).agreementVersion = version;
  }

  setSuspended(said: Said<'partner.suspended' | 'partner.resumed'>, suspended: boolean): void {
    this.#known(said.payload.partner as PartnerId, said).suspended = suspended;
  }

  /** @throws ClaimBroken unless the partner may act at this point */
  requireActive(partner: PartnerId, place: Place): KnownPartner {
    const known = this.#known(partner, place);
    const state = partnerState(known, this.#catalogue.at(place).agreement().version);
    if (state === 'active') return known;
    const why = state === 'suspended' ? 'is suspended' : 'has not signed the agreement in force';
    throw refuted('partner-in-force', `a partner that takes part ${why} at this point`, place);
  }

  /** @throws ClaimBroken */
  requireRole(partner: PartnerId, role: Role, place: Place): void {
    if (this.#known(partner, place).role === role) return;
    throw refuted('partner-in-force', 'the partner is registered with another role', place);
  }

  roleOf(partner: PartnerId, place: Place): Role {
    return this.#known(partner, place).role;
  }

  #known(partner: PartnerId, place: Place): KnownPartner {
    const known = this.#partners.get(partner);
    if (known === undefined)
      throw refuted('partner-in-force', 'a partner that takes part was never registered', place);
    return known;
  }
}
