import { type Caller, HubError } from '../../contract/index.js';
import type { Clock } from '../../kernel/index.js';
import { fixedWindow, type Limit, type Standing } from '../domain/fixed-window.js';

export interface RateLimits {
  /** Per partner, over all its systems and professionals. */
  readonly partner: Limit;
  /** Per signed-in person. */
  readonly person: Limit;
  /** Per network address, for calls that need no login. */
  readonly address: Limit;
  /** Per network address, for logins and tokens that were refused. */
  readonly failure: Limit;
}

export const usualLimits: RateLimits = {
  partner: { calls: 6_000, windowSeconds: 60 },
  person: { calls: 600, windowSeconds: 60 },
  address: { calls: 1_200, windowSeconds: 60 },
  failure: { calls: 300, windowSeconds: 60 },
};

export interface RateLimiter {
  /** @throws HubError `rate-limited` when an address has used up its failures; nothing is counted */
  refuseFlood(address: string): void;
  countFailure(address: string): void;
  /** Counts a call of whoever needs no login. */
  countAddress(address: string): Counted;
  /** Counts a call of an authenticated caller. */
  countCaller(caller: Exclude<Caller, { kind: 'anyone' }>): Counted;
}

export interface Counted {
  readonly allowed: boolean;
  readonly retryAfterSeconds: number;
  /** `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers). */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Per process, in memory: with several hub processes a caller gets the sum of their limits. It keeps one client from
 * starving the others; budgets that the law cares about (enrolments, emergencies) are counted in the database.
 */
export function createRateLimiter(limits: RateLimits, clock: Clock): RateLimiter {
  const windows = {
    partner: fixedWindow(limits.partner),
    person: fixedWindow(limits.person),
    address: fixedWindow(limits.address),
    failure: fixedWindow(limits.failure),
  };
  const now = (): number => clock.now().getTime();
  const counted = (kind: keyof RateLimits, name: string): Counted =>
    describe(kind, limits[kind], windows[kind].take(name, now()));
  return {
    refuseFlood: (address) => {
      const { allowed, resetSeconds } = windows.failure.look(address, now());
      if (!allowed) throw new HubError('rate-limited', { retryAfterSeconds: resetSeconds });
    },
    countFailure: (address) => {
      windows.failure.take(address, now());
    },
    countAddress: (address) => counted('address', address),
    countCaller: (caller) =>
      'partner' in caller ? counted('partner', caller.partner) : counted('person', caller.account),
  };
}

const describe = (kind: string, limit: Limit, standing: Standing): Counted => ({
  allowed: standing.allowed,
  retryAfterSeconds: standing.resetSeconds,
  headers: {
    'RateLimit-Policy': `"${kind}";q=${limit.calls};w=${limit.windowSeconds}`,
    RateLimit: `"${kind}";r=${standing.remaining};t=${standing.resetSeconds}`,
  },
});
