/**
 * Replays a log from its entries alone: each is held against the rules of its event and then becomes part of what the
 * next is held against. The rules are the hub's own pure functions, fed with what the log says and with nothing else.
 */
import type { Recorded } from '../export/recorded.js';
import { capacityAsserted } from './capacity-rules.js';
import type { Child } from './child.js';
import { decided, requested, withdrawn } from './consent-rules.js';
import { erased } from './erasure-rules.js';
import {
  approved,
  declined,
  destroyed,
  enveloped,
  expired,
  inspected,
  permitted,
  received,
  refusedExchange,
  rejected,
  released,
  reviewed,
  searched,
  warningAnswered,
} from './exchange-rules.js';
import { LogState, type ReplayOptions } from './log-state.js';
import { meetOwedStops, requireNoOwedStops } from './owed-stops.js';
import { passkeyRegistered, passkeyRevoked } from './passkey-rules.js';
import { asserted, confirmed, enrolled, invited, recognised } from './people-rules.js';
import { recorded } from './recording-rules.js';
import { answered, asked, assigned, extended, opened, partnerAnswered } from './rights-rules.js';
import { type Event, type Said, Unproven } from './said.js';
import { stated } from './statement-rules.js';
import { stopOrdered, stopped } from './stop-rules.js';
import { introduced, introductionRedeemed } from './team-rules.js';

/** Answers the child that the entry is about, or nothing. */
type Rules = { readonly [E in Event]: (log: LogState, said: Said<E>) => Child | undefined };

const nothing = () => undefined;
/** About no child. */
const hubs =
  <E extends Event>(rule: (log: LogState, said: Said<E>) => void) =>
  (log: LogState, said: Said<E>): undefined =>
    void rule(log, said);

const rules: Rules = {
  'purpose.published': hubs(({ catalogue }, said) => catalogue.purpose(said)),
  'notice.published': hubs(({ catalogue }, said) => catalogue.notice(said)),
  'labels.published': hubs(({ catalogue }, said) => catalogue.labels(said)),
  'rule.published': hubs(({ catalogue }, said) => catalogue.rule(said)),
  'roles.published': hubs(({ catalogue }, said) => catalogue.roles(said)),
  'role-labels.published': nothing,
  'agreement.published': hubs(({ catalogue }, said) => catalogue.agreement(said)),
  'policies.published': hubs(({ catalogue }, said) => catalogue.policies(said)),
  'partner.registered': hubs(({ partners }, said) => partners.register(said)),
  'partner.agreed': hubs(({ partners }, said) => partners.agree(said)),
  'partner.key-changed': nothing,
  'partner.suspended': hubs(({ partners }, said) => partners.setSuspended(said, true)),
  'partner.resumed': hubs(({ partners }, said) => partners.setSuspended(said, false)),
  'partner.key-suspended': nothing,
  'account.suspended': nothing,
  'account.resumed': nothing,
  'roster.published': nothing,
  'subject.enrolled': enrolled,
  'person.invited': invited,
  'person.recognised': recognised,
  'person.passkey-registered': passkeyRegistered,
  'person.passkey-revoked': passkeyRevoked,
  'authority.asserted': asserted,
  'authority.capacity-asserted': capacityAsserted,
  'authority.confirmed': confirmed,
  'authority.listed': nothing,
  'subject.introduced': introduced,
  'introduction.redeemed': introductionRedeemed,
  'consent.requested': requested,
  'consent.recorded': recorded,
  'consent.given': decided,
  'consent.refused': decided,
  'consent.withdrawn': withdrawn,
  'exchange.permitted': permitted,
  'exchange.refused': refusedExchange,
  'exchange.enveloped': enveloped,
  'exchange.rejected': rejected,
  'exchange.declined': declined,
  'exchange.released': released,
  'exchange.destroyed': destroyed,
  'exchange.received': received,
  'exchange.expired': expired,
  'exchange.stop-ordered': stopOrdered,
  'exchange.stopped': stopped,
  'exchange.stops-listed': nothing,
  'exchange.reviewed': reviewed,
  'exchange.warning-answered': warningAnswered,
  'exchange.emergencies-listed': nothing,
  'exchange.searched': searched,
  'exchange.inspected': inspected,
  'emergency.approved': approved,
  'rights.requested': asked,
  'rights.refused': answered,
  'rights.granted': answered,
  'rights.extended': extended,
  'rights.withdrawn': answered,
  'rights.assigned': assigned,
  'rights.partner-answered': partnerAnswered,
  'rights.listed': nothing,
  'rights.opened': opened,
  'unusual.listed': nothing,
  'unusual.opened': nothing,
  'unusual.disposed': nothing,
  'breach.opened': nothing,
  'breach.listed': nothing,
  'breach.assessed': nothing,
  'breach.stepped': nothing,
  'erasure.executed': erased,
  'retention.ordered': nothing,
  'retention.executed': nothing,
  'access.stated': stated,
};

/** Each takes an entry whose payload was checked against the schema of its very event. */
type Rule = (log: LogState, recorded: Recorded) => Child | undefined;
const ruleOf = new Map(Object.entries(rules as unknown as Readonly<Record<Event, Rule>>));

export interface Replayed {
  readonly children: number;
  readonly decisions: number;
  readonly withdrawals: number;
  readonly permitted: number;
  readonly refused: number;
  readonly releases: number;
  /** Lists of accesses that somebody was told to be all. */
  readonly statements: number;
  /** Entries that rest on what was erased, so that nobody can say whether they were right. */
  readonly unproven: number;
  /** Index of the first of them. */
  readonly firstUnproven: number | null;
}

export class Replay {
  readonly #log: LogState;
  readonly #counts = new Map<string, { entries: number }>();
  #unproven = 0;
  #lastAt = '';
  #firstUnproven: number | null = null;

  constructor(options: ReplayOptions = {}) {
    this.#log = new LogState(options);
  }

  /**
   * The next entry of the log.
   *
   * @param recorded its payload has the shape that was declared for its event
   * @param leaf its hash in the tree
   * @throws ClaimBroken
   */
  add(recorded: Recorded, leaf: Uint8Array): void {
    const child = this.#judge(recorded);
    this.#log.record(recorded, child);
    if (recorded.erasedParts > 0) this.#log.lacksPart(child, recorded);
    this.#lastAt = recorded.at;
    if (child !== null) {
      meetOwedStops(this.#log, child, recorded);
      this.#log.accesses.add(child, recorded, leaf);
    }
    const counted = this.#counts.get(recorded.event);
    if (counted === undefined) this.#counts.set(recorded.event, { entries: 1 });
    else counted.entries += 1;
  }

  /**
   * That nothing is owed at the end, and nothing was withheld.
   *
   * @param size of the log
   * @throws ClaimBroken
   */
  finish(size: number): void {
    requireNoOwedStops(this.#log, size, this.#lastAt);
    this.#log.requireNoBreak();
    this.#log.requireNothingWithheld();
  }

  addErased(): void {
    this.#log.recordErased();
  }

  summary(): Replayed {
    const count = (...events: readonly Event[]): number =>
      events.reduce((sum, event) => sum + (this.#counts.get(event)?.entries ?? 0), 0);
    return {
      children: this.#log.children,
      decisions: count('consent.given', 'consent.refused'),
      withdrawals: count('consent.withdrawn'),
      permitted: count('exchange.permitted'),
      refused: count('exchange.refused'),
      releases: count('exchange.released'),
      statements: count('access.stated'),
      unproven: this.#unproven,
      firstUnproven: this.#firstUnproven,
    };
  }

  #judge(recorded: Recorded): Child | null {
    try {
      return ruleOf.get(recorded.event)?.(this.#log, recorded) ?? null;
    } catch (error) {
      if (!(error instanceof Unproven)) throw error;
      this.#unproven += 1;
      this.#firstUnproven ??= recorded.index;
      return null;
    }
  }
}
