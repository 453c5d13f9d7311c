import { exchangesOf, type Finding, type ProfessionalDay, type Thresholds, within } from './finding.js';

/** The hub refused one professional so many times in so many days. */
export function repeatedRefusals(
  of: ProfessionalDay,
  { refusals: { count, days } }: Pick<Thresholds, 'refusals'>,
): Finding | null {
  const refused = within(of, days).filter((request) => request.refused);
  if (refused.length < count) return null;
  return {
    ...{ rule: 'repeated-refusals', exchanges: exchangesOf(refused), counted: refused.length },
    ...{ threshold: count, days, hours: null },
  };
}
