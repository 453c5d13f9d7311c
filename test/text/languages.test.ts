import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLanguage, languages, preferredLanguage } from '../../src/text/index.js';

describe('the preferred language', () => {
  it.each([
    ['', 'nl'],
    ['*', 'nl'],
    ['de, fr;q=0.5', 'nl'],
    ['tr-TR,tr;q=0.9,en;q=0.8', 'tr'],
    ['en;q=0.3, uk;q=0.7', 'uk'],
    ['fr, AR-sy;q=0.4', 'ar'],
    ['pl;q=0, en', 'en'],
    ['pl;q=0', 'nl'],
    ['en, pl', 'en'],
    ['pl ; q=0.2 , ar ; q=0.9', 'ar'],
    ['constructor, __proto__', 'nl'],
  ])('for %j is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });

  it('is always one of ours, whatever a browser sends', () => {
    const range = fc.tuple(
      fc.oneof(fc.constantFrom(...languages, 'de', 'fr-FR', '*', 'zh-Hant-TW'), fc.string({ maxLength: 12 })),
      fc.oneof(fc.constantFrom('', ';q=1', ';q=0', ';q=0.5', ';q=2', ';q='), fc.string({ maxLength: 8 })),
    );
    const header = fc.oneof(
      fc.string({ maxLength: 2000, size: 'max' }),
      fc
        .array(range, { maxLength: 200, size: 'max' })
        .map((ranges) => ranges.map((one) => one.join('')).join(',')),
    );
    fc.assert(
      fc.property(header, (text) => {
        expect(isLanguage(preferredLanguage(text))).toBe(true);
      }),
    );
  });

  it('is the one asked for most', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...languages], { minLength: 2 }),
        fc.nat({ max: 1000 }),
        (wanted, seed) => {
          const ranges = wanted.map((language, place) => `${language};q=0.${9 - place}`);
          const turned = [...ranges.slice(seed % ranges.length), ...ranges.slice(0, seed % ranges.length)];
          expect(preferredLanguage(turned.join(', '))).toBe(wanted[0]);
        },
      ),
    );
  });
});
