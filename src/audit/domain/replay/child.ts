import {
  type ConsentQuestion,
  consentInForce,
  type DecisionFact,
  type RecordingFact,
  type Standing,
} from '../../../consent/offline.js';
import type { DecisionId, EntryId, PartnerId, Purpose, Role } from '../../../contract/index.js';
import type { CivilDate } from '../../../kernel/index.js';
import type { RegisteredKey } from '../../../passkeys/offline.js';
import {
  type AuthorityFact,
  type BirthDateFact,
  type CapacityFact,
  type Merge,
  type PersonRecord,
  type SubjectFacts,
  subjectFacts,
} from '../../../people/offline.js';
import type { Catalogue } from '../../../purposes/offline.js';
import { Latest } from './said.js';

export interface KnownEnrolment {
  readonly role: Role;
  readonly entry: EntryId;
}

export interface KnownRequest {
  readonly purpose: string;
  readonly version: number;
  readonly partner: PartnerId;
  readonly entry: EntryId;
}

/** A yes that a professional wrote down with the person present, before or after its second step. */
export interface KnownRecording extends RecordingFact {
  readonly entry: EntryId;
  readonly request: string;
  readonly purpose: string;
  readonly version: number;
  readonly digest: string;
  /** False when the part that says what was chosen was erased. */
  readonly flowsKnown: boolean;
  settled: boolean;
}

export interface KnownDecision extends DecisionFact {
  readonly id: DecisionId;
  readonly purpose: string;
}

export interface KnownIntroduction {
  readonly entry: EntryId;
  readonly from: PartnerId;
  readonly to: PartnerId;
  readonly purpose: string;
  redeemed: boolean;
}

export interface KnownApproval {
  readonly partner: PartnerId;
  readonly purpose: string;
  /** Null when that part was erased. */
  readonly account: string | null;
  used: boolean;
}

export interface KnownPasskey {
  readonly id: string;
  readonly person: string;
  readonly everyYes: boolean;
  /** In which it was registered. */
  readonly entry: EntryId;
  /** Null where that part was erased. */
  readonly key: RegisteredKey | null;
  revoked: boolean;
}

export type KnownAuthority = Omit<AuthorityFact, 'invited'>;

interface Cached {
  readonly generation: number;
  readonly version: number;
  readonly today: CivilDate;
  readonly answer: Standing;
}

/** Everything that the log says about one child so far, as far as a rule asks for it. */
export class Child {
  readonly number: number;
  /** Time of the latest entry about this child. */
  lastAt = '';
  /** From its erasure on nothing may be shared about it. */
  erased = false;
  readonly latest = new Latest();
  readonly enrolments = new Map<PartnerId, KnownEnrolment>();
  readonly requests = new Map<string, KnownRequest>();
  readonly recordings = new Map<string, KnownRecording>();
  readonly introductions: KnownIntroduction[] = [];
  readonly approvals: KnownApproval[] = [];
  /** Numbers of the tasks whose answer was released to somebody, in order. */
  readonly held: number[] = [];
  /** Number of the newest access, and one; 0 for none. */
  lastAccess = 0;
  /** A fact or decision about this child was erased, so that what is missing may have been there. */
  hasErasedParts = false;
  // Small lists are made anew to grow: an array that grows by itself keeps room for seventeen.
  persons: readonly PersonRecord[] = [];
  readonly invitations = new Map<string, EntryId>();
  readonly passkeys: KnownPasskey[] = [];
  decisions: readonly KnownDecision[] = [];
  readonly #merges: Merge[] = [];
  #birthDates: readonly (BirthDateFact & { readonly assertion: string })[] = [];
  #authorities: readonly KnownAuthority[] = [];
  readonly #capacities: CapacityFact[] = [];
  #history: SubjectFacts | null = null;
  #standing: Map<string, Cached> | null = null;

  /** @param number of the child, for tables */
  constructor(number: number) {
    this.number = number;
  }

  get authorities(): readonly KnownAuthority[] {
    return this.#authorities;
  }

  get capacities(): readonly CapacityFact[] {
    return this.#capacities;
  }

  get history(): SubjectFacts {
    this.#history ??= subjectFacts({
      persons: this.persons,
      merges: this.#merges,
      birthDates: this.#birthDates,
      authorities: this.#authorities,
      capacities: this.#capacities,
    });
    return this.#history;
  }

  addBirthDate(assertion: string, fact: BirthDateFact): void {
    this.#birthDates = [...this.#birthDates, { ...fact, assertion }];
    this.forgetDerived();
  }

  /** The birth date as it was first asserted, not where it was settled. */
  birthDateOf(assertion: string): BirthDateFact | undefined {
    return this.#birthDates.find((fact) => fact.assertion === assertion && !fact.confirmed);
  }

  isBirthDateSettled(assertion: string): boolean {
    return this.#birthDates.some((fact) => fact.assertion === assertion && fact.confirmed);
  }

  addAuthority(fact: KnownAuthority): void {
    this.#authorities = [...this.#authorities, fact];
    this.forgetDerived();
  }

  confirmAuthority(confirmed: KnownAuthority): void {
    this.#authorities = this.#authorities.map((fact) => (fact.id === confirmed.id ? confirmed : fact));
    this.forgetDerived();
  }

  addCapacity(fact: CapacityFact): void {
    this.#capacities.push(fact);
    this.forgetDerived();
  }

  confirmCapacity(confirmed: CapacityFact): void {
    const place = this.#capacities.findIndex(({ id }) => id === confirmed.id);
    this.#capacities[place] = confirmed;
    this.forgetDerived();
  }

  addPerson(person: PersonRecord): void {
    this.persons = [...this.persons, person];
    this.forgetDerived();
  }

  recognise(person: PersonRecord, order: number): void {
    this.persons = this.persons.map((known) => (known.id === person.id ? person : known));
    if (person.sameAs !== null) this.#merges.push({ person: person.id, sameAs: person.sameAs, order });
    this.forgetDerived();
  }

  /** A short name of a person within this child. */
  placeOf(person: string): number {
    return this.persons.findIndex(({ id }) => id === person);
  }

  addDecision(decision: KnownDecision): void {
    this.decisions = [...this.decisions, decision];
    this.#standing?.delete(decision.purpose);
  }

  withdraw(decision: KnownDecision, order: number, entry: EntryId): void {
    const ended = { ...decision, withdrawnOrder: order, withdrawalEntry: entry };
    this.decisions = this.decisions.map((known) => (known === decision ? ended : known));
    this.#standing?.delete(decision.purpose);
  }

  decisionsAbout(purpose: string): readonly KnownDecision[] {
    return this.decisions.filter((decision) => decision.purpose === purpose);
  }

  /** By the very function that the hub decides with, on what the log says. */
  standing(catalogue: Catalogue, generation: number, purpose: Purpose, moment: Moment): Standing {
    const { today } = moment;
    this.#standing ??= new Map();
    const cached = this.#standing.get(purpose.id);
    if (cached !== undefined && isFresh(cached, generation, purpose, moment)) return cached.answer;
    const question = questionOf(purpose, moment);
    const answer = consentInForce(this.history, catalogue.rules, this.decisionsAbout(purpose.id), question);
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
