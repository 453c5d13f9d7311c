/** What an erasure leaves behind and how its certificate is verified, for who has the file and nothing else. */
export { rightsEntryKinds } from './domain/entry-kinds.js';
export { yearsBefore } from './domain/retention.js';
export type { CertificateQuestion, CertificateVerification } from './domain/verify-certificate.js';
export { verifyCertificateFile } from './usecases/verify-certificate-file.js';
