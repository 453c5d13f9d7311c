/**
 * The log: records that something happened, gives it a place in a tree, signs the tree and proves the place. Knows
 * kinds, owners and bytes; must never know what consent, a partner or an exchange is, because who keeps the evidence
 * should have no part in what it is evidence of.
 */
export type { AppendedEntry, EntryDraft, PartDraft, StoredPayload } from './domain/entry.js';
export { clockSkewMs } from './domain/entry-time.js';
export {
  LedgerContradicted,
  LedgerDamaged,
  LedgerKeyUnknown,
  LedgerUnavailable,
} from './domain/errors.js';
export type { WitnessHealth } from './domain/witnessing.js';
export * from './offline.js';
export { ledgerRoutes } from './routes.js';
export { newEntryId } from './usecases/append-entries.js';
export type { SettledOptions } from './usecases/await-inclusion.js';
export {
  createLedger,
  formerVerifiers,
  type Ledger,
  type LedgerHealth,
  type LedgerOptions,
} from './usecases/create-ledger.js';
export {
  type EraseDraft,
  type ErasedEntries,
  eraseEntries,
  type LapseDraft,
  lapseEntries,
} from './usecases/erase-entries.js';
export { WitnessFailed } from './usecases/follow-witness.js';
export { holdOwner } from './usecases/hold-owner.js';
export { type PastTerm, pastTerm, type Term, type YearPast } from './usecases/past-term.js';
export type { OpenedEntry } from './usecases/read-entry.js';
export { type Evidence, type OwnedEntries, ownedEntries, type Said } from './usecases/read-owned.js';
