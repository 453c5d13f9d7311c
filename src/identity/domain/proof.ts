import type { JsonObject } from '../../kernel/index.js';
import { ProofRefused } from './errors.js';

/** Seconds that a DPoP proof or payload signature may be old, and that clocks may differ. */
export const proofWindowSeconds = 60;
export const clockSkewSeconds = 10;

/** The proof as it must be for one request. */
export interface ExpectedProof {
  readonly method: string;
  /** Public origin and path, without query (RFC 9449 section 4.2). */
  readonly url: string;
  /** SHA-256 of the access token, base64url. */
  readonly ath: string;
  /** Seconds since 1970. */
  readonly now: number;
}

/**
 * RFC 9449 section 4.3, checks 7 to 12, on a proof whose signature holds.
 *
 * @returns the proof's `jti` and the second from which it can no longer be accepted
 * @throws ProofRefused
 */
export function checkProofClaims(
  claims: JsonObject,
  expected: ExpectedProof,
): { readonly jti: string; readonly spentUntil: number } {
  const { jti, htm, htu, iat, ath } = claims;
  if (typeof jti !== 'string' || jti === '' || jti.length > 256) throw new ProofRefused('jti is missing');
  if (htm !== expected.method) throw new ProofRefused('htm is another method');
  if (!isSameUrl(htu, expected.url)) throw new ProofRefused('htu is another address');
  if (ath !== expected.ath) throw new ProofRefused('ath is of another token');
  if (typeof iat !== 'number' || !isFresh(iat, expected.now)) throw new ProofRefused('iat is not recent');
  return { jti, spentUntil: Math.ceil(iat) + proofWindowSeconds + clockSkewSeconds + 1 };
}

/** Whether something signed at `iat` may be accepted now. */
export const isFresh = (iat: number, now: number): boolean =>
  iat <= now + clockSkewSeconds && iat >= now - proofWindowSeconds - clockSkewSeconds;

/** Compares after the normalisation of RFC 3986; query and fragment are ignored, as RFC 9449 wants it. */
export function isSameUrl(claimed: unknown, expected: string): boolean {
  if (typeof claimed !== 'string' || !URL.canParse(claimed)) return false;
  const url = new URL(claimed);
  url.search = '';
  url.hash = '';
  return url.href === new URL(expected).href;
}
