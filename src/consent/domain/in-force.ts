/**
 * Whether a consent is in force, and for what: *Who must consent* as one pure function of the facts. Facts can only
 * close a flow; only a decision opens one. Nothing of this is stored, so nothing can go stale.
 */
import type { ConsentRule, EntryId, PartnerId, PersonId, Retention } from '../../contract/index.js';
import type { CivilDate } from '../../kernel/index.js';
import { bandOn, ruleInForce } from './age-band.js';
import { type Expiry, expiryInstant, expiryOf, hasExpired } from './expiry.js';
import type { DecisionFact, SubjectHistory } from './history.js';
import { hasWordOf, withoutWordOf } from './own-word.js';
import { type RequiredPersons, requiredSince } from './required-persons.js';

export interface ConsentQuestion {
  /** Purpose version at issue; a decision about another does not count. */
  readonly version: number;
  readonly retention: Retention;
  readonly now: Date;
  readonly today: CivilDate;
}

export interface AllowedFlow {
  readonly sources: ReadonlySet<PartnerId>;
  readonly recipients: ReadonlySet<PartnerId>;
  /** Chosen by all, but nobody beside this recipient itself named those who chose. */
  readonly leftOut: ReadonlySet<PartnerId>;
  readonly fields: ReadonlySet<string>;
}

export interface Standing {
  readonly inForce: boolean;
  /** What every required person allows; empty when not in force. */
  readonly flows: ReadonlyMap<string, AllowedFlow>;
  /** When the first of the decisions ends by itself. */
  readonly expiresAt: Date | null;
}

export interface ConsentInForce extends Standing {
  /** Entries that the answer rests on, a no included. */
  readonly relies: readonly EntryId[];
}

/** Why one person's consent does not stand, or that it does. */
export type PersonalState = 'given' | 'refused' | 'withdrawn' | 'expired' | 'invalidated';

/**
 * A recipient never decides who must consent: it receives only what is also in force without its own word.
 *
 * @param rules every version of the consent rule
 * @param decisions of every person about this purpose, whatever the version
 */
export function consentInForce(
  history: SubjectHistory,
  rules: readonly ConsentRule[],
  decisions: readonly DecisionFact[],
  question: ConsentQuestion,
): ConsentInForce {
  const judged = judge(history, rules, decisions, question);
  const latest = judged.latest.flatMap((found) => found?.entries ?? []);
  const relies = [...factEntries(history), ...latest];
  return { ...standingOf(judged, history, rules, decisions, question), relies };
}

/** The same for who does not ask what it rests on. */
export function consentStanding(
  history: SubjectHistory,
  rules: readonly ConsentRule[],
  decisions: readonly DecisionFact[],
  question: ConsentQuestion,
): Standing {
  const judged = judge(history, rules, decisions, question);
  return standingOf(judged, history, rules, decisions, question);
}

function standingOf(
  { standing }: Judged,
  history: SubjectHistory,
  rules: readonly ConsentRule[],
  decisions: readonly DecisionFact[],
  question: ConsentQuestion,
): Standing {
  if (standing === null) return { inForce: false, flows: new Map(), expiresAt: null };
  const chosen = intersection(standing);
  const recipients = new Set([...chosen.values()].flatMap((flow) => [...flow.recipients]));
  const alone = new Set(
    [...recipients].filter(
      (recipient) =>
        hasWordOf(history, recipient) &&
        judge(withoutWordOf(history, recipient), rules, decisions, question).standing === null,
    ),
  );
  return {
    inForce: true,
    flows: new Map([...chosen].map(([id, flow]) => [id, leavingOut(flow, alone)])),
    expiresAt: earliest(standing.map((d) => expiryOf(question.retention, d.decidedAt, d.decidedOn))),
  };
}

const leavingOut = (flow: AllowedFlow, alone: ReadonlySet<PartnerId>): AllowedFlow => ({
  ...flow,
  recipients: new Set([...flow.recipients].filter((partner) => !alone.has(partner))),
  leftOut: new Set([...flow.recipients].filter((partner) => alone.has(partner))),
});

interface Judged {
  /** Of each person that is required, in order. */
  readonly latest: readonly (LatestDecision | null)[];
  /** The decision of each person that is required; null unless all of them stand. */
  readonly standing: readonly DecisionFact[] | null;
}

function judge(
  history: SubjectHistory,
  rules: readonly ConsentRule[],
  decisions: readonly DecisionFact[],
  question: ConsentQuestion,
): Judged {
  const rule = ruleInForce(rules, question.today);
  if (rule === null) return { latest: [], standing: null };
  const { required, since } = requiredSince(history, rule, question.today);
  if (required === null) return { latest: [], standing: null };
  const persons = personsOf(required, history);
  const counting = decisions.filter((decision) => decidedAsKnown(history, decision));
  const latest = persons.map((person) => latestOf(counting, person));
  const standing = latest.flatMap((found) =>
    found !== null && stateOf(found, rule, required, since, question) === 'given' ? [found.decision] : [],
  );
  const all = !persons.includes(null) && standing.length === persons.length;
  return { latest, standing: all ? standing : null };
}

/** The state of a person's latest decision about a purpose, whether or not the person is required. */
export function personalState(
  history: SubjectHistory,
  rules: readonly ConsentRule[],
  decisions: readonly DecisionFact[],
  person: PersonId,
  question: ConsentQuestion,
): PersonalState | null {
  const found = latestOf(decisions, person);
  if (found === null) return null;
  const rule = ruleInForce(rules, question.today);
  const { required, since } = rule === null ? nobodyKnows : requiredSince(history, rule, question.today);
  return stateOf(found, rule, required, since, question);
}

const nobodyKnows = { required: null, since: Number.POSITIVE_INFINITY };

/** Null stands for a young person who is required and whom nobody has invited yet. */
const personsOf = (required: RequiredPersons, history: SubjectHistory): readonly (PersonId | null)[] => [
  ...required.guardians,
  ...(required.youngPerson ? [history.youngPerson] : []),
];

/** Of the young person counts only what was decided after somebody made them known. */
const decidedAsKnown = (
  { youngPerson, recognitions }: SubjectHistory,
  { person, order }: DecisionFact,
): boolean => person !== youngPerson || recognitions.some((recognition) => recognition.order < order);

interface LatestDecision {
  readonly decision: DecisionFact;
  readonly withdrawn: boolean;
  /** Of the decision and, where it was withdrawn, of that. */
  readonly entries: readonly EntryId[];
}

/** A withdrawal blocks whatever that person decided before it, not only the decision it names. */
function latestOf(decisions: readonly DecisionFact[], person: PersonId | null): LatestDecision | null {
  const own = decisions.filter((decision) => decision.person === person);
  const last = own.reduce<DecisionFact | null>((a, b) => (a === null || b.order > a.order ? b : a), null);
  if (last === null) return null;
  const withdrawal = own.findLast((d) => d.withdrawnOrder !== null && d.withdrawnOrder > last.order);
  const withdrawn = withdrawal !== undefined;
  const entries = withdrawal?.withdrawalEntry ? [last.entry, withdrawal.withdrawalEntry] : [last.entry];
  return { decision: last, withdrawn, entries };
}

function stateOf(
  { decision, withdrawn }: LatestDecision,
  rule: ConsentRule | null,
  required: RequiredPersons | null,
  since: number,
  { version, retention, now, today }: ConsentQuestion,
): PersonalState {
  if (decision.choice === 'refused') return 'refused';
  if (withdrawn) return 'withdrawn';
  if (hasExpired(expiryOf(retention, decision.decidedAt, decision.decidedOn), now, today)) return 'expired';
  const stale =
    rule === null ||
    required === null ||
    decision.version !== version ||
    decision.ruleVersion !== rule.version ||
    decision.order <= since ||
    bandOn(rule, required.birthDate, decision.decidedOn) !== bandOn(rule, required.birthDate, today);
  return stale ? 'invalidated' : 'given';
}

function intersection(decisions: readonly DecisionFact[]): ReadonlyMap<string, AllowedFlow> {
  const allowed = new Map<string, AllowedFlow>();
  for (const { flow } of decisions[0]?.flows ?? []) {
    const chosen = decisions.map(({ flows }) => flows.find((candidate) => candidate.flow === flow));
    const both = {
      sources: common(chosen.map((choice) => choice?.sources ?? [])),
      recipients: common(chosen.map((choice) => choice?.recipients ?? [])),
      leftOut: new Set<PartnerId>(),
      fields: common(chosen.map((choice) => choice?.fields ?? [])),
    };
    if (both.sources.size > 0 && both.recipients.size > 0 && both.fields.size > 0) allowed.set(flow, both);
  }
  return allowed;
}

const common = <T>([first = [], ...others]: readonly (readonly T[])[]): ReadonlySet<T> =>
  new Set(first.filter((item) => others.every((other) => other.includes(item))));

const earliest = (expiries: readonly Expiry[]): Date | null =>
  expiries.map(expiryInstant).reduce<Date | null>((a, b) => (a === null || b < a ? b : a), null);

/** The last birth date, and what was last asserted and confirmed of the young person's capacity and each one's authority. */
function factEntries({ birthDates, authorities, capacities }: SubjectHistory): readonly EntryId[] {
  const last = new Map<string, { readonly order: number; readonly entry: EntryId }>();
  const see = (key: string, order: number, entry: EntryId): void => {
    if ((last.get(key)?.order ?? -1) < order) last.set(key, { order, entry });
  };
  for (const { order, entry } of birthDates) see('birth-date', order, entry);
  const said = [
    ...capacities.map((fact) => ({ ...fact, about: 'capacity' })),
    ...authorities.map((fact) => ({ ...fact, about: fact.invited })),
  ];
  for (const { about, order, entry, confirmedOrder, confirmationEntry } of said) {
    see(`asserted ${about}`, order, entry);
    if (confirmedOrder !== null && confirmationEntry !== null) {
      see(`confirmed ${about}`, confirmedOrder, confirmationEntry);
    }
  }
  return [...last.values()].map(({ entry }) => entry);
}
