/** The Dutch of the screens is plain: level B1 as far as a computer can measure it. */
import { describe, expect, it } from 'vitest';
import { everyText } from './every-text.js';
import { readability, wordsOf } from './readability.js';

/** Official words that have an everyday one; after the list of the Dutch government's Direct Duidelijk. */
const avoided = [
  'aangaande',
  'aanvangen',
  'alsmede',
  'alvorens',
  'betreffende',
  'betrokkene',
  'conform',
  'derhalve',
  'desbetreffende',
  'dient',
  'dienen',
  'echter',
  'ex-artikel',
  'gegevensverwerking',
  'hetgeen',
  'hieromtrent',
  'indien',
  'inzake',
  'jegens',
  'krachtens',
  'middels',
  'mits',
  'nopens',
  'omtrent',
  'onderhavige',
  'reeds',
  'tenzij',
  'teneinde',
  'verstrekken',
  'verwerkingsverantwoordelijke',
  'voornoemde',
  'wederom',
  'welke',
  'zulks',
];

const texts = everyText('nl');

describe('readability', () => {
  it('counts words per sentence, values as words, labels not at all', () => {
    const measured = readability([
      'Dit is {{name}}. Dat zijn wij allemaal hier!',
      'Eén: twee foto’s hier.',
      'Label',
    ]);
    expect(measured.average).toBe((3 + 5 + 3) / 3);
    expect(measured.longest).toEqual({ words: 5, sentence: 'Dat zijn wij allemaal hier!' });
  });

  it('has nothing to say of labels alone', () => {
    expect(() => readability(['Label'])).toThrow('nothing to measure');
  });
});

describe('the Dutch of the screens', () => {
  it('has short sentences: seven words on average, never more than sixteen', () => {
    const { average, longest } = readability(texts.map(({ text }) => text));
    expect(average).toBeLessThan(7.5);
    expect(longest.words, longest.sentence).toBeLessThanOrEqual(16);
  });

  it('avoids official words', () => {
    const found = texts.flatMap(({ path, text }) =>
      wordsOf(text.toLowerCase())
        .filter((word) => avoided.includes(word))
        .map((word) => `${path}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  it('has no long words but names that a parent meets on paper', () => {
    const names = ['gegevensbescherming', 'jeugdgezondheidszorg'];
    const long = new Set(
      texts.flatMap(({ text }) => wordsOf(text)).filter((word) => word.length > 16 && !word.includes('{')),
    );
    expect([...long].sort()).toEqual(names);
  });

  it('says u to adults and je to young people, never both', () => {
    const toYoung = /\b(u|uw)\b/i;
    const toAdults = /\b(je|jij|jou|jouw)\b/i;
    const wrong = texts.filter(({ path, text }) => (path.endsWith('_young') ? toYoung : toAdults).test(text));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});
