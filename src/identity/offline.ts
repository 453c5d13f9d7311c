/** What a partner is and when it is in force, for who holds entries against it without a database. */
export { identityEntryKinds } from './domain/entry-kinds.js';
export { type Covenant, type PartnerRecord, type PartnerState, partnerState } from './domain/partner.js';
