import type { AccountId, Officer, PartnerId } from '../../contract/index.js';

/** Where people sign in with a browser of their own: parents and young people, and privacy officers. */
export type PersonRealm = 'citizens' | 'officers';

/** A session in a browser, as stored. */
export interface Session {
  readonly account: AccountId;
  /** Null for a parent or young person. */
  readonly duty: Officer['duty'] | null;
  /** Of an officer of one partner, which. */
  readonly partner: PartnerId | null;
  readonly acr: string;
  readonly authenticatedAt: Date;
  readonly openedAt: Date;
  readonly seenAt: Date;
}

/** As it is kept: with the ID token of its sign-in, which only the holder of the cookie can open. */
export interface KeptSession extends Session {
  readonly sealedIdToken: Uint8Array;
}

/** What is left of one that ended. */
export interface EndedSession extends Pick<Session, 'duty'> {
  /** Null for a session from before they were kept. */
  readonly sealedIdToken: Uint8Array | null;
}

export const idleLimitMs = 30 * 60_000;
export const absoluteLimitMs = 8 * 3_600_000;
export const sessionSeconds = absoluteLimitMs / 1000;
/** Within this time a session is not written again, so that a page of many calls costs one write. */
const touchAfterMs = 60_000;

/** What a person did lately, nobody else did at this device in the meantime. */
const latelyMs = 30 * 60_000;

/**
 * Whether a step asks the person to sign in again first: one that cannot be undone, and one that undoes what is older than
 * a session can be. Whoever signed in lately is asked nothing, so that withdrawing stays as easy as giving (AVG 7(3)).
 *
 * @param madeAt when what is undone was made; null where nothing can be undone
 */
export function mustSignInAgain(authenticatedAt: Date, now: Date, madeAt: Date | null): boolean {
  if (madeAt !== null && now.getTime() - madeAt.getTime() < absoluteLimitMs) return false;
  return now.getTime() - authenticatedAt.getTime() > latelyMs;
}

export function sessionNow(session: Session, now: Date): 'live' | 'touch' | 'ended' {
  const idle = now.getTime() - session.seenAt.getTime();
  if (idle >= idleLimitMs || now.getTime() - session.openedAt.getTime() >= absoluteLimitMs) return 'ended';
  return idle >= touchAfterMs ? 'touch' : 'live';
}

/** `__Host-` binds a cookie to this host and to TLS (or localhost): no other host can set one over it (RFC 6265bis 4.1.3.2). */
export const sessionCookie = '__Host-kernhub-session';
export const loginCookie = '__Host-kernhub-login';

/** The first cookie of that name; the browser sends the most specific first. */
export function cookieNamed(header: string | undefined, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

export const setCookie = (name: string, value: string, maxAgeSeconds: number): string =>
  `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;

/** A path of our own to return to after signing in; anything that a browser could read as another host becomes `/`. */
export const safeReturn = (path: string | undefined): string =>
  path !== undefined && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path) ? path : '/';
