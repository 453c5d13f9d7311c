import type { PartnerId, Role } from '../../contract/index.js';

/** Derived at every use from what is stored, so that a new agreement closes by itself what was signed on the old one. */
export type PartnerState = 'registered' | 'active' | 'suspended';

export interface PartnerRecord {
  readonly id: PartnerId;
  readonly name: string;
  readonly role: Role;
  readonly state: PartnerState;
  /** Article of law on which this partner may use the BSN (UAVG 46), or null. */
  readonly bsnArticle: string | null;
  /** Version last signed. */
  readonly agreementVersion: string | null;
  readonly registeredAt: Date;
}

/** The covenant text that partners must have signed, and the roles that it knows. The catalogue is one. */
export interface Covenant {
  agreement(): { readonly version: string; readonly text: string; readonly digest: string };
  role(role: Role): { readonly bsnArticle: string | null } | null;
}

export function partnerState(
  stored: { readonly suspended: boolean; readonly agreementVersion: string | null },
  versionInForce: string,
): PartnerState {
  if (stored.suspended) return 'suspended';
  return stored.agreementVersion === versionInForce ? 'active' : 'registered';
}
