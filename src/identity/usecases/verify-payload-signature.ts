import { type Caller, HubError } from '../../contract/index.js';
import { type JsonObject, StatementInvalid, sha256, verifyDetached } from '../../kernel/index.js';
import { PayloadSignatureRefused } from '../domain/errors.js';
import { checkPayloadHeader } from '../domain/payload-header.js';
import { clockSkewSeconds, proofWindowSeconds } from '../domain/proof.js';
import { validKeys } from '../store/keys.js';
import { spendProof } from '../store/proofs.js';
import type { IdentityNeeds, Signers } from './needs.js';

export interface SignedRequest {
  readonly method: string;
  /** Path as received; a query is ignored. */
  readonly path: string;
  /** The exact bytes of the body. */
  readonly body: Uint8Array;
  /** The `Payload-Signature` header. */
  readonly header?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Verifies the partner's signature over the exact body (RFC 7797), with a key registered for *this* partner.
 *
 * With an `Idempotency-Key` a repeat is meant and the key guards it; otherwise the `jti` is spent once.
 *
 * @param signers keys that were read when the caller proved who it is
 * @returns the detached signature, as evidence of who sent what
 * @throws PayloadSignatureRefused
 */
export async function verifyPayloadSignature(
  needs: IdentityNeeds,
  caller: Caller,
  request: SignedRequest,
  signers?: Signers,
): Promise<string> {
  if (caller.kind !== 'system' && caller.kind !== 'professional') throw new HubError('caller-not-allowed');
  const { database, clock, config } = needs;
  if (request.header === undefined)
    throw new PayloadSignatureRefused('the Payload-Signature header is missing');
  const keys = signers?.get(caller) ?? (await validKeys(database.reader, caller.partner, 'sig', clock.now()));
  let header: JsonObject;
  try {
    header = await verifyDetached(request.header, keys, request.body);
  } catch (cause) {
    if (cause instanceof StatementInvalid) throw new PayloadSignatureRefused(cause.message, cause);
    throw cause;
  }
  const { kid, jti, iat } = checkPayloadHeader(header, {
    method: request.method,
    url: `${new URL(config.publicUrl).origin}${request.path.split('?', 1)[0] ?? ''}`,
    audience: config.audience,
    idempotencyKey: request.idempotencyKey ?? null,
    now: Math.floor(clock.now().getTime() / 1000),
  });
  if (request.idempotencyKey === undefined) {
    const until = new Date((iat + proofWindowSeconds + clockSkewSeconds + 1) * 1000);
    // A POST without a key only looks something up.
    const proof = { jkt: kid, jti: sha256(`payload ${jti}`), until, changes: request.method === 'PUT' };
    if (!(await spendProof(database.reader, proof))) {
      throw new PayloadSignatureRefused('jti was used before');
    }
  }
  return request.header;
}
