import type { AccountId, PartnerId, Role } from './ids.js';

/** Anyone, without login. */
export interface Anyone {
  readonly kind: 'anyone';
}

/** A partner's system acting for itself (client credentials): may serve, may not start. */
export interface System {
  readonly kind: 'system';
  readonly partner: PartnerId;
  readonly role: Role;
}

/** A professional who signed in at the professionals' issuer and calls through the partner's system. */
export interface Professional {
  readonly kind: 'professional';
  readonly partner: PartnerId;
  readonly role: Role;
  readonly account: AccountId;
  /** Sector's own term, such as `jeugdverpleegkundige`; absent where the issuer does not say. */
  readonly function?: string;
  readonly acr: string;
  readonly authenticatedAt: Date;
}

/** A parent or young person with a session. Which person, follows from redeemed invitations. */
export interface Citizen {
  readonly kind: 'citizen';
  readonly account: AccountId;
  readonly acr: string;
  readonly authenticatedAt: Date;
}

/** The hub's own administrator: registers and suspends partners, publishes the roster. */
export interface Administrator {
  readonly kind: 'administrator';
  readonly account: AccountId;
}

/** FG or privacy officer of the hub: sees what anyone asked. */
export interface HubOfficer {
  readonly kind: 'officer';
  readonly account: AccountId;
  readonly duty: 'fg' | 'privacy-officer';
}

/** Officer of one partner: sees what that partner asked, and what it was asked for. */
export interface PartnerOfficer {
  readonly kind: 'officer';
  readonly account: AccountId;
  readonly duty: 'partner-officer';
  readonly partner: PartnerId;
}

export type Officer = HubOfficer | PartnerOfficer;

/** Whose rows an officer may see; null for everyone's. */
export const partnerOf = (officer: Officer): PartnerId | null =>
  officer.duty === 'partner-officer' ? officer.partner : null;

/** Who looked, as an entry of the log names it. */
export const lookedBy = (officer: Officer) => ({
  officer: officer.account,
  duty: officer.duty,
  ...(officer.duty === 'partner-officer' && { partner: officer.partner }),
});

export type Caller = Anyone | System | Professional | Citizen | Administrator | Officer;
export type CallerKind = Caller['kind'];
export type CallerOf<K extends CallerKind> = Extract<Caller, { kind: K }>;
