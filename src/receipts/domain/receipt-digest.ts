import { base64url, canonicalJson, type Json, sha256 } from '../../kernel/index.js';

/** SHA-256 of a canonical receipt or list of accesses (RFC 8785) without its statement, base64url. */
export const receiptDigest = (file: object): string => {
  const { statement: _, ...rest } = file as { readonly statement?: string };
  return base64url(sha256(canonicalJson(rest as unknown as Json)));
};
