/** Terms of the AVG, in civil dates. */
import type { CivilDate } from '../../kernel/index.js';

/** An answer comes within one month; where that was said in the first, within two more. @see AVG art. 12(3) */
export const answerWithinMonths = 1;
export const extendedToMonths = 3;

/** The day so many months on; where that month is shorter, its last day (Regulation 1182/71, art. 3(2)(c)). */
export function monthsAfter(date: CivilDate, months: number): CivilDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return isoDate(Date.UTC(year, month + months - 1, Math.min(day, lastDay)));
}

export function daysAfter(date: CivilDate, days: number): CivilDate {
  return isoDate(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
}

const isoDate = (moment: number): CivilDate => new Date(moment).toISOString().slice(0, 10) as CivilDate;
