/** The hub's word on a file that it gave: over the SHA-256 of the canonical file (RFC 8785) without that word. */
import type { ExchangeId, ReceiptId } from './ids.js';
import { closed, digest, id, Type, text } from './schema.js';

const given = {
  /** The hub's public origin. */
  iss: text(200),
  digest,
  iat: Type.Integer({ minimum: 0 }),
};

/** A receipt of a parent or young person. */
export const familyReceipt = closed({ ...given, sub: id<ReceiptId>('receipt') });

/** A list of accesses (`POST …/access-statements`). */
export const accessStatement = closed({ ...given, sub: id<ReceiptId>('receipt') });

/** Evidence of an exchange (`POST /v1/audit/exchanges/{exchange}/evidence`). */
export const evidenceStatement = closed({ ...given, sub: id<ExchangeId>('exchange') });
