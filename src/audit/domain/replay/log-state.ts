import type { DecidedFlow, ExchangeId, SubjectId } from '../../../contract/index.js';
import { type CivilDate, civilDateOf, parseCivilDate } from '../../../kernel/index.js';
import type { ReplayRule } from '../claims.js';
import { idsReliedOn, type Recorded } from '../export/recorded.js';
import { broken, type ClaimBroken } from '../verification.js';
import { Accesses } from './accesses.js';
import { Child, type Moment } from './child.js';
import { Exchanges } from './exchanges.js';
import { KnownPartners } from './known-partners.js';
import { Interned, Numbers, Texts } from './numbers.js';
import { PublishedCatalogue } from './published-catalogue.js';
import { RightsRequests } from './rights-requests.js';
import { type Place, refuted, Unproven } from './said.js';
import { Stops } from './stops.js';
import { timeOfEntry } from './time-of-entry.js';

export interface ReplayOptions {
  /** Accept that ages were judged by another date than that of the entry, as a hub for development may do. */
  readonly movedClock?: boolean;
}

/** Tasks, by their number, that must be ordered to stop since an entry. */
export interface OwedStops {
  readonly since: Timed;
  readonly tasks: readonly number[];
}

export type Timed = Place & { readonly at: string };

/** So many children keep what was derived of them. */
const recentChildren = 256;

/** How far clocks of hub and database may differ around midnight, in milliseconds. */
const clockSkew = 60_000;

/** What the log says up to a point; the rules read it, and each entry that holds adds to it. */
export class LogState {
  readonly catalogue = new PublishedCatalogue();
  readonly partners = new KnownPartners(this.catalogue);
  readonly exchanges = new Exchanges();
  readonly stops = new Stops();
  readonly rights = new RightsRequests();
  /** Per child what somebody's word ended, and nobody was ordered to stop yet. */
  readonly owedStops = new Map<Child, OwedStops>();
  /** Emergencies that an officer called not necessary, while the partner did not answer. */
  readonly warned = new Set<ExchangeId>();
  readonly texts = new Texts();
  readonly flows = new Interned<readonly DecidedFlow[]>();
  readonly accesses = new Accesses();
  /** Entries of which nothing but the leaf is left. */
  erased = 0;
  /** Whether a child was erased: then nobody can say what of it is missing. */
  #hasErasure = false;
  /** The first thing that would be a break unless a child was erased, which may only show later. */
  #unlessErasure: ClaimBroken | null = null;
  /** Per child the first entry that lacks a part, while no erasure says why; null stands for about no child. */
  readonly #lacking = new Map<Child | null, Place>();
  readonly #children = new Map<SubjectId, Child>();
  readonly #numbered: Child[] = [];
  /** Per index the number of the child that the entry is about, and one; 0 for none. */
  readonly #about = new Numbers();
  /** The children spoken of last, in a ring. */
  readonly #recent: Child[] = [];
  #turn = 0;
  readonly #options: ReplayOptions;

  constructor(options: ReplayOptions) {
    this.#options = options;
  }

  /** Whether ages may have been judged by another date than that of the entry. */
  get movedClock(): boolean {
    return this.#options.movedClock === true;
  }

  get children(): number {
    return this.#numbered.length;
  }

  /** The child, made known by its first enrolment. @throws ClaimBroken */
  enrolled(subject: SubjectId, place: Timed): Child {
    let child = this.#children.get(subject);
    if (child === undefined) {
      child = new Child(this.#numbered.length);
      this.#children.set(subject, child);
      this.#numbered.push(child);
    }
    return this.#turnTo(child, place);
  }

  /** @throws ClaimBroken | Unproven */
  child(subject: SubjectId, place: Timed): Child {
    const known = this.#children.get(subject);
    if (known === undefined) throw this.missing('subject-known', 'the child was never enrolled', place);
    return this.#turnTo(known, place);
  }

  /**
   * A signed erasure says why parts before it are missing. With its identity the hub knows the child no more, although
   * what law obliges to keep is still in the log.
   */
  erase(subject: SubjectId, identityToo: boolean): void {
    this.#hasErasure = true;
    const known = this.#children.get(subject);
    if (known === undefined) return;
    known.erased ||= identityToo;
    this.#lacking.delete(known);
  }

  /** An entry of which a part is missing. */
  lacksPart(child: Child | null, { index, id }: Place): void {
    if (!this.#lacking.has(child)) this.#lacking.set(child, { index, id });
  }

  /** Whether a part was withheld shows at the end: its erasure may come after it. @throws ClaimBroken */
  requireNothingWithheld(): void {
    const explained = this.erased > 0;
    const places = [...this.#lacking]
      .filter(([child]) => child !== null || !explained)
      .map(([, place]) => place);
    const [first] = places.sort((a, b) => a.index - b.index);
    if (first === undefined) return;
    const reason = 'a part of the entry is missing, and no erasure says why';
    throw broken('parts-complete', reason, { index: first.index, entry: first.id });
  }

  /** @throws RangeError */
  childAt(number: number, place: Timed): Child {
    const known = this.#numbered[number];
    if (known === undefined) throw new RangeError('a child that has no number');
    return this.#turnTo(known, place);
  }

  /** A child that was not spoken of for long keeps only what the log says of it. */
  #turnTo(child: Child, place: Timed): Child {
    requireOrder(child, place);
    const slot = this.#turn % recentChildren;
    if (this.#recent[(this.#turn + recentChildren - 1) % recentChildren] === child) return child;
    const former = this.#recent[slot];
    this.#recent[slot] = child;
    this.#turn += 1;
    if (former !== undefined && !this.#recent.includes(former)) former.forgetDerived();
    return child;
  }

  /** The child that the entries relied upon are about. @throws ClaimBroken | Unproven */
  childReliedOn(place: Timed & Pick<Recorded, 'relies'>): Child {
    for (const entry of place.relies) {
      const number = entry < 0 ? 0 : this.#about.at(entry);
      if (number > 0) return this.childAt(number - 1, place);
    }
    throw this.missing('subject-known', 'the entry stands on nothing about a child', place);
  }

  /** Adds an entry that holds. @throws ClaimBroken when one with its id was there */
  record({ index, id, isRepeated }: Recorded, child: Child | null): void {
    if (isRepeated) {
      throw broken('entry-once', 'an entry with this id is in the log before it', { index, entry: id });
    }
    this.#about.push(child === null ? 0 : child.number + 1);
  }

  /** Adds an entry of which nothing but the leaf is left. */
  recordErased(): void {
    this.erased += 1;
    this.#about.push(0);
  }

  /**
   * A break, or nobody can say where a child was erased. What went since its term was over went whole, so that nothing that
   * stays is owed to it.
   *
   * @throws ClaimBroken
   */
  breakUnlessErasure(broken: ClaimBroken): void {
    if (this.erased === 0) throw broken;
    this.#unlessErasure ??= broken;
  }

  /** Call after the last entry. @throws ClaimBroken */
  requireNoBreak(): void {
    if (this.#unlessErasure !== null && !this.#hasErasure) throw this.#unlessErasure;
  }

  /** What is missing was perhaps erased: then nobody can say, else it is a break. */
  missing(rule: ReplayRule, reason: string, place: Place): ClaimBroken | Unproven {
    return this.erased > 0 ? new Unproven(reason) : refuted(rule, reason, place);
  }

  /**
   * Every entry relied upon is the latest of its kind: of the catalogue, of this child, or one named by the caller.
   *
   * @throws ClaimBroken | Unproven
   */
  requireLatest(
    place: Place & Pick<Recorded, 'relies' | 'reliedIds'>,
    child: Child | null,
    also: readonly number[] = [],
  ): void {
    for (let nth = 0; nth < place.relies.length; nth += 1) {
      const entry = place.relies[nth] ?? -1;
      if (this.catalogue.latest.has(entry) || child?.latest.has(entry) || also.includes(entry)) continue;
      if (entry < 0) {
        const reason = 'the entry stands on one that is not in the log before it';
        if (this.erased > 0) throw new Unproven(reason);
        throw broken('relies-on-earlier', reason, { index: place.index, entry: place.id });
      }
      const reason = `the entry stands on ${idsReliedOn(place)[nth]}, which is not the latest of its kind about this child before it`;
      throw refuted('relies-on-latest', reason, place);
    }
  }

  /** When it was judged: by the date that the entry names, which must be that of its time. @throws ClaimBroken */
  momentOf(at: string, judgedOn: string | undefined, place: Place): Moment {
    const now = new Date(timeOfEntry(at));
    // Before 21:00 UTC the date in Amsterdam is the same, summer and winter; asking the calendar takes longer.
    const sameDay = at.slice(11, 13) < '21' ? at.slice(0, 10) : null;
    if (judgedOn === undefined) return { now, today: civilDateOf(now) };
    if (judgedOn === sameDay || this.#options.movedClock === true) {
      return { now, today: judgedOn as CivilDate };
    }
    const dates = [now, new Date(now.getTime() - clockSkew), new Date(now.getTime() + clockSkew)];
    if (dates.some((date) => civilDateOf(date) === judgedOn)) return { now, today: parseCivilDate(judgedOn) };
    throw refuted('date-as-recorded', `judged by ${judgedOn}, which is not the date of the entry`, place);
  }
}

/** @throws ClaimBroken */
function requireOrder(child: Child, place: Timed): void {
  if (child.lastAt > place.at) {
    const reason = 'the entry is older than the one before it of the same subject';
    throw broken('time-in-order', reason, { index: place.index, entry: place.id });
  }
  child.lastAt = place.at;
}
