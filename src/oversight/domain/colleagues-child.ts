import { exchangesOf, type Finding, type ProfessionalDay, within } from './finding.js';

/** One professional asked about a child of somebody who works at the same partner, as the partner's own system says. */
export function colleaguesChild(of: ProfessionalDay): Finding | null {
  const asked = within(of, 1).filter((request) => request.colleaguesChild);
  if (asked.length === 0) return null;
  return {
    ...{ rule: 'colleagues-child', exchanges: exchangesOf(asked), counted: asked.length },
    ...{ threshold: 1, days: 1, hours: null },
  };
}
