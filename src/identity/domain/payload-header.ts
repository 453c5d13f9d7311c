import { closed, digest, Type, text } from '../../contract/index.js';
import { compileWhenAsked, type JsonObject } from '../../kernel/index.js';
import { PayloadSignatureRefused } from './errors.js';
import { isFresh, isSameUrl } from './proof.js';

/** Every member that the protected header holds, and no other: a member nobody checks is one nobody signed for. */
const headerSchema = closed({
  alg: Type.Unsafe<string>({ enum: ['EdDSA', 'Ed25519', 'ES256'] }),
  kid: digest,
  typ: Type.Literal('kernhub-payload+jws'),
  b64: Type.Literal(false),
  crit: Type.Array(Type.Literal('b64'), { minItems: 1, maxItems: 1 }),
  htm: Type.Unsafe<string>({ enum: ['POST', 'PUT'] }),
  htu: text(2_000),
  aud: text(400),
  iat: Type.Integer({ minimum: 0 }),
  jti: Type.String({ minLength: 1, maxLength: 256 }),
});
const check = compileWhenAsked(headerSchema);

export interface ExpectedPayload {
  readonly method: string;
  /** Public origin and path, without query. */
  readonly url: string;
  readonly audience: string;
  /** The call's `Idempotency-Key`, where it has one. */
  readonly idempotencyKey: string | null;
  /** Seconds since 1970. */
  readonly now: number;
}

/**
 * Holds the protected header of a payload signature against the request that it came with.
 *
 * @returns what replay is judged by
 * @throws PayloadSignatureRefused
 */
export function checkPayloadHeader(
  header: JsonObject,
  expected: ExpectedPayload,
): { readonly kid: string; readonly jti: string; readonly iat: number } {
  const fault = check(header)[0];
  if (fault !== undefined) throw new PayloadSignatureRefused(`header ${fault.pointer} ${fault.reason}`);
  const { kid, jti, iat, htm, htu, aud } = header;
  if (htm !== expected.method) throw new PayloadSignatureRefused('htm is another method');
  if (!isSameUrl(htu, expected.url)) throw new PayloadSignatureRefused('htu is another address');
  if (aud !== expected.audience) throw new PayloadSignatureRefused('aud is another hub');
  if (!isFresh(Number(iat), expected.now)) throw new PayloadSignatureRefused('iat is not recent');
  if (expected.idempotencyKey !== null && jti !== expected.idempotencyKey) {
    throw new PayloadSignatureRefused('jti is not the Idempotency-Key');
  }
  return { kid: String(kid), jti: String(jti), iat: Number(iat) };
}
