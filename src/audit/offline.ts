/** Verifies an export, for who has the file and nothing else. */
export { auditEntryKinds } from './domain/entry-kinds.js';
export type { Evidence } from './domain/evidence/evidence.js';
export type { EvidenceQuestion, EvidenceVerification } from './domain/evidence/verify/question.js';
export { verifyEvidence } from './domain/evidence/verify/verify-evidence.js';
export { exportFormat } from './domain/export/lines.js';
export type { Replayed } from './domain/replay/replay.js';
export type { Finding, Rule, Verification } from './domain/verification.js';
export { verifyEvidenceFile } from './usecases/verify-evidence-file.js';
export { type ExportVerification, type VerifyExportOptions, verifyExport } from './usecases/verify-export.js';
