import { describe, expect, it } from 'vitest';
import { guardiansAsOf } from '../../src/consent/domain/authority.js';
import { birthDateAsOf } from '../../src/consent/domain/birth-date.js';
import type { AuthorityFact, BirthDateFact } from '../../src/consent/domain/history.js';
import { isAsked } from '../../src/consent/domain/visibility.js';
import type { AuthorityKind, EntryId, PersonId } from '../../src/contract/index.js';
import { date, father, firstRule, jgz, mother, school } from './histories.js';

type Said = readonly [person: PersonId, kind: AuthorityKind, by?: typeof school, confirmedOrder?: number];

/** In the order said; orders 10, 20, 30… */
const facts = (...said: readonly Said[]): readonly AuthorityFact[] =>
  said.map(([invited, kind, assertedBy = school, confirmedOrder], index) => ({
    invited,
    kind,
    assertedBy,
    order: (index + 1) * 10,
    confirmedOrder: confirmedOrder ?? null,
    confirmationEntry: null,
    entry: `ent_${index}` as EntryId,
  }));
const guardians = (...said: readonly Said[]): readonly PersonId[] | null => {
  const found = guardiansAsOf({ authorities: facts(...said), merges: [] }, Number.POSITIVE_INFINITY);
  return found === null ? null : [...found].sort();
};
const third = 'per_third' as PersonId;
const both = [father, mother];

describe('the guardians with authority', () => {
  it.each<[string, readonly Said[], readonly PersonId[] | null]>([
    ['nobody said anything', [], null],
    [
      'two share it',
      [
        [mother, 'joint'],
        [father, 'joint'],
      ],
      both,
    ],
    ['one shares it with someone unknown', [[mother, 'joint']], null],
    ['single authority waits for confirmation', [[mother, 'single']], null],
    ['single authority is confirmed', [[mother, 'single', school, 15]], [mother]],
    [
      'a confirmed single parent rules out the other',
      [
        [mother, 'joint'],
        [father, 'joint'],
        [mother, 'single', school, 35],
      ],
      [mother],
    ],
    [
      'an unconfirmed loss changes nothing',
      [
        [mother, 'joint'],
        [father, 'joint'],
        [father, 'none'],
      ],
      both,
    ],
    [
      'a confirmed loss leaves the other',
      [
        [mother, 'joint'],
        [father, 'joint'],
        [father, 'none', school, 35],
      ],
      [mother],
    ],
    [
      'two partners contradict each other',
      [
        [mother, 'joint'],
        [father, 'joint'],
        [father, 'none', jgz],
      ],
      null,
    ],
    [
      'a second partner agrees',
      [
        [mother, 'joint'],
        [father, 'joint'],
        [father, 'joint', jgz],
      ],
      both,
    ],
    [
      'a partner claims single authority against another',
      [
        [mother, 'joint'],
        [father, 'joint'],
        [mother, 'single', jgz],
      ],
      null,
    ],
    [
      'one more person is named, at once',
      [
        [mother, 'joint'],
        [father, 'joint'],
        [third, 'joint'],
      ],
      [father, mother, third].sort(),
    ],
    [
      'it is under investigation',
      [
        [mother, 'joint'],
        [father, 'joint'],
        [father, 'under-investigation'],
      ],
      null,
    ],
    [
      'it cannot be determined',
      [
        [mother, 'joint'],
        [father, 'not-determinable'],
      ],
      null,
    ],
    [
      'an investigation is over, says who began it',
      [
        [mother, 'joint'],
        [father, 'under-investigation'],
        [father, 'joint'],
      ],
      both,
    ],
    [
      'an investigation is over, says another',
      [
        [mother, 'joint'],
        [father, 'under-investigation'],
        [father, 'joint', jgz],
      ],
      null,
    ],
    [
      'an investigation is lifted by confirmation',
      [
        [mother, 'joint'],
        [father, 'under-investigation'],
        [father, 'joint', school, 35],
      ],
      both,
    ],
    [
      'a second one claims it alone',
      [
        [mother, 'single', school, 15],
        [father, 'single'],
      ],
      null,
    ],
    [
      'a legal guardian beside parents waits',
      [
        [mother, 'joint'],
        [father, 'joint'],
        [third, 'guardianship'],
      ],
      null,
    ],
    [
      'a confirmed legal guardian replaces the parents',
      [
        [mother, 'joint'],
        [father, 'joint'],
        [third, 'guardianship', school, 35],
      ],
      [third],
    ],
    [
      'two legal guardians share it',
      [
        [third, 'guardianship', school, 15],
        [father, 'guardianship', school, 25],
      ],
      [father, third].sort(),
    ],
    [
      'authority comes back after a confirmed loss',
      [
        [mother, 'joint'],
        [father, 'none', school, 25],
        [father, 'joint'],
      ],
      both,
    ],
  ])('when %s', (_, said, expected) => {
    expect(guardians(...said)).toEqual(expected === null ? null : [...expected].sort());
  });

  it('are those known at that point of the ledger, not later', () => {
    const authorities = facts([mother, 'joint'], [father, 'joint'], [father, 'none', school, 35]);
    const history = { authorities, merges: [] };
    expect(guardiansAsOf(history, 15)).toBeNull();
    expect(guardiansAsOf(history, 34)?.size).toBe(2);
    expect(guardiansAsOf(history, 35)?.size).toBe(1);
  });
});

describe('someone who was invited twice', () => {
  const authorities = facts([mother, 'joint'], [father, 'joint'], [third, 'joint', jgz]);
  const history = { authorities, merges: [{ person: third, sameAs: mother, order: 40 }] };

  it('counts twice before anyone knows, and once from then on', () => {
    expect(guardiansAsOf(history, 39)?.size).toBe(3);
    expect([...(guardiansAsOf(history, 40) ?? [])].sort()).toEqual(both);
  });
});

describe('the birth date', () => {
  const said = (...dates: readonly (readonly [string, boolean])[]): readonly BirthDateFact[] =>
    dates.map(([text, confirmed], index) => ({
      date: date(text),
      confirmed,
      assertedBy: school,
      order: index + 1,
      entry: `ent_${index}` as EntryId,
    }));
  const known = (...dates: readonly (readonly [string, boolean])[]) =>
    birthDateAsOf(said(...dates), Number.POSITIVE_INFINITY);

  it('stands when everyone says the same', () => {
    expect(known(['2015-01-01', false], ['2015-01-01', false])).toBe('2015-01-01');
  });
  it('is not known while two contradict each other, whichever is earlier', () => {
    expect(known(['2015-01-01', false], ['2013-01-01', false])).toBeNull();
    expect(known(['2013-01-01', false], ['2015-01-01', false])).toBeNull();
  });
  it('of a later word neither shows a sixteen-year-old’s questions to a parent nor hides a child’s', () => {
    const asked = (as: 'guardian' | 'young-person', ...dates: readonly (readonly [string, boolean])[]) => {
      const authorities = facts([mother, 'joint']);
      const history = {
        birthDates: said(...dates),
        youngPerson: third,
        recognitions: [],
        authorities,
        capacities: [],
        merges: [],
      };
      return isAsked(history, [firstRule], date('2026-11-22'), as === 'guardian' ? mother : third, as);
    };
    const [eight, seventeen] = [
      ['2018-01-01', false],
      ['2009-01-01', false],
    ] as const;
    expect([asked('guardian', seventeen, eight), asked('young-person', seventeen, eight)]).toEqual([
      false,
      true,
    ]);
    expect([asked('guardian', eight, seventeen), asked('young-person', eight, seventeen)]).toEqual([
      true,
      false,
    ]);
    const settled = ['2009-01-01', true] as const;
    expect([asked('guardian', eight, settled), asked('young-person', eight, settled)]).toEqual([false, true]);
  });
  it('is settled by a confirmation, until someone contradicts that', () => {
    expect(known(['2015-01-01', false], ['2013-01-01', false], ['2013-01-01', true])).toBe('2013-01-01');
    expect(known(['2013-01-01', true], ['2015-01-01', false])).toBeNull();
  });
});
