/** Terms of the AVG, in civil dates. */
import type { CivilDate } from '../../kernel/index.js';

/**
 * The day one month on; where that month is shorter, its last day (Regulation 1182/71, art. 3(2)(c)).
 *
 * @see AVG art. 12(3)
 */
export function monthAfter(date: CivilDate): CivilDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return isoDate(Date.UTC(year, month, Math.min(day, lastDay)));
}

export function daysAfter(date: CivilDate, days: number): CivilDate {
  return isoDate(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
}

const isoDate = (moment: number): CivilDate => new Date(moment).toISOString().slice(0, 10) as CivilDate;
