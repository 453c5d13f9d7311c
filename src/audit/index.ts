/**
 * Reads the log as someone who trusts nobody: recomputes it from the database or from an export, replays what it says
 * and tells the first thing that does not hold; and answers an inspector who asks about one exchange. Knows every table of
 * the ledger and those that mirror it; must never write to one but to record that somebody looked, and must not ask the
 * ledger or another room's store for what it can compute itself.
 */
export * from './offline.js';
export { auditRoutes, evidenceFile, evidenceType } from './routes.js';
export { type ExportedLog, type ExportLogOptions, exportLog } from './usecases/export-log.js';
export { giveEvidence } from './usecases/give-evidence.js';
export type { AuditNeeds } from './usecases/needs.js';
export { openStory } from './usecases/open-story.js';
export { type VerifyDatabaseOptions, verifyDatabase } from './usecases/verify-database.js';
