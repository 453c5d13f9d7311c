import { type Caller, type Code, HubError } from '../../contract/index.js';
import type { Clock } from '../../kernel/index.js';
import { fixedWindow, type Limit, type Standing } from '../domain/fixed-window.js';
import { openWaits } from '../domain/open-waits.js';
import { isPartner, type PartnerCaller } from '../domain/rejection.js';

interface Windows {
  /** Per partner, over all its systems and professionals. */
  readonly partner: Limit;
  /** Per signed-in person. */
  readonly person: Limit;
  /** Per network address, for calls that need no login. */
  readonly address: Limit;
  /** Per network address, for logins and tokens that were refused. */
  readonly failure: Limit;
  /** Per professional, and per partner's systems: refusals that stand in the ledger. */
  readonly refusal: Limit;
  /** The same, of one partner's professionals and systems together. */
  readonly partnerRefusal: Limit;
}

export interface RateLimits extends Windows {
  /** Long polls that one partner may keep open at once, over all its systems and professionals. */
  readonly waiting: number;
}

export const usualLimits: RateLimits = {
  partner: { calls: 6_000, windowSeconds: 60 },
  person: { calls: 600, windowSeconds: 60 },
  address: { calls: 1_200, windowSeconds: 60 },
  failure: { calls: 300, windowSeconds: 60 },
  refusal: { calls: 120, windowSeconds: 60 },
  partnerRefusal: { calls: 600, windowSeconds: 60 },
  waiting: 100,
};

export interface RateLimiter {
  /** @throws HubError `rate-limited` when an address has used up its failures; nothing is counted */
  refuseFlood(address: string): void;
  countFailure(address: string): void;
  /** @throws HubError `rate-limited` when this caller, or its partner, was refused too often; nothing is counted */
  refuseRefused(caller: PartnerCaller): void;
  /** Counts a refusal of this caller; a replayed proof apart, because whoever stole it must not be able to lock its owner out. */
  countRefusal(caller: PartnerCaller, code: Code): Pick<Counted, 'allowed' | 'retryAfterSeconds'>;
  /** Counts a call of whoever needs no login. */
  countAddress(address: string): Counted;
  /** Counts a call of an authenticated caller. */
  countCaller(caller: Exclude<Caller, { kind: 'anyone' }>): Counted;
  /**
   * Keeps a call of this caller open.
   *
   * @returns what ends that
   * @throws HubError `rate-limited` when its partner keeps as many open as it may
   */
  holdOpen(caller: Caller): () => void;
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
    refusal: fixedWindow(limits.refusal),
    partnerRefusal: fixedWindow(limits.partnerRefusal),
  };
  const waits = openWaits(limits.waiting);
  const now = (): number => clock.now().getTime();
  const counted = (kind: keyof Windows, name: string): Counted =>
    describe(kind, limits[kind], windows[kind].take(name, now()));
  const refusals = (caller: PartnerCaller, work: 'take' | 'look', of = ''): readonly Standing[] => [
    windows.refusal[work](nameOf(caller) + of, now()),
    windows.partnerRefusal[work](caller.partner + of, now()),
  ];
  return {
    refuseRefused: (caller) => {
      const over = refusals(caller, 'look').find(({ allowed }) => !allowed);
      if (over !== undefined) {
        const detail = 'too many calls of this caller, or of its partner, were refused';
        throw new HubError('rate-limited', { retryAfterSeconds: over.resetSeconds, detail });
      }
    },
    countRefusal: (caller, code) => {
      const standings = refusals(caller, 'take', code === 'dpop-proof-replayed' ? ' replayed' : '');
      return {
        allowed: standings.every(({ allowed }) => allowed),
        retryAfterSeconds: Math.max(...standings.map(({ resetSeconds }) => resetSeconds)),
      };
    },
    refuseFlood: (address) => {
      const { allowed, resetSeconds } = windows.failure.look(address, now());
      if (!allowed) throw new HubError('rate-limited', { retryAfterSeconds: resetSeconds });
    },
    countFailure: (address) => {
      windows.failure.take(address, now());
    },
    countAddress: (address) => counted('address', address),
    countCaller: (caller) =>
      isPartner(caller) ? counted('partner', caller.partner) : counted('person', caller.account),
    holdOpen: (caller) => {
      if (!isPartner(caller)) return () => undefined;
      const leave = waits.enter(caller.partner);
      if (leave === null) {
        const detail = `more than ${limits.waiting} calls of this partner wait already`;
        throw new HubError('rate-limited', { retryAfterSeconds: 1, detail });
      }
      return leave;
    },
  };
}

/** All systems of a partner are one: it can make as many clients as it likes. */
const nameOf = (caller: PartnerCaller): string =>
  caller.kind === 'professional' ? caller.account : caller.partner;

const describe = (kind: string, limit: Limit, standing: Standing): Counted => ({
  allowed: standing.allowed,
  retryAfterSeconds: standing.resetSeconds,
  headers: {
    'RateLimit-Policy': `"${kind}";q=${limit.calls};w=${limit.windowSeconds}`,
    RateLimit: `"${kind}";r=${standing.remaining};t=${standing.resetSeconds}`,
  },
});
