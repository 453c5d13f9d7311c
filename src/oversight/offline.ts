/** What officers said of unusual use, for who holds entries against each other without a database. */
export { oversightEntryKinds } from './domain/entry-kinds.js';
