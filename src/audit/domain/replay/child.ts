import {
  type ConsentQuestion,
  consentStanding,
  type DecisionFact,
  type Standing,
} from '../../../consent/offline.js';
import type { EntryId, PartnerId, Purpose } from '../../../contract/index.js';
import type { CivilDate } from '../../../kernel/index.js';
import { type Merge, type SubjectFacts, subjectFacts } from '../../../people/offline.js';
import type { Catalogue } from '../../../purposes/offline.js';
import type {
  KnownApproval,
  KnownAuthority,
  KnownBirthDate,
  KnownCapacity,
  KnownDecision,
  KnownIntroduction,
  KnownPasskey,
  KnownPerson,
  KnownRecording,
  KnownRequest,
} from './known-facts.js';
import { Latest } from './said.js';

interface Cached {
  readonly generation: number;
  readonly version: number;
  readonly today: CivilDate;
  readonly answer: Standing;
}

const none: readonly never[] = [];

type KnownHistory = SubjectFacts<KnownBirthDate, KnownAuthority, KnownCapacity>;

/** Everything that the log says about one child so far, as far as a rule asks for it. */
export class Child {
  readonly number: number;
  /** Time of the latest entry about this child. */
  lastAt = '';
  /** From its erasure on nothing may be shared about it. */
  erased = false;
  readonly latest = new Latest();
  // Most lists are short or empty, and kept as long as they are: one that grows by itself keeps room for seventeen.
  enrolled: readonly PartnerId[] = none;
  requests: readonly KnownRequest[] = none;
  recordings: readonly KnownRecording[] = none;
  introductions: readonly KnownIntroduction[] = none;
  approvals: readonly KnownApproval[] = none;
  /** Number of the task whose answer was released last, and one; 0 for none. */
  lastHeld = 0;
  /** Number of the newest access, and one; 0 for none. */
  lastAccess = 0;
  /** A fact or decision about this child was erased, so that what is missing may have been there. */
  hasErasedParts = false;
  persons: readonly KnownPerson[] = none;
  passkeys: readonly KnownPasskey[] = none;
  decisions: readonly KnownDecision[] = none;
  #merges: readonly Merge[] = none;
  #birthDates: readonly KnownBirthDate[] = none;
  #authorities: readonly KnownAuthority[] = none;
  #capacities: readonly KnownCapacity[] = none;
  #history: KnownHistory | null = null;
  #standing: Map<string, Cached> | null = null;

  /** @param number of the child, for tables */
  constructor(number: number) {
    this.number = number;
  }

  get authorities(): readonly KnownAuthority[] {
    return this.#authorities;
  }

  get capacities(): readonly KnownCapacity[] {
    return this.#capacities;
  }

  get history(): KnownHistory {
    this.#history ??= subjectFacts({
      persons: this.persons,
      merges: this.#merges,
      birthDates: this.#birthDates,
      authorities: this.#authorities,
      capacities: this.#capacities,
    });
    return this.#history;
  }

  addBirthDate(fact: KnownBirthDate): void {
    this.#birthDates = this.#birthDates.concat(fact);
    this.forgetDerived();
  }

  /** The birth date as it was first asserted, not where it was settled. */
  birthDateOf(assertion: string): KnownBirthDate | undefined {
    return this.#birthDates.find((fact) => fact.assertion === assertion && !fact.confirmed);
  }

  isBirthDateSettled(assertion: string): boolean {
    return this.#birthDates.some((fact) => fact.assertion === assertion && fact.confirmed);
  }

  addAuthority(fact: KnownAuthority): void {
    this.#authorities = this.#authorities.concat(fact);
    this.forgetDerived();
  }

  confirmAuthority(confirmed: KnownAuthority): void {
    this.#authorities = this.#authorities.map((fact) => (fact.id === confirmed.id ? confirmed : fact));
    this.forgetDerived();
  }

  addCapacity(fact: KnownCapacity): void {
    this.#capacities = this.#capacities.concat(fact);
    this.forgetDerived();
  }

  confirmCapacity(confirmed: KnownCapacity): void {
    this.#capacities = this.#capacities.map((fact) => (fact.id === confirmed.id ? confirmed : fact));
    this.forgetDerived();
  }

  addPerson(person: KnownPerson): void {
    this.persons = this.persons.concat(person);
    this.forgetDerived();
  }

  recognise(person: KnownPerson, order: number): void {
    this.persons = this.persons.map((known) => (known.id === person.id ? person : known));
    if (person.sameAs !== null) {
      this.#merges = this.#merges.concat({ person: person.id, sameAs: person.sameAs, order });
    }
    this.forgetDerived();
  }

  /** A short name of a person within this child. */
  placeOf(person: string): number {
    return this.persons.findIndex(({ id }) => id === person);
  }

  addDecision(decision: KnownDecision): void {
    this.decisions = this.decisions.concat(decision);
    this.#standing?.delete(decision.purpose);
  }

  withdraw(decision: KnownDecision, order: number, entry: EntryId): void {
    const ended = { ...decision, withdrawnOrder: order, withdrawalEntry: entry };
    this.decisions = this.decisions.map((known) => (known === decision ? ended : known));
    this.#standing?.delete(decision.purpose);
  }

  decisionsAbout(purpose: string): readonly DecisionFact[] {
    return this.decisions
      .filter((decision) => decision.purpose === purpose)
      .map((decision) => ({ ...decision, decidedAt: new Date(decision.decidedAt) }));
  }

  /** By the very function that the hub decides with, on what the log says. */
  standing(catalogue: Catalogue, generation: number, purpose: Purpose, moment: Moment): Standing {
    const { today } = moment;
    this.#standing ??= new Map();
    const cached = this.#standing.get(purpose.id);
    if (cached !== undefined && isFresh(cached, generation, purpose, moment)) return cached.answer;
    const question = questionOf(purpose, moment);
    const answer = consentStanding(this.history, catalogue.rules, this.decisionsAbout(purpose.id), question);
    this.#standing.set(purpose.id, { generation, version: purpose.version, today, answer });
    return answer;
  }

  /** What can be derived anew is most of what a child takes. */
  forgetDerived(): void {
    this.#history = null;
    this.#standing = null;
  }
}

export interface Moment {
  readonly now: Date;
  readonly today: CivilDate;
}

export const questionOf = ({ version, retention }: Purpose, { now, today }: Moment): ConsentQuestion => ({
  version,
  retention,
  now,
  today,
});

/** Facts clear what is kept; beside them only time and the catalogue change the answer. */
const isFresh = (cached: Cached, generation: number, { version }: Purpose, { now, today }: Moment): boolean =>
  cached.generation === generation &&
  cached.version === version &&
  cached.today === today &&
  (cached.answer.expiresAt === null || now < cached.answer.expiresAt);
