/** Checks and opens what an exchange brought, for who has the keys and the roster and runs no agent. */
export { type Opened, type OpenOrder, openDelivery } from './domain/open-delivery.js';
export { judgeRoster } from './domain/roster.js';
export { openText, type TextKind } from './domain/sealed-text.js';
