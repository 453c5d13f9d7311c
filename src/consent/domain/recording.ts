/**
 * A yes that a professional writes down with the person present takes two: whoever wrote it down cannot make it count.
 * The rule of its second step, the same for the hub and for whoever replays the log. Pure.
 */
import {
  type AccountId,
  type ConsentRule,
  closed,
  type DecidedFlow,
  type EntryId,
  type PartnerId,
  type PersonId,
  type RecordedChannel,
  type RecordingId,
  type Static,
  slug,
  Type,
} from '../../contract/index.js';
import type { CivilDate } from '../../kernel/index.js';
import { bandOn, ruleInForce } from './age-band.js';
import { birthDateToShowBy } from './birth-date.js';
import type { DecisionFact, SubjectHistory } from './history.js';
import type { StandsAs } from './records.js';

/** recording.json of the catalogue: who may write down, and for how long the second step can follow. */
export const recordingRule = closed({
  version: slug,
  functions: Type.Array(slug, { minItems: 1, maxItems: 100, uniqueItems: true }),
  secondStepDays: Type.Integer({ minimum: 1, maximum: 60 }),
});
export type RecordingRule = Static<typeof recordingRule>;

/** A professional of a partner, as the person stands for what was said in front of them. */
export interface Voucher {
  readonly partner: PartnerId;
  readonly account: AccountId;
  readonly function: string;
}

/** What was written down, as far as the rule of the second step looks at it. */
export interface RecordingFact {
  readonly person: PersonId;
  readonly by: Voucher;
  readonly flows: readonly DecidedFlow[];
  readonly ruleVersion: string;
  readonly order: number;
  readonly recordedOn: CivilDate;
}

/** As stored. */
export interface RecordingRecord extends RecordingFact {
  readonly id: RecordingId;
  readonly subject: string;
  readonly as: StandsAs;
  readonly channel: Exclude<RecordedChannel, 'phone'>;
  readonly entry: EntryId;
}

/**
 * Whether this professional may be the second one: another person, with another function or at another partner. Where the
 * partner that wrote it down would receive by it, another partner: a recipient alone never makes a consent.
 */
export function mayWitness({ by, flows }: Pick<RecordingFact, 'by' | 'flows'>, witness: Voucher): boolean {
  if (witness.account === by.account) return false;
  if (witness.partner !== by.partner) return true;
  const receives = flows.some(({ recipients }) => recipients.includes(by.partner));
  return !receives && witness.function !== by.function;
}

/**
 * Whether what was written down still says what this person wants: nothing was decided, and nothing learnt of who must
 * consent, since. Otherwise a second step would open what was closed meanwhile.
 *
 * @param decisions of every person about the purpose
 */
export function stillSaid(
  recording: Pick<RecordingFact, 'person' | 'ruleVersion' | 'order' | 'recordedOn'>,
  history: SubjectHistory,
  rules: readonly ConsentRule[],
  decisions: readonly Pick<DecisionFact, 'person' | 'order' | 'withdrawnOrder'>[],
  today: CivilDate,
): boolean {
  const { person, order, ruleVersion, recordedOn } = recording;
  const later = (at: number | null): boolean => at !== null && at > order;
  const decided = decisions.some(
    (decision) => decision.person === person && (later(decision.order) || later(decision.withdrawnOrder)),
  );
  const learnt =
    [...history.birthDates, ...history.merges].some((fact) => later(fact.order)) ||
    [...history.authorities, ...history.capacities].some(
      (fact) => later(fact.order) || later(fact.confirmedOrder),
    );
  const rule = ruleInForce(rules, today);
  if (decided || learnt || rule === null || rule.version !== ruleVersion) return false;
  const birth = birthDateToShowBy(history.birthDates);
  return birth === null || bandOn(rule, birth, recordedOn) === bandOn(rule, birth, today);
}
