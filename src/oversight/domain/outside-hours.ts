import { civilDateOf, wallTimeOf, weekdayOf } from '../../kernel/index.js';
import {
  exchangesOf,
  type Finding,
  type Hours,
  type ProfessionalDay,
  type Thresholds,
  within,
} from './finding.js';

/** One professional asked outside the hours in which partners work. Emergencies know no hours: each of them is reviewed anyway. */
export function outsideHours(of: ProfessionalDay, { hours }: Pick<Thresholds, 'hours'>): Finding | null {
  const outside = within(of, 1).filter(
    ({ askedAt, emergency }) => !emergency && !isWithinHours(askedAt, hours),
  );
  if (outside.length === 0) return null;
  return {
    ...{ rule: 'outside-hours', exchanges: exchangesOf(outside), counted: outside.length },
    ...{ threshold: 1, days: 1, hours },
  };
}

const isWithinHours = (instant: Date, { from, to, weekdays }: Hours): boolean => {
  const time = wallTimeOf(instant);
  return weekdays.includes(weekdayOf(civilDateOf(instant))) && time >= from && time < to;
};
