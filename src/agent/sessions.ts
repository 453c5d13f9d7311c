import { randomBytes } from 'node:crypto';
import type { PendingSignIn, RelyingParty } from '../client/index.js';
import { HubError } from '../contract/index.js';
import { base64url, type Clock, sha256 } from '../kernel/index.js';
import type { Professional } from './usecases/agent-parts.js';

export interface Session extends Professional {
  readonly endsAt: number;
}

interface SignInBegun {
  readonly pending: PendingSignIn;
  readonly strong: boolean;
  readonly endsAt: number;
}

/** Sign-in of professionals at their own issuer. Sessions and tokens live in memory only. */
export interface Sessions {
  /** @param strong asks for the level that an emergency needs, now */
  begin(strong: boolean): Promise<{ readonly url: string; readonly cookie: string }>;
  complete(query: URLSearchParams, cookie: string | undefined): Promise<{ readonly cookie: string }>;
  /** @throws HubError `session-required` | `session-expired` */
  of(cookie: string | undefined): Session;
  end(cookie: string | undefined): void;
}

const beginSeconds = 600;
const longestSeconds = 8 * 60 * 60;
/** A token is not used in its last moments, so that none ends on its way. */
const marginSeconds = 15;

const newCookie = (): string => base64url(randomBytes(32));
const nameOf = (cookie: string): string => base64url(sha256(cookie));

export function keepSessions(plain: RelyingParty, strongly: RelyingParty, clock: Clock): Sessions {
  const begun = new Map<string, SignInBegun>();
  const sessions = new Map<string, Session>();
  const now = (): number => Math.floor(clock.now().getTime() / 1_000);
  const sweep = (): void => {
    for (const kept of [begun, sessions]) {
      for (const [name, { endsAt }] of kept) if (endsAt + beginSeconds <= now()) kept.delete(name);
    }
  };
  return {
    begin: async (strong) => {
      sweep();
      const { url, pending } = await (strong ? strongly : plain).begin();
      const cookie = newCookie();
      begun.set(nameOf(cookie), { pending, strong, endsAt: now() + beginSeconds });
      return { url, cookie };
    },
    complete: async (query, cookie) => {
      const signIn = cookie === undefined ? undefined : begun.get(nameOf(cookie));
      if (cookie === undefined || signIn === undefined || signIn.endsAt <= now()) {
        throw new HubError('session-required', { detail: 'this sign-in was not begun in this browser' });
      }
      begun.delete(nameOf(cookie));
      const signedIn = await (signIn.strong ? strongly : plain).complete(query, signIn.pending);
      const seconds = Math.min(signedIn.expiresIn ?? longestSeconds, longestSeconds) - marginSeconds;
      const fresh = newCookie();
      sessions.set(nameOf(fresh), {
        account: signedIn.sub,
        token: signedIn.accessToken,
        endsAt: now() + seconds,
      });
      return { cookie: fresh };
    },
    of: (cookie) => {
      const session = cookie === undefined ? undefined : sessions.get(nameOf(cookie));
      if (session === undefined) throw new HubError('session-required');
      if (session.endsAt <= now()) throw new HubError('session-expired');
      return session;
    },
    end: (cookie) => {
      if (cookie !== undefined) sessions.delete(nameOf(cookie));
    },
  };
}
