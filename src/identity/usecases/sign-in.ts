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
import {
  cookieNamed,
  loginCookie,
  type PersonRealm,
  safeReturn,
  sessionCookie,
  sessionSeconds,
} from '../domain/session.js';
import { type Duty, dutyOf } from '../domain/token.js';
import { endSession, keepAttempt, keepSession, takeAttempt } from '../store/sessions.js';
import { accountOf } from './account-of.js';
import { refuseUnknownPartner } from './authenticate.js';
import type { IdentityNeeds } from './needs.js';

/** Time to sign in at the issuer; the same for the cookie that binds the attempt to the browser. */
export const attemptSeconds = 600;

/** By how much an issuer's clock may be behind ours. */
const issuerSkewMs = 30_000;

const newSecret = (): string => base64url(randomBytes(32));

/** Where people of one realm sign in. */
export interface Entrance {
  readonly realm: PersonRealm;
  readonly party: RelyingParty;
  /** Levels that suffice. */
  readonly acr: readonly string[];
}

/** Where each issuer leads the browser back to; to be registered there. */
export const callbackPaths: Readonly<Record<PersonRealm, string>> = {
  citizens: '/callback',
  officers: '/officer/callback',
};

/** The hub as client of the issuer of that realm. */
export function entrance(
  realm: PersonRealm,
  { config, keys }: Pick<IdentityNeeds, 'config' | 'keys'>,
): Entrance {
  const { issuer, clientId, acr } = config[realm];
  const party = createRelyingParty({
    issuer,
    clientId,
    clientKey: keys.client,
    allowInsecure: config.allowInsecureIssuers,
    redirectUri: `${new URL(config.publicUrl).origin}${callbackPaths[realm]}`,
    acr,
    maxAgeSeconds: sessionSeconds,
  });
  return { realm, party, acr };
}

/**
 * Begins a sign-in. State, nonce and verifier stay here; the browser holds only a secret that ties it to them, so that
 * nobody can be made to finish a sign-in that another began.
 *
 * @param again the person must sign in anew, whatever session the issuer still has
 * @throws IssuerUnavailable
 */
export async function beginSignIn(
  { database, clock }: Pick<IdentityNeeds, 'database' | 'clock'>,
  { realm, party }: Entrance,
  { returnTo, again = false }: { readonly returnTo?: string | undefined; readonly again?: boolean },
): Promise<{ readonly url: string; readonly browser: string }> {
  const { url, pending } = await party.begin(again).catch(translate);
  const browser = newSecret();
  const now = clock.now().getTime();
  await keepAttempt(database.reader, {
    realm,
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
 *   the issuer let an older sign-in do for a new one; `caller-not-allowed` for who has no duty as an officer;
 *   `partner-unknown` or `partner-suspended` for an officer of a partner that is
 */
export async function completeSignIn(
  needs: IdentityNeeds,
  { realm, party, acr }: Entrance,
  query: URLSearchParams,
  cookie: string | undefined,
): Promise<{ readonly secret: string; readonly returnTo: string }> {
  const { database, clock } = needs;
  const state = query.get('state') ?? '';
  const browser = cookieNamed(cookie, loginCookie) ?? '';
  const digests = { state: sha256(state), browser: sha256(browser) };
  const attempt = await takeAttempt(database.reader, realm, digests, clock.now());
  if (attempt === null) throw new HubError('session-required', { detail: 'this sign-in was not begun here' });
  const { nonce, codeVerifier, returnTo, freshFrom } = attempt;
  const person = await party.complete(query, { state, nonce, codeVerifier }).catch(translate);
  if (person.acr === null || !acr.includes(person.acr)) throw new HubError('step-up-required');
  if (freshFrom !== null && person.authTime * 1000 < freshFrom.getTime())
    throw new HubError('step-up-required', { detail: 'the identity provider did not ask to sign in again' });
  if (isBsn(person.sub)) throw new TokenRefused('the subject looks like a BSN');
  const duty = realm === 'officers' ? dutyOf(person.claims) : null;
  if (realm === 'officers' && duty === null) throw new HubError('caller-not-allowed');
  if (duty !== null) await refuseUnknownPartner(needs, duty);
  return { secret: await openSession(needs, person, duty, cookie), returnTo };
}

async function openSession(
  needs: IdentityNeeds,
  person: SignedIn,
  duty: Duty | null,
  cookie: string | undefined,
): Promise<string> {
  const secret = newSecret();
  const former = cookieNamed(cookie, sessionCookie);
  const now = needs.clock.now();
  const session = {
    account: await accountOf(needs, person.iss, person.sub),
    duty: duty?.duty ?? null,
    partner: duty?.duty === 'partner-officer' ? duty.partner : null,
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

/** Where a browser comes back from signing out at each issuer; to be registered there. */
export const signedOutPaths: Readonly<Record<PersonRealm, string>> = {
  citizens: '/signed-out',
  officers: '/officer/signed-out',
};

/**
 * Ends the session here, and says where the one at its issuer ends. What happens there cannot bring this one back; where
 * the issuer cannot be asked, only this one ends.
 */
export async function signOut(
  { database, config }: Pick<IdentityNeeds, 'database' | 'config'>,
  partyOf: (realm: PersonRealm) => RelyingParty,
  cookie: string | undefined,
): Promise<string> {
  const secret = cookieNamed(cookie, sessionCookie);
  const ended = secret === null ? null : await endSession(database.reader, sha256(secret));
  const realm = ended === null || ended.duty === null ? 'citizens' : 'officers';
  const path = signedOutPaths[realm];
  if (secret === null || ended === null || ended.sealedIdToken === null) return path;
  const returnTo = `${new URL(config.publicUrl).origin}${path}`;
  const party = partyOf(realm);
  try {
    return (await party.endSession(openIdToken(secret, ended.sealedIdToken), returnTo)) ?? path;
  } catch (cause) {
    if (cause instanceof ProviderUnavailable) return path;
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
