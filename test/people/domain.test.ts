import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountId, AuthorityKind, PartnerId, PersonId } from '../../src/contract/index.js';
import { standingFor, waitsForConfirmation } from '../../src/people/domain/authority.js';
import { codeOf, spelledCode } from '../../src/people/domain/code.js';
import type { PersonRecord } from '../../src/people/domain/facts.js';
import { recognise } from '../../src/people/domain/recognition.js';

const kinds: readonly AuthorityKind[] = [
  'joint',
  'single',
  'guardianship',
  'none',
  'not-determinable',
  'under-investigation',
];
const [school, jgz] = ['prt_school' as PartnerId, 'prt_jgz' as PartnerId];

describe('an assertion of authority', () => {
  it('works at once where it asks more persons or stops everything', () => {
    for (const before of [null, ...kinds]) {
      for (const kind of ['joint', 'not-determinable', 'under-investigation'] as const)
        expect(waitsForConfirmation(kind, before)).toBe(false);
    }
  });

  it('waits where it leaves someone out', () => {
    for (const before of [null, 'joint', 'not-determinable', 'under-investigation'] as const) {
      expect(waitsForConfirmation('single', before)).toBe(true);
      expect(waitsForConfirmation('guardianship', before)).toBe(true);
      expect(waitsForConfirmation('none', before)).toBe(before !== null);
    }
  });

  it('never lets a partner’s words alone reach a kind that leaves someone out, beyond a first none', () => {
    const word = fc.record({ kind: fc.constantFrom(...kinds), assertedBy: fc.constantFrom(school, jgz) });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12, size: 'max' }), (words) => {
        const asserted = words.map((each, order) => ({ ...each, order, confirmedOrder: null }));
        const standing = standingFor(school, asserted);
        const first = words.find((each) => each.assertedBy === school)?.kind;
        if (standing === 'none') expect(first).toBeDefined();
        expect(['single', 'guardianship']).not.toContain(standing);
      }),
    );
  });

  it('stands once it is confirmed, for every partner', () => {
    const asserted = [
      { kind: 'joint' as const, assertedBy: jgz, order: 1, confirmedOrder: null },
      { kind: 'single' as const, assertedBy: school, order: 2, confirmedOrder: 3 },
    ];
    expect([standingFor(school, asserted), standingFor(jgz, asserted)]).toEqual(['single', 'single']);
  });
});

describe('recognition', () => {
  const mother = 'acc_mother' as AccountId;
  const person = (id: string, changes: Partial<PersonRecord> = {}): PersonRecord => ({
    id: id as PersonId,
    standsAs: 'guardian',
    partner: school,
    account: null,
    sameAs: null,
    ...changes,
  });

  it('makes a new person of an account that is not known for the child', () => {
    const invited = person('a');
    expect(recognise(invited, mother, [invited, person('b', { account: 'acc_father' })])).toBeNull();
  });

  it('makes one person of two that different partners invited', () => {
    const invited = person('a', { partner: jgz });
    expect(recognise(invited, mother, [invited, person('b', { account: mother })])).toBe('b');
  });

  it('never makes one person of two that one partner invited, through an alias neither', () => {
    const invited = person('a');
    const direct = [invited, person('b', { account: mother })];
    expect(() => recognise(invited, mother, direct)).toThrow('another person');
    const alias = [
      invited,
      person('b', { account: mother, partner: jgz }),
      person('c', { account: mother, sameAs: 'b' as PersonId }),
    ];
    expect(() => recognise(invited, mother, alias)).toThrow('another person');
  });

  it('never makes a guardian the young person, nor two young persons of one child', () => {
    const young = person('a', { standsAs: 'young-person', partner: jgz });
    expect(() => recognise(young, mother, [young, person('b', { account: mother })])).toThrow('both');
    const other = person('b', { standsAs: 'young-person', account: 'acc_other' });
    expect(() => recognise(young, mother, [young, other])).toThrow('someone else');
  });
});

describe('a code on paper', () => {
  it('reads the same in any case and spacing, and with the letters that are mistaken for digits', () => {
    expect(codeOf(Uint8Array.from({ length: 16 }, (_, place) => place))).toBe('0123-4567-89AB-CDEF');
    expect(spelledCode(' ol23 4567-89ab cdef')).toBe('0123456789ABCDEF');
  });

  it('is spelled one way only whatever its letters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (random) => {
        const code = codeOf(random);
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(spelledCode(code.toLowerCase())).toBe(code.replaceAll('-', ''));
      }),
    );
  });
});
