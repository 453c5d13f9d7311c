/** What this room puts on record, for who holds entries against it without a server. */
export { httpEntryKinds } from './domain/entry-kinds.js';
