/** Verifies an export, for who has the file and nothing else. */
export { auditEntryKinds } from './domain/entry-kinds.js';
export { exportFormat } from './domain/export/lines.js';
export type { Replayed } from './domain/replay/replay.js';
export type { Finding, Rule, Verification } from './domain/verification.js';
export { type ExportVerification, type VerifyExportOptions, verifyExport } from './usecases/verify-export.js';
