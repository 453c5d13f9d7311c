/** What entries, leaves and commitments are, for who verifies them without a database. */
export { kindOf, ownMembers, sealContext } from './domain/entry.js';
export type { EntryChecks, EntryKinds } from './domain/entry-kinds.js';
export { compileKinds, compileShapes, ledgerEntryKinds } from './domain/entry-kinds.js';
export { CommitmentBroken, EntryMalformed } from './domain/errors.js';
export { commitmentOf, commitmentPads, entryHash, leafOf, leafPrefix } from './domain/leaf.js';
export { disclosureOf, openPart, type Part, partDigest, readPart } from './domain/part.js';
