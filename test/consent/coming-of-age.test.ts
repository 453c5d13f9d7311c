import { describe, expect, it } from 'vitest';
import { comingOfAge } from '../../src/consent/domain/coming-of-age.js';
import type { ConsentRule } from '../../src/contract/index.js';
import { parseCivilDate } from '../../src/kernel/index.js';

const rule = {
  version: '1',
  effectiveOn: '2026-01-01',
  bands: [
    { fromAge: 0, youngPerson: false, guardians: true },
    { fromAge: 12, youngPerson: true, guardians: true },
    { fromAge: 16, youngPerson: true, guardians: false },
  ],
} as unknown as ConsentRule;
const on = (birth: string, today: string) => comingOfAge(rule, parseCivilDate(birth), parseCivilDate(today));

describe('coming of age', () => {
  it('is told before and after the day from which on others decide', () => {
    expect(on('2014-12-24', '2026-11-28')).toEqual({
      age: 12,
      on: '2026-12-24',
      isPast: false,
      alone: false,
    });
    expect(on('2014-11-28', '2026-11-28')).toMatchObject({ age: 12, isPast: true });
    expect(on('2010-10-01', '2026-11-28')).toEqual({ age: 16, on: '2026-10-01', isPast: true, alone: true });
  });

  it('is told ninety days long on either side, and not at other birthdays', () => {
    expect(on('2014-06-01', '2026-03-03')).toMatchObject({ on: '2026-06-01' });
    expect(on('2014-06-01', '2026-03-02')).toBeNull();
    expect(on('2014-06-01', '2026-08-30')).toMatchObject({ isPast: true });
    expect(on('2014-06-01', '2026-08-31')).toBeNull();
    expect(on('2018-11-28', '2026-11-28')).toBeNull();
  });

  it('of who was born on a leap day is on the first of March', () => {
    expect(on('2010-02-28', '2026-02-20')?.on).toBe('2026-02-28');
    expect(on('2012-02-29', '2024-02-20')?.on).toBe('2024-02-29');
    expect(on('2014-02-28', '2026-02-28')?.on).toBe('2026-02-28');
    expect(on('2012-02-29', '2028-02-20')?.on).toBe('2028-02-29');
  });
});
