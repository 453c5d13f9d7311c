import { randomBytes } from 'node:crypto';
import { base64url, type SigningKey, signDetached } from '../kernel/index.js';

export interface SignedCall {
  readonly method: string;
  /** Full address without query. */
  readonly url: string;
  /** The hub's public origin. */
  readonly audience: string;
  /** Becomes `jti`, so that a repeat carries the same one. */
  readonly idempotencyKey?: string | undefined;
  readonly now: Date;
}

/** The `Payload-Signature` header over the exact bytes of a body (RFC 7797, detached). */
export const signPayload = (key: SigningKey, body: Uint8Array, call: SignedCall): Promise<string> =>
  signDetached(
    key,
    {
      typ: 'kernhub-payload+jws',
      htm: call.method,
      htu: call.url,
      aud: call.audience,
      iat: Math.floor(call.now.getTime() / 1000),
      jti: call.idempotencyKey ?? base64url(randomBytes(16)),
    },
    body,
  );
