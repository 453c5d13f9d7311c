import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directionOf, languages, ownNames, type TextKey, wordsFor } from '../../src/text/index.js';
import { everyText, isPlural, keyOf } from './every-text.js';

const day = '2026-11-25' as Parameters<ReturnType<typeof wordsFor>['day']>[0];

/** Without the isolates around values. */
const bare = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, '');

describe('words', () => {
  it.each([
    { language: 'nl', said: '25 november 2026', list: 'a, b en c' },
    { language: 'en', said: '25 November 2026', list: 'a, b and c' },
    { language: 'tr', said: '25 Kasım 2026', list: 'a, b ve c' },
    { language: 'ar', said: '25 نوفمبر 2026', list: 'a وb وc' },
    { language: 'pl', said: '25 listopada 2026', list: 'a, b i c' },
    { language: 'uk', said: '25 листопада 2026 року', list: 'a, b і c' },
  ] as const)('in $language say days and lists as its readers do', ({ language, said, list }) => {
    const words = wordsFor(language);
    expect(words.language).toBe(language);
    expect(words.day(day).replaceAll(/\s/g, ' ')).toBe(said);
    expect(words.list(['a', 'b', 'c'])).toBe(list);
    expect(words.list(['a'])).toBe('a');
  });

  it.each([
    { language: 'nl', said: 'Er wachten 12.345 vragen op antwoord' },
    { language: 'en', said: '12,345 questions wait for an answer' },
    { language: 'tr', said: '12.345 soru cevap bekliyor' },
    { language: 'ar', said: '12,345 سؤالًا ينتظر الإجابة' },
    { language: 'pl', said: '12 345 pytań czeka na odpowiedź' },
    { language: 'uk', said: '12 345 запитань чекають на відповідь' },
  ] as const)('in $language write numbers as its readers do', ({ language, said }) => {
    const words = wordsFor(language);
    expect(words.say('children.waiting', { count: 12_345 }).replaceAll(/\s/g, ' ')).toBe(said);
  });

  it('say how long', () => {
    const { duration } = wordsFor('nl');
    expect(['P3M', 'P1Y', 'P1Y6M', 'PT24H'].map(duration)).toEqual([
      '3 maanden',
      '1 jaar',
      '1 jaar en 6 maanden',
      '24 uur',
    ]);
  });

  it.each(languages)('in %s take the day from the wall in Amsterdam', (language) => {
    const words = wordsFor(language);
    expect(words.day(new Date('2026-11-24T23:30:00Z'))).toBe(words.day(day));
    expect(words.day(new Date('2026-11-25T23:30:00Z'))).not.toBe(words.day(day));
    expect(words.day(new Date('2026-07-01T22:30:00Z'))).toBe(words.day(new Date('2026-07-02T12:00:00Z')));
  });

  it('run from right to left in Arabic only', () => {
    expect(languages.filter((language) => directionOf(language) === 'rtl')).toEqual(['ar']);
    expect(wordsFor('ar').direction).toBe('rtl');
    expect(wordsFor('pl').direction).toBe('ltr');
  });

  it('name every language differently', () => {
    expect(new Set(Object.values(ownNames)).size).toBe(languages.length);
  });

  it.each(languages)(
    'in %s are simpler for young people where such a text is, and the same elsewhere',
    (language) => {
      const texts = new Map(everyText(language).map(({ path, text }) => [path, text]));
      const adult = wordsFor(language);
      const young = wordsFor(language, 'young');
      const plain = [...texts].filter(([path]) => !isPlural(path) && !path.endsWith('_young'));
      expect(plain.length).toBeGreaterThan(100);
      for (const [path, text] of plain) {
        const values = Object.fromEntries(
          [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([all, name = '']) => [name, all]),
        );
        const key = path as TextKey;
        expect(bare(adult.say(key, values))).toBe(text);
        expect(bare(young.say(key, values))).toBe(texts.get(`${path}_young`) ?? text);
      }
    },
  );

  it.each(languages)('in %s have every key that a screen may say', (language) => {
    const keys = new Set(everyText('nl').map(({ path }) => keyOf(path)));
    const missing = [...keys].filter((key) => wordsFor(language).say(key as TextKey, { count: 1 }) === key);
    expect(missing).toEqual([]);
  });

  it('leave what a partner wrote as it is, whatever it holds', () => {
    const words = wordsFor('nl');
    const text = fc.oneof(
      fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
      fc.constantFrom('$t(frame.help)', '{{name}}', '$&', '$1', '<b>', '__proto__', '{{count, number}}'),
    );
    fc.assert(
      fc.property(text, (partner) => {
        expect(words.say('question.from', { partner })).toBe(`${partner} vraagt`);
      }),
    );
  });
});
