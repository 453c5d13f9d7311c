/**
 * Who holds parental authority (*gezag*), from what partners say. A partner is never believed against the law's default
 * that two parents share it: what would ask fewer people works only once an officer, the BRP or a court document
 * confirms it; what would ask more people works at once.
 */
import type { AuthorityKind, PersonId } from '../../contract/index.js';
import { waitsForConfirmation } from '../../people/offline.js';
import type { AuthorityFact, SubjectHistory } from './history.js';

/** `null`: unknown, disputed, under investigation, contradictory or not determinable. Then nothing is in force. */
export type Guardians = ReadonlySet<PersonId> | null;

export type Authorities = Pick<SubjectHistory, 'authorities' | 'merges'>;

interface Word {
  readonly kind: AuthorityKind;
  /** Waits for confirmation; until then it says only that the default is not certain. */
  readonly pending: boolean;
}

interface Standing {
  /** Settled by a confirmation; null while nothing was confirmed. */
  settled: AuthorityKind | null;
  /** Each partner's latest word since then. */
  readonly words: Map<string, Word>;
}

type Persons = Map<PersonId, Standing>;
type ReadonlyPersons = ReadonlyMap<PersonId, Readonly<Standing>>;

const isClosing = (kind: AuthorityKind | 'unknown' | null): boolean =>
  kind === 'not-determinable' || kind === 'under-investigation';

/** The guardians with authority as known at a point of the ledger (BW 1:245, 1:251, 1:280). */
export const guardiansAsOf = (history: Authorities, order: number): Guardians =>
  determine(standingsAsOf(history, order));

/** Whether a partner named this person as a guardian and nobody's authority or their absence rules it out. */
export function mayBeGuardian(history: Authorities, person: PersonId): boolean {
  const standing = standingsAsOf(history, always).get(person);
  return standing !== undefined && kindOf(standing) !== 'none';
}

const always = Number.POSITIVE_INFINITY;

/** By history, which never changes: where all of it counts, the same is asked for every person and decision. */
const known = new WeakMap<Authorities, ReadonlyPersons>();

function standingsAsOf(history: Authorities, order: number): ReadonlyPersons {
  if (order !== always) return followed(history, order);
  const standings = known.get(history) ?? followed(history, order);
  known.set(history, standings);
  return standings;
}

function followed({ authorities, merges }: Authorities, order: number): ReadonlyPersons {
  const sameAs = new Map(merges.filter((m) => m.order <= order).map((m) => [m.person, m.sameAs]));
  const persons: Persons = new Map();
  for (const step of stepsUpTo(authorities, order)) {
    const { invited } = step.fact;
    const person = standingOf(persons, sameAs.get(invited) ?? invited);
    if (step.confirms) settle(persons, person, step.fact);
    else assert(person, step.fact);
  }
  return persons;
}

interface Step {
  readonly fact: AuthorityFact;
  readonly confirms: boolean;
  readonly order: number;
}

function stepsUpTo(facts: readonly AuthorityFact[], order: number): readonly Step[] {
  return facts
    .flatMap((fact): Step[] => [
      { fact, confirms: false, order: fact.order },
      ...(fact.confirmedOrder === null ? [] : [{ fact, confirms: true, order: fact.confirmedOrder }]),
    ])
    .filter((step) => step.order <= order)
    .sort((a, b) => a.order - b.order || Number(a.confirms) - Number(b.confirms));
}

function standingOf(persons: Persons, person: PersonId): Standing {
  const standing = persons.get(person) ?? { settled: null, words: new Map() };
  persons.set(person, standing);
  return standing;
}

function assert({ settled, words }: Standing, { assertedBy, kind }: AuthorityFact): void {
  const own = words.get(assertedBy);
  const before = own?.kind ?? settled;
  const pending = waitsForConfirmation(kind, before) || (own?.pending === true && own.kind === kind);
  // What asks more of this person, said by this partner or confirmed, stands until the smaller word is confirmed.
  const stands = own?.pending !== true && before !== null && before !== 'none';
  if (pending && stands) return;
  words.set(assertedBy, { kind, pending });
}

function settle(persons: Persons, person: Standing, { kind }: AuthorityFact): void {
  if (kind === 'single' || kind === 'guardianship') {
    for (const other of persons.values()) {
      // Two legal guardians can share a child (BW 1:282); a parent beside a guardian or a single parent cannot.
      if (other === person || (kind === 'guardianship' && kindOf(other) === 'guardianship')) continue;
      other.settled = 'none';
      other.words.clear();
    }
  }
  person.settled = kind;
  person.words.clear();
}

function kindOf({ settled, words }: Readonly<Standing>): AuthorityKind | 'unknown' {
  const kinds = new Set([...words.values()].map((word) => word.kind));
  const [kind] = kinds;
  if (kind === undefined) return settled ?? 'unknown';
  if (kinds.size > 1) return 'unknown';
  // Nobody ever said that this person holds authority, so that an unconfirmed denial changes nothing.
  const certain = kind === 'none' || [...words.values()].some((word) => !word.pending);
  return certain ? kind : 'unknown';
}

function determine(persons: ReadonlyPersons): Guardians {
  const holders: PersonId[] = [];
  const kinds = new Set<AuthorityKind>();
  let lostByConfirmation = false;
  for (const [person, standing] of persons) {
    const kind = kindOf(standing);
    if (kind === 'unknown' || isClosing(kind)) return null;
    if (kind === 'none') lostByConfirmation ||= standing.settled === 'none' && standing.words.size === 0;
    else {
      holders.push(person);
      kinds.add(kind);
    }
  }
  if (kinds.size !== 1) return null;
  if (kinds.has('single') && holders.length !== 1) return null;
  // Joint authority has a second holder; who that is must be known, or confirmed to have lost it.
  if (kinds.has('joint') && holders.length === 1 && !lostByConfirmation) return null;
  return new Set(holders);
}
