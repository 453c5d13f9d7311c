/** What a child's page says of a birthday from which others decide: what will be before the day, what is the case after it. */
import { describe, expect, it } from 'vitest';
import type { ComingOfAge } from '../../src/consent/index.js';
import { parseCivilDate } from '../../src/kernel/index.js';
import { childPage } from '../../src/portal/pages/children-pages.js';
import { purposeWordsFor } from '../../src/portal/pages/purpose-words.js';
import { loadCatalogue } from '../../src/purposes/index.js';
import { type Language, languages, type Reader, wordsFor } from '../../src/text/index.js';

const catalogue = await loadCatalogue('consent-schemas');

function noteOn(reader: Reader, birthday: Omit<ComingOfAge, 'on'>, language: Language = 'nl'): string {
  const as = reader === 'young' ? 'young-person' : 'guardian';
  const words = wordsFor(language, reader);
  const child = { id: 'chr_1', firstName: 'Testkind', as } as never;
  const on = parseCivilDate('2026-11-28');
  const seen = { questions: [], birthday: { ...birthday, on } };
  const { text } = childPage(words, child, seen, purposeWordsFor(catalogue, words, as));
  return /<section[\s\S]*?<\/section>/.exec(text)?.[0].replaceAll(/<[^>]*>\s*/g, '') ?? '';
}

const joins = { age: 12, alone: false };
const alone = { age: 16, alone: true };
/** What is not the case yet. */
const toCome = /\b(wordt|vanaf|stopt|daarna|dan zelf|telt dan|tellen dan)\b/i;

describe('a birthday from which on others decide', () => {
  it.each([
    { who: 'a guardian', reader: 'adult', birthday: joins, says: 'Wat nu loopt, stopt op die dag vanzelf.' },
    {
      who: 'a guardian',
      reader: 'adult',
      birthday: alone,
      says: 'Uw eerdere antwoorden tellen dan niet meer.',
    },
    {
      who: 'the young person',
      reader: 'young',
      birthday: joins,
      says: 'Wat nu gedeeld wordt, stopt op die dag.',
    },
    {
      who: 'the young person',
      reader: 'young',
      birthday: alone,
      says: 'Wat anderen kozen, telt dan niet meer.',
    },
  ] as const)('of $birthday.age is told to $who before it: what will be', ({ reader, birthday, says }) => {
    const note = noteOn(reader, { ...birthday, isPast: false });
    expect(note).toContain('Vanaf 28 november 2026');
    expect(note).toContain(says);
    expect(note).not.toMatch(/Sinds|gestopt|stopte|is nu|bent nu/);
  });

  it.each([
    { who: 'a guardian', reader: 'adult', birthday: joins, says: 'Wat al liep, is op die dag gestopt.' },
    { who: 'a guardian', reader: 'adult', birthday: alone, says: 'Uw eerdere antwoorden tellen niet meer.' },
    {
      who: 'the young person',
      reader: 'young',
      birthday: joins,
      says: 'Wat al liep, is op die dag gestopt.',
    },
    { who: 'the young person', reader: 'young', birthday: alone, says: 'Wat anderen kozen, telt niet meer.' },
  ] as const)('of $birthday.age is told to $who after it: what is', ({ reader, birthday, says }) => {
    const note = noteOn(reader, { ...birthday, isPast: true });
    expect(note).toContain('Sinds 28 november 2026');
    expect(note).toContain(says);
    expect(note.replace('Dan wordt er niets gedeeld.', '').replace('Er wordt pas gedeeld', '')).not.toMatch(
      toCome,
    );
  });

  it.each(languages)(
    'reads differently before and after in %s, in every sentence that time changes',
    (language) => {
      for (const reader of ['adult', 'young'] as const) {
        for (const birthday of [joins, alone]) {
          const [before, after] = [false, true].map((isPast) =>
            noteOn(reader, { ...birthday, isPast }, language),
          );
          expect(after).not.toBe(before);
          expect(after?.length).toBeGreaterThan(80);
        }
      }
    },
  );
});
