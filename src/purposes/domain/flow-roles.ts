import type { Flow, Role, RoleDefinition } from '../../contract/index.js';

/** Stands in a flow for every role with `corePartner`; source and recipient are then two different partners. */
export const corePartner = 'core-partner' as Role;

/** Whether an organisation with this role may stand where the flow names `place`. */
export const plays = (place: Role, role: RoleDefinition): boolean =>
  place === corePartner ? role.corePartner : place === role.role;

/** The family is asked where the basis or professional secrecy needs it, and only there. */
export const needsConsent = (flow: Flow): boolean => flow.basis === 'consent' || flow.secrecyConsent;
