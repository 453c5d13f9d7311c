import type { AssertionClaim } from '../../../passkeys/offline.js';

/** What a receipt claims, in the order in which it is checked; each rests on those before it. */
export type ReceiptClaim =
  | 'format'
  | 'statement'
  | 'part'
  | 'commitment'
  | 'content'
  | 'notice'
  | 'list'
  | 'leaf'
  | 'checkpoint'
  | 'inclusion'
  | 'passkey'
  | AssertionClaim
  | 'witnesses'
  | 'held'
  | 'earlier';

export interface CheckedClaim<C extends string = ReceiptClaim> {
  readonly claim: C;
  readonly holds: boolean;
  /** One sentence for a person. */
  readonly says: string;
}

/** Ends a verification; the message says why in one sentence. */
export class ReceiptBroken extends Error {
  override readonly name = 'ReceiptBroken';
}

export function insist(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new ReceiptBroken(reason);
}
