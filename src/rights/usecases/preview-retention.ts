import type { LapsingClass, RetentionOverview } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import {
  base64url,
  canonicalJson,
  civilDateOf,
  instantOf,
  type Json,
  parseCivilDate,
  sha256,
  utf8,
} from '../../kernel/index.js';
import { pastTerm, type Term } from '../../ledger/index.js';
import { type Cut, cutsOf, lapsingKinds } from '../domain/retention.js';
import { yearsLater } from '../domain/retention-rule.js';
import { daysAfter } from '../domain/term.js';
import { restrictedSubjects } from '../store/retention.js';
import type { RightsNeeds } from './needs.js';

type Due = Pick<RetentionOverview, 'rule' | 'digest' | 'classes'>;

/** What is past its term now, class by class, counted without opening anything; and the digest over it. */
export async function previewRetention(
  { rule, clock }: Pick<RightsNeeds, 'rule' | 'clock'>,
  tx: Tx,
): Promise<Due> {
  const classes: RetentionOverview['classes'] = [];
  // One after another: each can take as long as a statement may.
  for (const cut of cutsOf(rule, civilDateOf(clock.now()))) classes.push(await dueOf(rule, tx, cut));
  const shown = classes.map(({ class: of, before, entries, children }) => ({
    of,
    before,
    entries,
    children,
  }));
  const digest = base64url(sha256(utf8(canonicalJson({ rule: rule.version, shown } as unknown as Json))));
  return { rule: rule.version, digest, classes };
}

async function dueOf(
  rule: RightsNeeds['rule'],
  tx: Tx,
  cut: Cut,
): Promise<RetentionOverview['classes'][number]> {
  const term = termOf(cut);
  const log = pastTerm(tx);
  const { years, entries, owners } = await log.count(term, await restrictedSubjects(tx, cut.class));
  const next = await log.oldestWithin(term);
  const keep = rule.classes.find((one) => one.class === cut.class)?.keep;
  return {
    ...cut,
    article: keep?.article ?? '',
    why: keep?.why ?? '',
    entries,
    children: owners,
    perYear: years.map(({ owners: children, ...of }) => ({ ...of, children })),
    // The day after which even the whole day of that entry is so long ago.
    nextOn: next === null ? null : yearsLater(daysAfter(civilDateOf(next), 1), cut.years),
  };
}

export const termOf = ({
  class: of,
  before,
}: {
  readonly class: LapsingClass;
  readonly before: string;
}): Term => ({
  retention: of,
  kinds: lapsingKinds[of],
  ends: instantOf(parseCivilDate(before), '00:00'),
});
