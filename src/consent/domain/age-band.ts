import type { ConsentRule } from '../../contract/index.js';
import { ageOn, type CivilDate } from '../../kernel/index.js';

export type AgeBand = ConsentRule['bands'][number];

/** Whose say is asked. */
export type Asked = Pick<AgeBand, 'youngPerson' | 'guardians'>;

/** BW 1:233, where a rule does not say otherwise. */
const majority = 18;

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

/**
 * Whose say is asked on a date. For a young person who is incapable the guardians decide, as for a younger child (WGBO
 * 7:465), until they hold no authority any more.
 *
 * @param incapable null where that is disputed
 * @returns null where nobody can say whose say counts
 */
export function askedOn(
  rule: ConsentRule,
  birth: CivilDate,
  date: CivilDate,
  incapable: boolean | null,
): Asked | null {
  const band = bandOn(rule, birth, date);
  if (band === null || (band.youngPerson && incapable === null)) return null;
  const asked = band.youngPerson && incapable ? { youngPerson: false, guardians: true } : band;
  const tooOld = ageOn(birth, date) >= (rule.guardiansUntilAge ?? majority);
  return asked.guardians && tooOld ? null : asked;
}
