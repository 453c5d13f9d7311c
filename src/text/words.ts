import i18next from 'i18next';
import type { CivilDate } from '../kernel/index.js';
import { directionOf, type Language } from './languages.js';
import type { Reader } from './reader.js';
import { texts } from './texts.js';
import type { TextKey } from './translation.js';

type Values = Readonly<Record<string, string | number>>;

/** What a screen says, in one language, to one kind of reader. */
export interface Words {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  /**
   * A text with its values filled in, numbers as the language writes them; `count` also chooses the plural form. Nothing is
   * escaped here: markup does that.
   */
  say(key: TextKey, values?: Values): string;
  /** A day in words, such as `25 november 2026`, as it is on the wall in Amsterdam. */
  day(date: CivilDate | Date): string;
  /** A day of every year, such as `1 oktober`. @param date as in ISO 8601-2: `--10-01` */
  dayOfYear(date: string): string;
  /** A time such as `P3M` (ISO 8601) in words, such as `3 maanden`. */
  duration(iso: string): string;
  /** Several things in one sentence, such as `a, b en c`. */
  list(items: readonly string[]): string;
}

const speaker = i18next.createInstance();
await speaker.init({
  resources: Object.fromEntries(
    Object.entries(texts).map(([language, translation]) => [language, { screens: translation }]),
  ),
  defaultNS: 'screens',
  fallbackLng: false,
  // Whatever is shown goes through markup, which escapes.
  interpolation: { escapeValue: false },
  returnEmptyString: false,
});

const made = new Map<string, Words>();

/** The words for a reader; made once for each language and kind of reader. */
export function wordsFor(language: Language, reader: Reader = 'adult'): Words {
  const name = `${language} ${reader}`;
  const known = made.get(name);
  if (known !== undefined) return known;
  const words = wordsOf(language, reader);
  made.set(name, words);
  return words;
}

function wordsOf(language: Language, reader: Reader): Words {
  const translate = speaker.getFixedT(language);
  const context = reader === 'young' ? { context: 'young' } : {};
  // Texts without values are looked up once: a page of fifty accesses says hundreds.
  const fixed = new Map<TextKey, string>();
  const days = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'long',
    timeZone: 'Europe/Amsterdam',
  });
  const daysOfYear = new Intl.DateTimeFormat(localeOf(language), {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const numbers = new Intl.NumberFormat(localeOf(language));
  /** Values as they stand in a text: numbers in the signs of the language, and each one whole. */
  const shown = (values: Values): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'number' ? numbers.format(value) : isolated(value, language),
      ]),
    );
  const lists = new Intl.ListFormat(localeOf(language), { type: 'conjunction' });
  const say: Words['say'] = (key, values) => {
    if (values !== undefined)
      return translate(key, { ...plural(values), replace: shown(values), ...context });
    const known = fixed.get(key) ?? translate(key, context);
    fixed.set(key, known);
    return known;
  };
  return {
    language,
    direction: directionOf(language),
    say,
    duration: (iso) =>
      lists.format(
        [...iso.matchAll(/(\d+)([YMDH])/g)].map(([, count, unit]) =>
          say(`duration.${units[unit as keyof typeof units]}`, { count: Number(count) }),
        ),
      ),
    dayOfYear: (date) => daysOfYear.format(new Date(`2000${date.slice(1)}T12:00:00Z`)),
    // Ukrainian shortens *of the year*: a full stop that would stand before that of the sentence.
    day: (date) =>
      days.format(typeof date === 'string' ? new Date(`${date}T12:00:00Z`) : date).replace(/р\.$/u, 'року'),
    list: (items) => lists.format(items),
  };
}

const units = { Y: 'years', M: 'months', D: 'days', H: 'hours' } as const;

/**
 * English as in Europe, the day before the month. Everywhere with the digits that are used here, so that a day reads the
 * same on a partner's paper.
 */
const localeOf = (language: Language): string => `${language === 'en' ? 'en-GB' : language}-u-nu-latn`;

/** Of all values only the count chooses a form. */
const plural = ({ count }: Values): { readonly count?: number } =>
  typeof count === 'number' ? { count } : {};

/** A name from left to right stays whole within a sentence from right to left (Unicode UAX 9, isolates). */
const isolated = (value: string, language: Language): string =>
  directionOf(language) === 'ltr' ? value : `\u2068${value}\u2069`;
