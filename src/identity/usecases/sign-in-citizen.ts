import { randomBytes } from 'node:crypto';
import {
  createRelyingParty,
  ProviderUnavailable,
  type RelyingParty,
  type SignedIn,
  SignInRefused,
} from '../../client/index.js';
import { HubError, isBsn } from '../../contract/index.js';
import { base64url, sha256 } from '../../kernel/index.js';
import { IssuerUnavailable, TokenRefused } from '../domain/errors.js';
import { openIdToken, sealIdToken } from '../domain/sealed-id-token.js';
import { absoluteLimitMs, cookieNamed, loginCookie, safeReturn, sessionCookie } from '../domain/session.js';
import { endSession, keepAttempt, keepSession, takeAttempt } from '../store/sessions.js';
import { accountOf } from './authenticate.js';
import type { IdentityNeeds } from './needs.js';

/** Time to sign in at the issuer; the same for the cookie that binds the attempt to the browser. */
export const attemptSeconds = 600;
export const sessionSeconds = absoluteLimitMs / 1000;

/** By how much an issuer's clock may be behind ours. */
const issuerSkewMs = 30_000;

const newSecret = (): string => base64url(randomBytes(32));

/** The hub as client of the citizens' issuer. */
export const citizensParty = ({ config, keys }: Pick<IdentityNeeds, 'config' | 'keys'>): RelyingParty =>
  createRelyingParty({
    issuer: config.citizens.issuer,
    clientId: config.citizens.clientId,
    clientKey: keys.client,
    allowInsecure: config.allowInsecureIssuers,
    redirectUri: `${new URL(config.publicUrl).origin}/callback`,
    acr: config.citizens.acr,
    maxAgeSeconds: sessionSeconds,
  });

/**
 * Begins a sign-in. State, nonce and verifier stay here; the browser holds only a secret that ties it to them, so that
 * nobody can be made to finish a sign-in that another began.
 *
 * @param again the person must sign in anew, whatever session the issuer still has
 * @throws IssuerUnavailable
 */
export async function beginSignIn(
  { database, clock }: Pick<IdentityNeeds, 'database' | 'clock'>,
  party: RelyingParty,
  { returnTo, again = false }: { readonly returnTo?: string | undefined; readonly again?: boolean },
): Promise<{ readonly url: string; readonly browser: string }> {
  const { url, pending } = await party.begin(again).catch(translate);
  const browser = newSecret();
  const now = clock.now().getTime();
  await keepAttempt(database.reader, {
    state: sha256(pending.state),
    browser: sha256(browser),
    nonce: pending.nonce,
    codeVerifier: pending.codeVerifier,
    returnTo: safeReturn(returnTo),
    freshFrom: again ? new Date(now - issuerSkewMs) : null,
    until: new Date(now + attemptSeconds * 1000),
  });
  return { url, browser };
}

/**
 * Completes a sign-in with a new session; one that this browser had before ends, so that nobody can plant theirs.
 *
 * @throws HubError `session-required` for an attempt unknown here, `step-up-required` below the level asked for, or where
 *   the issuer let an older sign-in do for a new one
 */
export async function completeSignIn(
  needs: IdentityNeeds,
  party: RelyingParty,
  query: URLSearchParams,
  cookie: string | undefined,
): Promise<{ readonly secret: string; readonly returnTo: string }> {
  const { database, clock, config } = needs;
  const state = query.get('state') ?? '';
  const browser = cookieNamed(cookie, loginCookie) ?? '';
  const attempt = await takeAttempt(database.reader, sha256(state), sha256(browser), clock.now());
  if (attempt === null) throw new HubError('session-required', { detail: 'this sign-in was not begun here' });
  const { nonce, codeVerifier, returnTo, freshFrom } = attempt;
  const person = await party.complete(query, { state, nonce, codeVerifier }).catch(translate);
  if (person.acr === null || !config.citizens.acr.includes(person.acr))
    throw new HubError('step-up-required');
  if (freshFrom !== null && person.authTime * 1000 < freshFrom.getTime())
    throw new HubError('step-up-required', { detail: 'the identity provider did not ask to sign in again' });
  if (isBsn(person.sub)) throw new TokenRefused('the subject looks like a BSN');
  return { secret: await openSession(needs, person, cookie), returnTo };
}

async function openSession(
  needs: IdentityNeeds,
  person: SignedIn,
  cookie: string | undefined,
): Promise<string> {
  const secret = newSecret();
  const former = cookieNamed(cookie, sessionCookie);
  const now = needs.clock.now();
  const session = {
    account: accountOf(needs, person.iss, person.sub),
    acr: person.acr ?? '',
    authenticatedAt: new Date(person.authTime * 1000),
    openedAt: now,
    seenAt: now,
    sealedIdToken: sealIdToken(secret, person.idToken),
  };
  await needs.database.transaction(async (tx) => {
    if (former !== null) await endSession(tx, sha256(former));
    await keepSession(tx, sha256(secret), session);
  });
  return secret;
}

/** Where a browser comes back from signing out at the issuer; to be registered there. */
export const signedOutPath = '/signed-out';

/**
 * Ends the session here, and says where the one at the issuer ends. What happens there cannot bring this one back; where
 * the issuer cannot be asked, only this one ends.
 */
export async function signOut(
  { database, config }: Pick<IdentityNeeds, 'database' | 'config'>,
  party: RelyingParty,
  cookie: string | undefined,
): Promise<string> {
  const secret = cookieNamed(cookie, sessionCookie);
  const sealed = secret === null ? null : await endSession(database.reader, sha256(secret));
  if (secret === null || sealed === null) return signedOutPath;
  const returnTo = `${new URL(config.publicUrl).origin}${signedOutPath}`;
  try {
    return (await party.endSession(openIdToken(secret, sealed), returnTo)) ?? signedOutPath;
  } catch (cause) {
    if (cause instanceof ProviderUnavailable) return signedOutPath;
    throw cause;
  }
}

function translate(cause: unknown): never {
  if (cause instanceof ProviderUnavailable) throw new IssuerUnavailable(cause);
  if (cause instanceof SignInRefused) {
    throw new HubError('session-required', { detail: 'the sign-in was not completed', cause });
  }
  throw cause;
}
