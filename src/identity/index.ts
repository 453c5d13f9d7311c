/**
 * Who is calling: issuers, tokens and their proofs, people's sessions; and the partners with their agreement, keys and
 * roster. Knows accounts only as opaque ids and must never know a child, or what a caller wants: who may call cannot
 * depend on what is asked for, or an answer would tell that a child exists.
 */
import type { Caller, Citizen, Inclusion, Route } from '../contract/index.js';
import type { PublicJwk } from '../kernel/index.js';
import { mustSignInAgain } from './domain/session.js';
import { loginRoutes } from './login-routes.js';
import { identityRoutes } from './routes.js';
import { type Authenticate, createAuthenticate } from './usecases/authenticate.js';
import type { IdentityNeeds, Signers } from './usecases/needs.js';
import { createPartners, type Partners } from './usecases/partners.js';
import { currentOfficerKeys, everyOfficerKey, officerSealingKids } from './usecases/publish-roster.js';
import { resumeAccount, suspendAccount } from './usecases/suspend-account.js';
import { suspendKey } from './usecases/suspend-key.js';
import { suspendPartner } from './usecases/suspend-partner.js';
import { sweepExpired } from './usecases/sweep-expired.js';
import { type SignedRequest, verifyPayloadSignature } from './usecases/verify-payload-signature.js';

export { accountYears } from './domain/account.js';
export {
  cookieNamed,
  loginCookie,
  mustSignInAgain,
  safeReturn,
  sessionCookie,
  sessionSeconds,
  setCookie,
} from './domain/session.js';
export * from './offline.js';
export type { Authenticate, IncomingRequest } from './usecases/authenticate.js';
export type { IdentityConfig, IdentityNeeds } from './usecases/needs.js';
export type { Partners } from './usecases/partners.js';
export type { SignedRequest } from './usecases/verify-payload-signature.js';

export interface Identity {
  readonly authenticate: Authenticate;
  verifyPayloadSignature(caller: Caller, request: SignedRequest): Promise<string>;
  readonly partners: Partners;
  /** Keys of the privacy officers in the newest roster. */
  officerKeys(): Promise<readonly PublicJwk[]>;
  /** Thumbprints of the privacy officers' sealing keys in the newest roster. */
  officerSealingKids(): Promise<readonly string[]>;
  /** Those of all rosters there were. */
  everyOfficerKey(): Promise<readonly PublicJwk[]>;
  /** What stops somebody at once, on the word of a privacy officer. @throws NotFound | StateConflict */
  readonly suspend: {
    partner(change: Parameters<typeof suspendPartner>[1]): Promise<Inclusion>;
    key(change: Parameters<typeof suspendKey>[1]): Promise<Inclusion>;
    account(change: Parameters<typeof suspendAccount>[1]): Promise<Inclusion>;
  };
  resumeAccount(change: Parameters<typeof resumeAccount>[1]): Promise<Inclusion>;
  /** Whether a step asks this person to sign in first; by the rule that the use cases hold too. */
  mustSignInAgain(caller: Citizen, madeAt: Date | null): boolean;
  readonly routes: readonly Route[];
  /** Sign-in and sign-out of parents and young people: for browsers, not in the API document. */
  readonly loginRoutes: readonly Route[];
  /** Begins removing spent proofs and ended sessions; correctness does not depend on it. */
  start(): void;
  stop(): Promise<void>;
}

/** @throws RangeError when the issuers of two realms are the same, or one is plain http where that is not allowed */
export function createIdentity(needs: IdentityNeeds): Identity {
  const partners = createPartners(needs.covenant, needs.clock);
  const sweeper = createSweeper(needs);
  const signers: Signers = new WeakMap();
  return {
    authenticate: createAuthenticate(needs, { signers }),
    verifyPayloadSignature: (caller, request) => verifyPayloadSignature(needs, caller, request, signers),
    partners,
    officerKeys: () => currentOfficerKeys(needs),
    officerSealingKids: () => officerSealingKids(needs),
    everyOfficerKey: () => everyOfficerKey(needs),
    suspend: {
      partner: (change) => suspendPartner(needs, change),
      key: (change) => suspendKey(needs, change),
      account: (change) => suspendAccount(needs, change),
    },
    resumeAccount: (change) => resumeAccount(needs, change),
    mustSignInAgain: ({ authenticatedAt }, madeAt) =>
      mustSignInAgain(authenticatedAt, needs.clock.now(), madeAt),
    routes: identityRoutes(needs, partners),
    loginRoutes: loginRoutes(needs),
    ...sweeper,
  };
}

function createSweeper(needs: IdentityNeeds): Pick<Identity, 'start' | 'stop'> {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    // What is left stays refused all the same; the next round removes it.
    running = running.then(() => sweepExpired(needs)).catch((error: unknown) => needs.onFailure?.(error));
  };
  return {
    start: () => {
      timer ??= setInterval(run, 60_000).unref();
    },
    stop: async () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await running;
    },
  };
}
