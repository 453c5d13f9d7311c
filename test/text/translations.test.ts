/** What the compiler cannot see of a translation: values, script, words left in Dutch, plural forms that are never chosen. */
import { describe, expect, it } from 'vitest';
import { authoritative, type Language, languages, type TextKey, wordsFor } from '../../src/text/index.js';
import { everyText, isPlural, keyOf, placeholders, withoutForm, withoutPlaceholders } from './every-text.js';
import { readability } from './readability.js';

const translations = languages.filter((language) => language !== authoritative);
const dutch = new Map(everyText('nl').map(({ path, text }) => [path, text]));

/** The Dutch text that a translated one stands for: of plural forms the one for many. */
const dutchFor = (path: string): string => {
  const text = dutch.get(isPlural(path) ? `${withoutForm(path)}_other` : path);
  if (text === undefined) throw new Error(`no Dutch text for ${path}`);
  return text;
};

/** Texts that are the same word in both languages. */
const sameAsDutch: Readonly<Partial<Record<Language, readonly string[]>>> = {
  en: ['frame.homeStart', 'frame.menu', 'frame.privacy', 'help.contactTitle'],
  pl: ['frame.menu'],
};

/** Names that a parent meets on paper, and words of the trade that have no other form. */
const latinNames = [
  'Autoriteit Persoonsgegevens, Postbus 93374, 2509 AJ Den Haag',
  'functionaris gegevensbescherming',
  'jeugdgezondheidszorg',
  'buurtteam',
  'DigiD',
  'BSN',
  'kernhub verify receipt',
  'Kernhub',
  'WCAG',
  'AA',
  'JavaScript',
  '(CSV)',
  '(JSON)',
];

const own: readonly { language: Language; letters: RegExp }[] = [
  { language: 'ar', letters: /\p{Script=Arabic}/u },
  { language: 'uk', letters: /\p{Script=Cyrillic}/u },
];

describe.each(translations)('the texts in %s', (language) => {
  const texts = everyText(language);

  it('take the values of the Dutch ones; few things may be counted in a word', () => {
    const wrong = texts.filter(({ path, text }) => {
      const expected = placeholders(dutchFor(path));
      const given = placeholders(text);
      const inWords = /_(zero|one|two)$/.test(path) && !given.includes('count');
      return String(given) !== String(inWords ? expected.filter((name) => name !== 'count') : expected);
    });
    expect(wrong).toEqual([]);
  });

  it('are not left in Dutch', () => {
    const same = texts.filter(({ path, text }) => text === dutch.get(path) && /\p{L}/u.test(text));
    const untranslated = same.map(({ path }) => path);
    expect(untranslated.sort()).toEqual([...(sameAsDutch[language] ?? [])].sort());
  });

  it('end as the Dutch ones do: a question asks, a sentence has its full stop', () => {
    const ending = (text: string): string =>
      text
        .trim()
        .slice(-1)
        .replace('؟', '?')
        .replace(/[^.?:]/, '');
    const wrong = texts.filter(
      ({ path, text }) =>
        !isPlural(path) && ending(text) !== ending(dutchFor(path)) && ending(dutchFor(path)) !== '',
    );
    expect(wrong).toEqual([]);
  });

  it('have neither spaces too many nor empty places', () => {
    expect(texts.filter(({ text }) => text !== text.trim() || /\s\s/.test(text) || text === '')).toEqual([]);
  });

  it('have sentences about as short as the Dutch ones', () => {
    const { average, longest } = readability(texts.map(({ text }) => text));
    expect(average).toBeLessThan(7.5);
    expect(longest.words, longest.sentence).toBeLessThanOrEqual(18);
  });

  it('reach every plural form with a number', () => {
    const rules = new Intl.PluralRules(language);
    const counts = [...Array.from({ length: 200 }, (_, count) => count), 0.5, 1.5, 10.5];
    const words = wordsFor(language);
    const plurals = texts.filter(({ path }) => isPlural(path));
    expect(plurals.length).toBeGreaterThanOrEqual(10);
    for (const { path, text } of plurals) {
      const form = path.slice(withoutForm(path).length + 1);
      const count = counts.find((one) => rules.select(one) === form);
      if (count === undefined) throw new Error(`${path} is never said`);
      const shown = count.toLocaleString(`${language}-u-nu-latn`);
      expect(words.say(keyOf(path) as TextKey, { count })).toBe(text.replace('{{count}}', shown));
    }
  });
});

describe.each(own)('the script of $language', ({ language, letters }) => {
  const texts = everyText(language).map(({ path, text }) => ({ path, text: withoutPlaceholders(text) }));

  it('is its own in every text', () => {
    expect(texts.filter(({ text }) => !letters.test(text))).toEqual([]);
  });

  it('has Latin letters only in names', () => {
    const withoutNames = texts.map(({ path, text }) => ({
      path,
      text: latinNames.reduce((rest, name) => rest.replaceAll(name, ''), text),
    }));
    expect(withoutNames.filter(({ text }) => /\p{Script=Latin}/u.test(text))).toEqual([]);
  });
});

describe('letters that only one language has', () => {
  it.each([
    { language: 'tr', letters: /[ğışçöü]/, share: 0.6 },
    { language: 'pl', letters: /[ąćęłńóśźż]/, share: 0.6 },
    { language: 'uk', letters: /[іїєґ]/, share: 0.6 },
  ] as const)('are in most texts of $language', ({ language, letters, share }) => {
    const texts = everyText(language);
    const having = texts.filter(({ text }) => letters.test(text.toLowerCase()));
    expect(having.length / texts.length).toBeGreaterThan(share);
  });

  it('and no letter that Ukrainian lacks is in a Ukrainian text', () => {
    expect(everyText('uk').filter(({ text }) => /[ыэъё]/i.test(text))).toEqual([]);
  });

  it('and in Turkish no ending hangs on a value', () => {
    expect(everyText('tr').filter(({ text }) => /\}\}['’]?\p{L}/u.test(text))).toEqual([]);
  });
});
