import { base64url, canonicalJson, type Json, sha256 } from '../../kernel/index.js';
import type { UnsignedReceipt } from './receipt.js';

/** SHA-256 of the canonical receipt (RFC 8785) without its statement, base64url. */
export const receiptDigest = (receipt: UnsignedReceipt): string => {
  const { statement: _, ...rest } = receipt as UnsignedReceipt & { readonly statement?: string };
  return base64url(sha256(canonicalJson(rest as unknown as Json)));
};
