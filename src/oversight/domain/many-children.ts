import { exchangesOf, type Finding, type ProfessionalDay, type Thresholds, within } from './finding.js';

/** One professional asked about so many different children in so many days. */
export function manyChildren(
  of: ProfessionalDay,
  { children: { count, days } }: Pick<Thresholds, 'children'>,
): Finding | null {
  const asked = within(of, days);
  const counted = new Set(asked.map(({ subject }) => subject)).size;
  if (counted < count) return null;
  return {
    rule: 'many-children',
    exchanges: exchangesOf(asked),
    counted,
    threshold: count,
    days,
    hours: null,
  };
}
