/** Which flows there are and who sees what of them, for who holds entries against it without a database. */
export type { Access } from './domain/accesses.js';
export { exchangeEntryKinds } from './domain/entry-kinds.js';
export { type LdvLine, readLdvLine } from './domain/export/ldv.js';
export { otlpRequestOf } from './domain/export/otlp.js';
export { askedOf, needsConsent, type Plays } from './domain/flows.js';
export { Hidings } from './domain/hiding.js';
export { longestDeadlineDays } from './domain/terms.js';
export { seesUntil } from './domain/viewer.js';
