/**
 * Reads the log as someone who trusts nobody: recomputes it from the database and says what does not hold. Knows
 * every table of the ledger; must never write to one, and must not ask the ledger for what it can compute itself.
 */
export type { Finding, Rule, Verification } from './domain/verification.js';
export { type VerifyDatabaseOptions, verifyDatabase } from './usecases/verify-database.js';
