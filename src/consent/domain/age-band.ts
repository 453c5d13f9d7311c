import type { ConsentRule } from '../../contract/index.js';
import { ageOn, type CivilDate } from '../../kernel/index.js';

export type AgeBand = ConsentRule['bands'][number];

/** The rule in force on a date: the latest that took effect, or null before the first. */
export function ruleInForce(rules: readonly ConsentRule[], date: CivilDate): ConsentRule | null {
  let inForce: ConsentRule | null = null;
  for (const rule of rules) {
    if (rule.effectiveOn > date) continue;
    if (inForce === null || rule.effectiveOn > inForce.effectiveOn) inForce = rule;
  }
  return inForce;
}

/** The band of a child on a civil date, or null where the child is not born yet. */
export const bandOn = (rule: ConsentRule, birth: CivilDate, date: CivilDate): AgeBand | null =>
  rule.bands.findLast((band) => band.fromAge <= ageOn(birth, date)) ?? null;
