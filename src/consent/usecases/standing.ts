import type { SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate } from '../../kernel/index.js';
import { publishedEntries } from '../../purposes/index.js';
import { type ConsentInForce, consentInForce } from '../domain/in-force.js';
import { decisionsOf } from '../store/decisions.js';
import type { ConsentNeeds } from './needs.js';

export interface StandingQuestion {
  readonly subject: SubjectId;
  readonly purpose: string;
  readonly version: number;
  readonly now: Date;
  /** Civil date on which ages and end dates are judged. */
  readonly today: CivilDate;
}

/**
 * Whether the family's consent for a purpose is in force now, for which partners and fields, and the entries that this
 * rests on. Call it under the locks on catalogue, partners and subject, in a later statement than the locks.
 */
export async function standing(
  { people, catalogue }: Pick<ConsentNeeds, 'people' | 'catalogue'>,
  tx: Tx,
  { subject, purpose: id, version, now, today }: StandingQuestion,
): Promise<ConsentInForce> {
  const purpose = catalogue.current(id);
  if (purpose === null || purpose.version !== version) return notOffered;
  const history = await people.facts(tx, subject);
  const decisions = await decisionsOf(tx, subject, id);
  const question = { version, retention: purpose.retention, now, today };
  const answer = consentInForce(history, catalogue.rules, decisions, question);
  const rule = catalogue.ruleOn(today);
  const relies = await publishedEntries(tx, { purpose: id, version, rule: rule?.version });
  return { ...answer, relies: [...relies, ...answer.relies] };
}

const notOffered: ConsentInForce = { inForce: false, flows: new Map(), relies: [], expiresAt: null };
