/** What a receipt or a list of accesses is and how it is verified, for who has the file and nothing else. */
export { receiptsEntryKinds } from './domain/entry-kinds.js';
export { handIn } from './domain/own-decision.js';
export type { Receipt, UnsignedReceipt } from './domain/receipt.js';
export { receiptDigest } from './domain/receipt-digest.js';
export {
  type AccessKind,
  accessHash,
  accessIn,
  isSeen,
  type SeesUntil,
  type Sight as AccessSight,
} from './domain/stated/access.js';
export type { AccessStatement, StatedAccess } from './domain/stated/access-statement.js';
export {
  readStatedPart,
  type StatedPart,
  statedOf,
  statedPart,
  statedTopic,
} from './domain/stated/stated-part.js';
export { type CheckedClaim, insist, type ReceiptClaim } from './domain/verify/claim.js';
export {
  type ReceiptQuestion,
  type ReceiptVerification,
  type Step,
  verifySteps,
  witnessed,
} from './domain/verify/proven.js';
export { type FileFormats, NoListOfAccesses, verifyReceiptText } from './domain/verify/verify-text.js';
export { verifyReceiptFile } from './usecases/verify-receipt-file.js';
