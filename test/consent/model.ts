import type {
  AuthorityFact,
  BirthDateFact,
  CapacityFact,
  DecisionFact,
} from '../../src/consent/domain/history.js';
import type { ConsentRule, PartnerId, PersonId } from '../../src/contract/index.js';
import { ageOn, type CivilDate } from '../../src/kernel/index.js';

/** One thing that happened, on a day. `order` numbers everything that is in the ledger. */
export type Happening =
  | { readonly what: 'birth-date'; readonly on: CivilDate; readonly fact: BirthDateFact }
  | {
      readonly what: 'confirmed-date';
      readonly on: CivilDate;
      readonly order: number;
      readonly fact: BirthDateFact;
    }
  | { readonly what: 'authority'; readonly on: CivilDate; readonly fact: AuthorityFact }
  | { readonly what: 'merge'; readonly on: CivilDate; readonly person: PersonId; readonly sameAs: PersonId }
  | { readonly what: 'recognition'; readonly on: CivilDate; readonly by: PartnerId }
  | {
      readonly what: 'confirmation';
      readonly on: CivilDate;
      readonly order: number;
      readonly fact: AuthorityFact;
    }
  | {
      readonly what: 'capacity' | 'confirmed-capacity';
      readonly on: CivilDate;
      readonly said: CapacityFact;
    }
  | { readonly what: 'decision'; readonly on: CivilDate; readonly fact: DecisionFact }
  | {
      readonly what: 'withdrawal';
      readonly on: CivilDate;
      readonly order: number;
      readonly person: PersonId;
    };

type Choice = { readonly version: number; readonly expiresOn: CivilDate };

/**
 * Consent as a clerk with a card box would keep it: reads the history from the start, day by day; whoever is required
 * lies on the table; a yes is a card of that person; whenever who is required becomes something else, by whatever
 * cause, every card is thrown away. Shares nothing with the function it is held against but ages.
 */
export function clerk(
  happenings: readonly Happening[],
  rules: readonly ConsentRule[],
  today: CivilDate,
  version: number,
  youngPerson: PersonId | null,
  months: number,
): boolean {
  const known: Happening[] = [];
  const cards = new Map<PersonId, Choice>();
  let table = 'nobody';
  const look = (day: CivilDate): void => {
    const now = whoIsRequired(known, rules, day, youngPerson).join('+');
    if (now !== table) cards.clear();
    table = now;
  };
  let day = happenings[0]?.on ?? today;
  for (const happening of happenings.filter(({ on }) => on <= today)) {
    for (; day < happening.on; day = next(day)) look(day);
    look(happening.on);
    known.push(happening);
    look(happening.on);
    if (happening.what === 'decision') {
      const { person, choice } = happening.fact;
      if (choice === 'refused') cards.delete(person);
      else
        cards.set(person, { version: happening.fact.version, expiresOn: plusMonths(happening.on, months) });
    }
    if (happening.what === 'withdrawal') cards.delete(happening.person);
  }
  for (; day < today; day = next(day)) look(day);
  look(today);
  const required = whoIsRequired(known, rules, today, youngPerson);
  if (required.length === 0) return false;
  return required.slice(2).every((person) => {
    const card = cards.get(person as PersonId);
    return card !== undefined && card.version === version && today < card.expiresOn;
  });
}

/**
 * The story for a second clerk, who never heard the recipient and must open too before it receives. What the officer
 * confirmed this clerk hears from the officer; a yes of a young person whom nobody else had made known, never.
 */
export function unheard(
  recipient: PartnerId,
  firstInviter: PartnerId,
  happenings: readonly Happening[],
  youngPerson: PersonId | null,
): readonly Happening[] {
  let known = firstInviter !== recipient;
  return happenings.flatMap((h): readonly Happening[] => {
    if (h.what === 'recognition') known ||= h.by !== recipient;
    if (h.what === 'decision') return known || h.fact.person !== youngPerson ? [h] : [];
    if (h.what === 'authority') return h.fact.assertedBy === recipient ? [] : [h];
    if (h.what === 'capacity') return h.said.assertedBy === recipient ? [] : [h];
    if (h.what !== 'confirmation' || h.fact.assertedBy !== recipient) return [h];
    const fact = { ...h.fact, assertedBy: 'officer' as PartnerId };
    return [
      { what: 'authority', on: h.on, fact },
      { ...h, fact },
    ];
  });
}

/** Rule, birth date and band that apply, then the persons; empty where it cannot be said. */
function whoIsRequired(
  known: readonly Happening[],
  rules: readonly ConsentRule[],
  day: CivilDate,
  youngPerson: PersonId | null,
): readonly string[] {
  const rule = [...rules].reverse().find(({ effectiveOn }) => effectiveOn <= day);
  const birth = birthDate(known);
  if (rule === undefined || birth === null || birth > day) return [];
  const age = ageOn(birth, day);
  const band = [...rule.bands].reverse().find(({ fromAge }) => fromAge <= age);
  if (band === undefined) return [];
  const persons: string[] = [];
  const mind = band.youngPerson ? mindOf(known) : 'own';
  if (mind === 'unclear') return [];
  if (band.guardians || mind === 'lent') {
    // A parent of a grown-up decides nothing.
    if (age >= 18) return [];
    const guardians = holders(asKnownNow(known));
    if (guardians === null) return [];
    persons.push(...guardians);
  }
  if (band.youngPerson && mind === 'own') persons.push(youngPerson ?? 'not-invited');
  return [`${rule.version}:${band.fromAge}`, birth, ...persons];
}

/** Lent to the guardians once an officer said so, until an officer says otherwise; unclear while a partner does. */
function mindOf(known: readonly Happening[]): 'own' | 'lent' | 'unclear' {
  let mind: 'own' | 'lent' = 'own';
  const deniers = new Set<PartnerId>();
  for (const h of known) {
    if (h.what === 'confirmed-capacity') {
      mind = h.said.kind === 'incapable' ? 'lent' : 'own';
      deniers.clear();
    }
    if (h.what !== 'capacity') continue;
    if (h.said.kind === 'capable') deniers.add(h.said.assertedBy);
    else deniers.delete(h.said.assertedBy);
  }
  return mind === 'lent' && deniers.size > 0 ? 'unclear' : mind;
}

function birthDate(known: readonly Happening[]): CivilDate | null {
  const confirmed = known.findLastIndex((h) => h.what === 'confirmed-date');
  const said = known
    .slice(Math.max(confirmed, 0))
    .flatMap((h) => ('fact' in h && 'date' in h.fact ? [h.fact.date] : []));
  return said.length > 0 && said.every((date) => date === said[0]) ? (said[0] ?? null) : null;
}

/** Every invitation replaced by whoever it is known to be by now. */
function asKnownNow(known: readonly Happening[]): readonly Happening[] {
  const merge = known.find((h) => h.what === 'merge');
  return known.map((h) =>
    (h.what === 'authority' || h.what === 'confirmation') && h.fact.invited === merge?.person
      ? { ...h, fact: { ...h.fact, invited: merge.sameAs } }
      : h,
  );
}

/** By the words of the law: what each partner says since the last confirmation that touches a person. */
function holders(known: readonly Happening[]): readonly string[] | null {
  const persons = [...new Set(known.flatMap((h) => (h.what === 'authority' ? [h.fact.invited] : [])))];
  const kinds = persons.map((person) => ({ person, ...kindNow(known, person) }));
  if (kinds.some(({ kind }) => kind === 'closed')) return null;
  const of = (kind: string) => kinds.filter((k) => k.kind === kind).map(({ person }) => person);
  const [joint, single, legal] = [of('joint'), of('single'), of('guardianship')];
  if ([joint, single, legal].filter((group) => group.length > 0).length !== 1) return null;
  if (single.length > 0) return single.length === 1 ? single : null;
  if (legal.length > 0) return [...legal].sort();
  if (joint.length > 1 || kinds.some(({ kind, settled }) => kind === 'none' && settled))
    return [...joint].sort();
  return null;
}

interface Kind {
  readonly kind: string;
  readonly settled: boolean;
}

function kindNow(known: readonly Happening[], person: PersonId): Kind {
  let from = 0;
  let settled: string | null = null;
  known.forEach((h, index) => {
    if (h.what !== 'confirmation') return;
    if (h.fact.invited === person) [from, settled] = [index, h.fact.kind];
    else if (appearsBefore(known, person, index) && excludes(known, h.fact, person, index))
      [from, settled] = [index, 'none'];
  });
  const words = wordsSince(known.slice(from), person, settled);
  if (words.length === 0)
    return settled === null || isClosed(settled) ? closedKind : { kind: settled, settled: true };
  const kinds = new Set(words.map(({ kind }) => kind));
  const [only] = kinds;
  if (kinds.size > 1 || only === undefined || isClosed(only)) return closedKind;
  if (only !== 'none' && words.every(({ waits }) => waits)) return closedKind;
  return { kind: only, settled: false };
}

const closedKind: Kind = { kind: 'closed', settled: false };
const isClosed = (kind: string): boolean => kind === 'under-investigation' || kind === 'not-determinable';
const appearsBefore = (known: readonly Happening[], person: PersonId, index: number): boolean =>
  known.slice(0, index).some((h) => h.what === 'authority' && h.fact.invited === person);
const excludes = (
  known: readonly Happening[],
  fact: AuthorityFact,
  person: PersonId,
  index: number,
): boolean =>
  fact.kind === 'single' ||
  (fact.kind === 'guardianship' && kindNow(known.slice(0, index), person).kind !== 'guardianship');

interface Word {
  readonly kind: string;
  readonly waits: boolean;
}

/** Each partner's word that stands: its last that asks no fewer people than what it, or a confirmation, said before. */
function wordsSince(known: readonly Happening[], person: PersonId, settled: string | null): readonly Word[] {
  const facts = known.flatMap((h) => (h.what === 'authority' && h.fact.invited === person ? [h.fact] : []));
  return [...new Set(facts.map(({ assertedBy }) => assertedBy))].flatMap((partner) => {
    let word: Word | null = null;
    for (const { kind } of facts.filter(({ assertedBy }) => assertedBy === partner)) {
      const base: Word | null = word ?? (settled === null ? null : { kind: settled, waits: false });
      word = follow(base, word, kind);
    }
    return word === null ? [] : [word];
  });
}

function follow(base: Word | null, word: Word | null, kind: string): Word | null {
  if (kind === 'joint' || isClosed(kind)) return { kind, waits: false };
  if (base === null || base.waits) return { kind, waits: true };
  if (base.kind === kind) return { kind, waits: false };
  return base.kind === 'none' ? { kind, waits: true } : word;
}

export const next = (date: CivilDate): CivilDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) as CivilDate;

function plusMonths(date: CivilDate, months: number): CivilDate {
  const total = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(total / 12), (total % 12) + 1];
  for (let day = Number(date.slice(8)); ; day -= 1) {
    const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    const parsed = new Date(`${text}T00:00:00Z`);
    if (!Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text)) return text as CivilDate;
  }
}
