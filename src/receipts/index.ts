/**
 * What a parent or young person takes home: for each own decision and each release, refusal or emergency a file that
 * proves it to anyone, without the hub. Knows the terms of ISO/IEC TS 27560 and W3C DPV, and how to open and close an
 * entry. Must never put in a receipt what is another person's: when in doubt the entry stays closed.
 */

export * from './offline.js';
export { receiptRoutes } from './routes.js';
export { giveReceipt } from './usecases/give-receipt.js';
export { listLooks } from './usecases/list-looks.js';
export { listReceipts, type Sizes } from './usecases/list-receipts.js';
export type { ReceiptNeeds } from './usecases/needs.js';
export { signFile } from './usecases/sign-file.js';
