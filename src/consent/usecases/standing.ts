import type { SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import { type PublishedEntries, publishedEntries } from '../../purposes/index.js';
import { type ConsentInForce, consentInForce } from '../domain/in-force.js';
import { decisionsOf } from '../store/decisions.js';
import type { ConsentNeeds } from './needs.js';

export interface StandingQuestion {
  readonly subject: SubjectId;
  readonly purpose: string;
  readonly version: number;
  /** What published that version, where the caller reads it anyway, under the same locks. */
  readonly published?: Promise<PublishedEntries>;
}

export interface JudgedStanding extends ConsentInForce {
  /** The date by which ages and end dates were judged. */
  readonly judgedOn: CivilDate;
}

/**
 * Whether the family's consent for a purpose is in force now, for which partners and fields, and the entries that this
 * rests on. Call it under the locks on catalogue, partners and subject, sent after them; *now* is when its facts are
 * there, however long the locks took.
 */
export async function standing(
  { people, catalogue, clock }: Pick<ConsentNeeds, 'people' | 'catalogue' | 'clock'>,
  tx: Tx,
  { subject, purpose: id, version, published: known }: StandingQuestion,
): Promise<JudgedStanding> {
  const purpose = catalogue.current(id);
  if (purpose === null || purpose.version !== version) return { ...notOffered, judgedOn: clock.today() };
  const [history, decisions, published] = await Promise.all([
    people.facts(tx, subject),
    decisionsOf(tx, subject, id),
    known ?? publishedEntries(tx, { purpose: id, version }),
  ]);
  const today = clock.today();
  const question = { version, retention: purpose.retention, now: clock.now(), today };
  const answer = consentInForce(history, catalogue.rules, decisions, question);
  const rule = catalogue.ruleOn(today);
  const relies = rule === null ? [published.purpose] : [published.purpose, published.rule(rule.version)];
  return { ...answer, relies: [...relies, ...answer.relies], judgedOn: today };
}

const notOffered: ConsentInForce = { inForce: false, flows: new Map(), relies: [], expiresAt: null };
