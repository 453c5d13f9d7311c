import { describe, expect, it } from 'vitest';
import { Hidings, hiddenUntil, hidingState } from '../../../src/exchange/domain/hiding.js';
import type { CivilDate } from '../../../src/kernel/index.js';

const day = (text: string): CivilDate => text as CivilDate;
const until = day('2026-03-08');
const word = (said: 'confirmed' | 'lifted', on: string) => ({ said, on: day(on) });

describe('an emergency that is hidden from the family', () => {
  it('is hidden for seven days in Amsterdam, whatever the hour', () => {
    expect(hiddenUntil(new Date('2026-03-01T08:00:00Z'))).toBe('2026-03-08');
    expect(hiddenUntil(new Date('2026-03-01T23:30:00Z'))).toBe('2026-03-09');
    expect(hiddenUntil(new Date('2026-03-25T12:00:00Z'))).toBe('2026-04-01');
  });

  it.each([
    ['hidden', null, '2026-03-07'],
    ['lapsed', null, '2026-03-08'],
    ['confirmed', word('confirmed', '2026-03-07'), '2027-01-01'],
    ['lifted', word('lifted', '2026-03-02'), '2026-03-02'],
    ['lapsed', word('confirmed', '2026-03-08'), '2026-03-09'],
  ] as const)('is %s where %j is said, on %s', (state, said, today) => {
    expect(hidingState({ until, word: said }, day(today))).toBe(state);
  });

  it('follows the entries of the log, the latest word last', () => {
    const hidings = new Hidings();
    const today = day('2026-03-02');
    hidings.add('exchange.permitted', { exchange: 'one', hiddenUntil: until });
    hidings.add('exchange.permitted', { exchange: 'other' });
    expect([hidings.hides('one', today), hidings.hides('other', today)]).toEqual([true, false]);
    hidings.add('exchange.reviewed', { exchange: 'one', hiding: 'confirmed', judgedOn: today });
    hidings.add('exchange.reviewed', { exchange: 'one', hiding: null, judgedOn: day('2026-03-03') });
    hidings.add('exchange.reviewed', { exchange: 'other', hiding: 'confirmed', judgedOn: today });
    const later = day('2027-01-01');
    expect([hidings.hides('one', later), hidings.hides('other', later)]).toEqual([true, false]);
    hidings.add('exchange.reviewed', { exchange: 'one', hiding: 'lifted', judgedOn: later });
    expect(hidings.hides('one', later)).toBe(false);
  });
});
