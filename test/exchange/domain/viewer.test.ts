import { describe, expect, test } from 'vitest';
import { seesUntil } from '../../../src/exchange/domain/viewer.js';
import type { CivilDate } from '../../../src/kernel/index.js';

describe('what a person sees', () => {
  const person = 'per_one' as never;
  const facts = (birth: string, ...kinds: string[]) => ({
    birthDates: [{ date: birth as CivilDate, confirmed: false }],
    authorities: kinds.map((kind, order) => ({
      person,
      kind,
      order,
      confirmedOrder: kind === 'none' ? order : null,
    })),
    capacities: [] as { kind: 'capable' | 'incapable'; confirmedOrder: number | null }[],
  });
  const today = '2026-11-22' as CivilDate;
  test('is everything for a young person', () => {
    expect(seesUntil({ person, as: 'young-person' }, facts('2008-01-01'), today)).toBeNull();
  });
  test('is everything for a guardian with authority while the child is under 16', () => {
    expect(seesUntil({ person, as: 'guardian' }, facts('2010-11-23', 'joint'), today)).toBeNull();
  });
  test('ends for a guardian at the sixteenth birthday', () => {
    expect(seesUntil({ person, as: 'guardian' }, facts('2010-11-22', 'joint'), today)).toBe('2026-11-22');
    expect(seesUntil({ person, as: 'guardian' }, facts('2008-02-29', 'joint'), today)).toBe('2024-02-29');
  });
  test.each([[[]], [['joint', 'none']], [['under-investigation']]])(
    'is nothing for a guardian whose last authority is %j',
    (kinds) => {
      expect(seesUntil({ person, as: 'guardian' }, facts('2018-01-01', ...kinds), today)).toBe('nothing');
    },
  );
  test.each([
    ['single', 'joint', 'nothing'],
    ['guardianship', 'joint', 'nothing'],
    ['guardianship', 'guardianship', null],
  ])(
    'is, once another was confirmed to hold %s authority, for a guardian with %s: %j',
    (theirs, own, seen) => {
      const { authorities, ...rest } = facts('2018-01-01', own);
      const other = { person: 'per_two' as never, kind: theirs, order: 1 };
      const seenWith = (confirmedOrder: number | null, more: typeof authorities = []) => {
        const said = [...authorities, { ...other, confirmedOrder }, ...more];
        return seesUntil({ person, as: 'guardian' }, { ...rest, authorities: said }, today);
      };
      expect(seenWith(null)).toBeNull();
      expect(seenWith(2)).toBe(seen);
      expect(seenWith(2, [{ person, kind: own, order: 3, confirmedOrder: null }])).toBeNull();
    },
  );
  test('neither shrinks nor grows by a later birth date, until an officer confirms it', () => {
    const said = (date: string, confirmed = false) => ({ date: date as CivilDate, confirmed });
    const seen = (...birthDates: ReturnType<typeof said>[]) =>
      seesUntil({ person, as: 'guardian' }, { ...facts('', 'joint'), birthDates }, today);
    expect(seen(said('2018-01-01'), said('2004-01-01'))).toBeNull();
    expect(seen(said('2004-01-01'), said('2018-01-01'))).toBe('2020-01-01');
    expect(seen(said('2018-01-01'), said('2004-01-01'), said('2004-01-01', true))).toBe('2020-01-01');
    expect(seen(said('2004-01-01'), said('2018-01-01', true), said('2004-01-01'))).toBeNull();
  });
  test('goes on to the eighteenth birthday for a guardian of someone who was confirmed to be incapable', () => {
    const seen = (birth: string, ...capacities: ReturnType<typeof facts>['capacities']) =>
      seesUntil({ person, as: 'guardian' }, { ...facts(birth, 'joint'), capacities }, today);
    const incapable = { kind: 'incapable', confirmedOrder: 5 } as const;
    expect(seen('2009-11-22', { ...incapable, confirmedOrder: null })).toBe('2025-11-22');
    expect(seen('2009-11-22', incapable)).toBeNull();
    expect(seen('2009-11-22', incapable, { kind: 'capable', confirmedOrder: null })).toBeNull();
    expect(seen('2009-11-22', incapable, { kind: 'capable', confirmedOrder: 7 })).toBe('2025-11-22');
    expect(seen('2008-11-22', incapable)).toBe('2026-11-22');
  });
  test('does not shrink by an assertion that waits for confirmation', () => {
    const [joint, none] = facts('2018-01-01', 'joint', 'none').authorities;
    const authorities = [joint, { ...none, confirmedOrder: null }] as ReturnType<typeof facts>['authorities'];
    expect(seesUntil({ person, as: 'guardian' }, { ...facts('2018-01-01'), authorities }, today)).toBeNull();
  });
});
