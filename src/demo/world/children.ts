import { type CivilDate, parseCivilDate } from '../../kernel/index.js';

/** An invented child with the numbers that partners keep it under. */
export interface Child {
  readonly name: string;
  readonly number: Readonly<Partial<Record<PartnerName, string>>>;
}

export type PartnerName = 'school' | 'jgz' | 'buurtteam' | 'samenwerkingsverband';

/** In the order of the data files: `child 1` there is `eight` here. */
export const children = {
  eight: {
    name: 'Testkind Acht',
    number: { school: '1001', jgz: 'J-2001', buurtteam: 'B-301', samenwerkingsverband: 'S-71' },
  },
  thirteen: { name: 'Testkind Dertien', number: { school: '1002', jgz: 'J-2002' } },
  sixteen: { name: 'Testkind Zestien', number: { school: '1003', jgz: 'J-2003', buurtteam: 'B-303' } },
  eleven: { name: 'Testkind Elf', number: { school: '1004', jgz: 'J-2004' } },
} as const satisfies Record<string, Child>;

export type ChildName = keyof typeof children;

/** Birth dates that make the children as old as their names say, and the last one twelve tomorrow. */
export function birthDatesFrom(today: CivilDate): Record<ChildName, CivilDate> {
  const tomorrow = dayFrom(today, 1);
  return {
    eight: yearsBefore(dayFrom(today, -150), 8),
    thirteen: yearsBefore(dayFrom(today, -200), 13),
    sixteen: yearsBefore(dayFrom(today, -120), 16),
    eleven: yearsBefore(tomorrow, 12),
  };
}

/** How many days from today until the birthday on which someone reaches an age. */
export function daysUntilAge(birth: CivilDate, age: number, today: CivilDate): number {
  const year = Number(birth.slice(0, 4)) + age;
  const birthday = Date.parse(`${year}-${birth.slice(5)}T00:00:00Z`);
  return Math.round((birthday - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}

export function dayFrom(date: CivilDate, days: number): CivilDate {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
  return parseCivilDate(moved.toISOString().slice(0, 10));
}

/** 29 February becomes the 28th in a year that has none. */
function yearsBefore(date: CivilDate, years: number): CivilDate {
  const year = Number(date.slice(0, 4)) - years;
  try {
    return parseCivilDate(`${year}${date.slice(4)}`);
  } catch {
    return parseCivilDate(`${year}-02-28`);
  }
}
