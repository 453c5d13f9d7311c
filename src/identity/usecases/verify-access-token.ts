import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { isBsn } from '../../contract/index.js';
import { base64url, type Clock, type JsonObject, sha256 } from '../../kernel/index.js';
import { IssuerUnavailable, TokenRefused } from '../domain/errors.js';
import { clockSkewSeconds } from '../domain/proof.js';
import {
  kindOf,
  readTokenClaims,
  type TokenClaims,
  type TokenKind,
  tokenAlgorithms,
} from '../domain/token.js';
import type { KnownIssuer } from './discover-issuer.js';

export interface VerifiedToken {
  readonly kind: TokenKind;
  readonly claims: TokenClaims;
  /** SHA-256 of the token, base64url: what a proof must name as `ath`. */
  readonly digest: string;
}

export interface TokenVerifierOptions {
  readonly issuers: ReadonlyMap<string, KnownIssuer>;
  readonly audience: string;
  readonly clock: Clock;
  /** Verified tokens that are remembered, so that only the first call of each pays for the signature. */
  readonly remembered?: number;
}

/**
 * Verifies JWT access tokens (RFC 9068): `typ`, algorithm, signature by the issuer's key, `iss`, `aud`, `exp`, `nbf`.
 * A verified token is remembered until it expires; its times are judged at every use.
 *
 * @throws TokenRefused | IssuerUnavailable
 */
export function createTokenVerifier(
  options: TokenVerifierOptions,
): (token: string) => Promise<VerifiedToken> {
  const { issuers, audience, clock, remembered = 10_000 } = options;
  const cache = new Map<string, VerifiedToken>();
  return async (token) => {
    const digest = base64url(sha256(token));
    const known = cache.get(digest);
    if (known !== undefined) {
      if (isCurrent(known.claims, clock.now())) return known;
      cache.delete(digest);
      throw new TokenRefused('the token has expired');
    }
    const issuer = issuers.get(issuerNamedIn(token));
    if (issuer === undefined) throw new TokenRefused('the issuer is not one of ours');
    const claims = readTokenClaims(await verified(token, issuer, audience, clock.now()), isBsn);
    const result = { kind: kindOf(issuer.realm, claims), claims, digest };
    const oldest = cache.size >= remembered ? cache.keys().next() : undefined;
    if (oldest?.done === false) cache.delete(oldest.value);
    cache.set(digest, result);
    return result;
  };
}

const isCurrent = (claims: TokenClaims, now: Date): boolean => {
  const seconds = now.getTime() / 1000;
  return claims.exp > seconds && claims.nbf <= seconds + clockSkewSeconds;
};

/** Unverified: only to choose whose keys the signature must hold under. */
function issuerNamedIn(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch (cause) {
    throw new TokenRefused('the token is not a JWT', cause);
  }
}

async function verified(
  token: string,
  issuer: KnownIssuer,
  audience: string,
  now: Date,
): Promise<JsonObject> {
  const keys = await issuer.keys();
  try {
    const { payload } = await jwtVerify<JWTPayload>(token, keys, {
      algorithms: [...tokenAlgorithms],
      typ: 'at+jwt',
      issuer: issuer.iss,
      audience,
      currentDate: now,
      requiredClaims: ['exp', 'iat', 'sub', 'client_id', 'jti'],
    });
    return payload as JsonObject;
  } catch (cause) {
    if (isAway(cause)) throw new IssuerUnavailable(cause);
    throw new TokenRefused(reasonOf(cause), cause);
  }
}

const isAway = (cause: unknown): boolean =>
  !(cause instanceof errors.JOSEError) ||
  cause instanceof errors.JWKSTimeout ||
  cause.code === 'ERR_JOSE_GENERIC';

function reasonOf(cause: unknown): string {
  if (cause instanceof errors.JWTExpired) return 'the token has expired';
  if (cause instanceof errors.JWTClaimValidationFailed) return `the token's ${cause.claim} is not accepted`;
  if (cause instanceof errors.JOSEAlgNotAllowed) return 'the algorithm of the token is not accepted';
  if (cause instanceof errors.JWKSNoMatchingKey) return 'the token is signed by an unknown key';
  return 'the signature of the token does not hold';
}
