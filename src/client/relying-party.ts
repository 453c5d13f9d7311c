/** OpenID Connect authorization code flow with PKCE (RFC 7636), PAR where offered (RFC 9126), `state` and `nonce`. */
import * as oidc from 'openid-client';
import type { PrivateJwk } from '../kernel/index.js';
import { dpopHandle, type ProviderOptions, ProviderUnavailable, provider } from './provider.js';

export interface RelyingPartyOptions extends ProviderOptions {
  /** Where the browser comes back, exactly as registered at the issuer. */
  readonly redirectUri: string;
  /** Beyond `openid`. */
  readonly scopes?: readonly string[];
  /** Audience of the access token (RFC 8707), where one is wanted. */
  readonly resource?: string;
  /** Levels of authentication to ask for, the preferred one first. Whether they were reached is the caller's to judge. */
  readonly acr?: readonly string[];
  /** How long ago the person may have signed in at the issuer; also makes the issuer say when. */
  readonly maxAgeSeconds?: number;
  /** Binds the access token to this key. */
  readonly dpopKey?: PrivateJwk;
}

/** What the caller keeps on its own side between leaving and coming back, bound to that one browser. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface SignedIn {
  readonly iss: string;
  readonly sub: string;
  readonly acr: string | null;
  /** When the person signed in, in seconds since 1970; at the latest when the ID token was made. */
  readonly authTime: number;
  readonly accessToken: string;
  /** As the issuer signed it: at signing out it says whose session ends there. */
  readonly idToken: string;
  /** Seconds that the access token is good for, where the issuer says so. */
  readonly expiresIn: number | null;
  /** All claims of the ID token. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The issuer or the browser brought something that does not fit the sign-in that was begun. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}

export interface RelyingParty {
  /**
   * @param again asks for a new sign-in, whatever session the issuer has (`prompt=login`, `max_age=0`); whether the
   *   issuer did so, `authTime` shows
   * @throws ProviderUnavailable
   */
  begin(again?: boolean): Promise<{ readonly url: string; readonly pending: PendingSignIn }>;
  /**
   * @param query of the address that the browser came back to
   * @throws SignInRefused | ProviderUnavailable
   */
  complete(query: URLSearchParams, pending: PendingSignIn): Promise<SignedIn>;
  /**
   * Where the session at the issuer ends too (OpenID Connect RP-Initiated Logout 1.0), or null where it offers no such place.
   *
   * @param returnTo as registered at the issuer
   * @throws ProviderUnavailable
   */
  endSession(idToken: string, returnTo: string): Promise<string | null>;
}

export function createRelyingParty(options: RelyingPartyOptions): RelyingParty {
  const configuration = provider(options);
  const bound = async (config: oidc.Configuration): Promise<{ DPoP?: oidc.DPoPHandle }> =>
    options.dpopKey === undefined ? {} : { DPoP: await dpopHandle(config, options.dpopKey) };
  return {
    begin: async (again = false) => {
      const config = await configuration();
      const pending = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      };
      const asked = { ...parametersOf(options, pending), ...(again && { prompt: 'login', max_age: '0' }) };
      return { url: await authorizationUrl(config, asked, pending, await bound(config)), pending };
    },
    complete: async (query, pending) => {
      const config = await configuration();
      const returned = new URL(options.redirectUri);
      returned.search = query.toString();
      const dpop = await bound(config);
      const resource = options.resource === undefined ? {} : { resource: options.resource };
      try {
        const checks = {
          expectedState: pending.state,
          expectedNonce: pending.nonce,
          pkceCodeVerifier: pending.codeVerifier,
          idTokenExpected: true,
          ...(options.maxAgeSeconds !== undefined && { maxAge: options.maxAgeSeconds }),
        };
        return signedInOf(await oidc.authorizationCodeGrant(config, returned, checks, resource, dpop));
      } catch (cause) {
        if (isAway(cause))
          throw new ProviderUnavailable('the identity provider cannot be reached', { cause });
        throw new SignInRefused('the sign-in was not completed', { cause });
      }
    },
    endSession: async (idToken, returnTo) => {
      const config = await configuration();
      if (config.serverMetadata().end_session_endpoint === undefined) return null;
      const parameters = { id_token_hint: idToken, post_logout_redirect_uri: returnTo };
      return oidc.buildEndSessionUrl(config, parameters).href;
    },
  };
}

const parametersOf = (
  options: RelyingPartyOptions,
  { state, nonce }: PendingSignIn,
): Readonly<Record<string, string>> => ({
  redirect_uri: options.redirectUri,
  scope: ['openid', ...(options.scopes ?? [])].join(' '),
  state,
  nonce,
  ...(options.resource !== undefined && { resource: options.resource }),
  ...(options.acr !== undefined && options.acr.length > 0 && { acr_values: options.acr.join(' ') }),
  ...(options.maxAgeSeconds !== undefined && { max_age: String(options.maxAgeSeconds) }),
});

async function authorizationUrl(
  config: oidc.Configuration,
  asked: Readonly<Record<string, string>>,
  { codeVerifier }: PendingSignIn,
  dpop: { DPoP?: oidc.DPoPHandle },
): Promise<string> {
  const parameters = {
    ...asked,
    code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  };
  if (config.serverMetadata().pushed_authorization_request_endpoint === undefined) {
    return oidc.buildAuthorizationUrl(config, parameters).href;
  }
  try {
    return (await oidc.buildAuthorizationUrlWithPAR(config, parameters, dpop)).href;
  } catch (cause) {
    throw new ProviderUnavailable('the identity provider does not take the sign-in', { cause });
  }
}

function signedInOf(tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers): SignedIn {
  const claims = tokens.claims();
  const { id_token: idToken } = tokens;
  if (claims === undefined || idToken === undefined) throw new SignInRefused('the issuer sent no ID token');
  return {
    iss: claims.iss,
    sub: claims.sub,
    acr: typeof claims.acr === 'string' ? claims.acr : null,
    authTime: claims.auth_time ?? claims.iat,
    accessToken: tokens.access_token,
    idToken,
    expiresIn: tokens.expiresIn() ?? null,
    claims,
  };
}

/** `fetch` failed or timed out; everything else is about what was said. */
const isAway = (cause: unknown): boolean =>
  cause instanceof TypeError ||
  (cause instanceof Error && ['TimeoutError', 'AbortError'].includes(cause.name));
