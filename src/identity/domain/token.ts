import { type HubOfficer, idPrefix, type PartnerId, type PartnerOfficer } from '../../contract/index.js';
import type { JsonObject } from '../../kernel/index.js';
import { TokenRefused } from './errors.js';

/** Each issuer serves one realm, so that an account there cannot pass for one elsewhere. */
export type Realm = 'professionals' | 'officers';
export type TokenKind = 'system' | 'professional' | 'administrator' | 'officer';

/** What an access token says, after its signature, issuer, audience and times were checked. */
export interface TokenClaims {
  readonly iss: string;
  readonly sub: string;
  readonly clientId: string;
  /** Thumbprint of the only key that may use this token (RFC 9449 section 6). */
  readonly jkt: string;
  readonly scopes: ReadonlySet<string>;
  /** Seconds since 1970. */
  readonly exp: number;
  readonly nbf: number;
  readonly acr: string | null;
  readonly authTime: number | null;
  readonly function: string | null;
  readonly duty: string | null;
  /** Of an officer of one partner, which. */
  readonly partner: string | null;
}

/** Signature algorithms of access tokens and DPoP proofs: asymmetric only, `none` and HMAC never. */
export const tokenAlgorithms = ['PS256', 'ES256', 'EdDSA', 'Ed25519'] as const;

/** The scope that a token of each kind must hold, whatever the route. */
export const scopeOf: Readonly<Record<TokenKind, string>> = {
  system: 'hub:serve',
  professional: 'hub:act',
  administrator: 'hub:administer',
  officer: 'hub:oversee',
};

/**
 * Reads the claims that RFC 9068 section 2.2 requires, and ours.
 *
 * @param isBsn the eleven-test; a subject that passes it is refused, because the hub may never see a BSN (UAVG 46)
 * @throws TokenRefused
 */
export function readTokenClaims(payload: JsonObject, isBsn: (text: string) => boolean): TokenClaims {
  const confirmation = payload.cnf;
  const jkt =
    typeof confirmation === 'object' && confirmation !== null && !Array.isArray(confirmation)
      ? (confirmation as JsonObject).jkt
      : undefined;
  const { iss, sub, client_id: clientId, exp, nbf, scope } = payload;
  if (typeof jkt !== 'string') throw new TokenRefused('the token is not bound to a key (cnf.jkt)');
  if (typeof iss !== 'string' || typeof sub !== 'string' || typeof clientId !== 'string') {
    throw new TokenRefused('the token lacks iss, sub or client_id');
  }
  if (sub === '' || clientId === '') throw new TokenRefused('the token names nobody');
  if (isBsn(sub)) throw new TokenRefused('the subject looks like a BSN');
  if (typeof exp !== 'number') throw new TokenRefused('the token lacks exp');
  return {
    iss,
    sub,
    clientId,
    jkt,
    scopes: new Set(typeof scope === 'string' ? scope.split(' ') : []),
    exp,
    nbf: typeof nbf === 'number' ? nbf : 0,
    acr: textOrNull(payload.acr),
    authTime: typeof payload.auth_time === 'number' ? payload.auth_time : null,
    function: textOrNull(payload.function),
    duty: textOrNull(payload.duty),
    partner: textOrNull(payload.partner),
  };
}

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/**
 * What kind of caller a token stands for. At the professionals' issuer a token whose subject is the client itself came
 * from client credentials (RFC 9068 section 5): the partner's system.
 *
 * @throws TokenRefused when the token says neither
 */
export function kindOf(realm: Realm, claims: TokenClaims): TokenKind {
  if (realm === 'professionals') {
    if (claims.sub === claims.clientId) return 'system';
    if (claims.acr === null || claims.authTime === null) {
      throw new TokenRefused('the token does not say how and when the professional signed in');
    }
    return 'professional';
  }
  if (claims.duty === 'administrator') return 'administrator';
  if (dutyOf(claims) !== null) return 'officer';
  throw new TokenRefused('the token names no duty');
}

/** What an officer may do at the hub, and for which partner where it is one's. */
export type Duty = Pick<HubOfficer, 'duty'> | Pick<PartnerOfficer, 'duty' | 'partner'>;

const partnerForm = new RegExp(`^${idPrefix.partner}_[A-Za-z0-9_-]{22}$`);

/** Of the claims of an access token or an ID token; null for who is none, also for a partner's that names no partner. */
export function dutyOf(claims: { readonly duty?: unknown; readonly partner?: unknown }): Duty | null {
  const { duty, partner } = claims;
  if (duty === 'fg' || duty === 'privacy-officer') return { duty };
  if (duty !== 'partner-officer' || typeof partner !== 'string' || !partnerForm.test(partner)) return null;
  return { duty, partner: partner as PartnerId };
}
