/**
 * What a parent or young person takes home: for each own decision and each release, refusal or emergency a file that
 * proves it to anyone, without the hub. Knows the terms of ISO/IEC TS 27560 and W3C DPV, and how to open and close an
 * entry. Must never put in a receipt what is another person's: when in doubt the entry stays closed.
 */

export { receiptsEntryKinds } from './domain/entry-kinds.js';
export type { Receipt, UnsignedReceipt } from './domain/receipt.js';
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
export type { CheckedClaim, ReceiptClaim } from './domain/verify/claim.js';
export type { ReceiptQuestion, ReceiptVerification } from './domain/verify/proven.js';
export { type FileFormats, NoListOfAccesses, verifyReceiptText } from './domain/verify/verify-text.js';
export { receiptRoutes } from './routes.js';
export { giveReceipt } from './usecases/give-receipt.js';
export { listReceipts } from './usecases/list-receipts.js';
export type { ReceiptNeeds } from './usecases/needs.js';
export { verifyReceiptFile } from './usecases/verify-receipt-file.js';
