/** That a translation says what the Dutch says, part by part, in the script and with the signs of its own language. */
import { describe, expect, it } from 'vitest';
import { audiences, catalogue, labelTexts, languages, notices, roleTexts } from './texts.js';

const dutchCounts = {
  en: 'the Dutch text counts',
  tr: 'Hollandaca metin geçerlidir',
  ar: 'فالنص الهولندي هو المعتمد',
  pl: 'ważny jest tekst niderlandzki',
  uk: 'чинним є нідерландський текст',
};

/** What stays Dutch in every language, so that a reader recognises it on a door or a letter. */
const names = [
  'Autoriteit Persoonsgegevens',
  'Postbus',
  '2509 AJ',
  'Den Haag',
  'functionaris gegevensbescherming',
  'jeugdgezondheidszorg',
  'samenwerkingsverband',
  'leerplichtambtenaar',
  'ontwikkelingsperspectief',
  'expertisenetwerk',
  'jeugdarts',
  'buurtteam',
  'Leerplichtwet 21a',
  'Veilig Thuis',
  'Testkind',
  'Kernhub',
  'gezag',
  'groep',
  'klas',
  'havo',
  'JGZ',
  'GGD',
  'WPO 18a',
  'WPO 42',
  'AVG 6(1)(d)',
  '9(2)(c)',
];
const withoutNames = (text: string): string => names.reduce((rest, name) => rest.replaceAll(name, ''), text);

/** Words that no other of our languages has. */
const dutchWords =
  /\b(?:het|een|uw|niet|wordt|worden|zijn|hebben|geen|voor|waarom|ouders|gegevens|toestemming|delen|mogen|kunt)\b/i;
const scripts = { en: 'Latin', tr: 'Latin', pl: 'Latin', ar: 'Arabic', uk: 'Cyrillic' } as const;
type Translated = keyof typeof scripts;

/** Signs of the wrong script, Dutch that was left over, and what would be read from the wrong side. */
function faultsOf(language: Translated, text: string): readonly string[] {
  const faults: string[] = [];
  const own = withoutNames(text);
  const strange = own.match(new RegExp(`(?!\\p{Script=${scripts[language]}})\\p{L}+`, 'gu')) ?? [];
  if (strange.length > 0) faults.push(`another script: ${strange.join(' ')}`);
  const dutch = dutchWords.exec(own);
  if (dutch !== null) faults.push(`Dutch: ${dutch[0]}`);
  if (language === 'ar') faults.push(...arabicFaults(text));
  return faults;
}

const isolated = /⁦[^⁦⁩\n]*⁩/gu;

/**
 * Latin words keep their place within Arabic by themselves, unless digits or punctuation stand between or after them:
 * those are put between U+2066 and U+2069 (Unicode annex 9).
 */
function arabicFaults(text: string): readonly string[] {
  const faults: string[] = [];
  const open = text.replaceAll(isolated, '');
  if (/[\u2066-\u2069\u200e\u200f\u202a-\u202e]/u.test(open))
    faults.push('a sign of direction without its end');
  const western = /[,;?]/.exec(open.replaceAll(/\([A-Za-z]+, [A-Z]+\)|\p{Script=Arabic}، [a-z]+\)/gu, ''));
  if (western !== null) faults.push(`${western[0]} instead of its Arabic form`);
  const loose = /[A-Za-z][^\p{Script=Arabic}\n]*?[A-Za-z][^\p{Script=Arabic}\n]*?\d|\)\(|\d\(/u.exec(open);
  if (loose !== null) faults.push(`not isolated: ${loose[0]}`);
  return faults;
}

const translations = notices.filter(({ language }) => language !== 'nl');
const numbersIn = (text: string): readonly string[] => (text.match(/\d+/g) ?? []).toSorted();
const shapeOf = (markdown: string) =>
  markdown
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => /^(?:#+|-)(?= )/.exec(line)?.[0] ?? 'text');

describe('a translated notice', () => {
  it.each(translations)('$name says at its top, and only there, that the Dutch text counts', (notice) => {
    const { text, language } = notice;
    const [, , first = ''] = text.split('\n');
    expect(first).toMatch(/^\*.+\*$/);
    expect(first).toContain(dutchCounts[language as Translated]);
    expect(text.split(dutchCounts[language as Translated])).toHaveLength(2);
  });

  it.each(translations)('$name has the parts of the Dutch one, in its order, and its numbers', (notice) => {
    const { text, purpose, audience } = notice;
    const dutch = catalogue.notice(purpose.id, purpose.version, 'nl', audience)?.text ?? '';
    const [title, , ...rest] = shapeOf(text);
    expect([title, ...rest]).toEqual(shapeOf(dutch));
    expect(numbersIn(text)).toEqual(numbersIn(dutch));
    expect(text.match(/\*[^*\n]+\*/g)?.length).toBe((dutch.match(/\*[^*\n]+\*/g)?.length ?? 0) + 1);
    expect(text).not.toMatch(/[{}]/);
  });

  it.each(translations)('$name is in one language', ({ text, language }) => {
    expect(faultsOf(language as Translated, text)).toEqual([]);
  });
});

describe('translated labels', () => {
  it.each(languages.filter((language) => language !== 'nl'))(
    'in %s are in one language, and none is Dutch',
    (language) => {
      for (const audience of audiences) {
        const dutch = new Set(labelTexts('nl', audience).filter((text) => withoutNames(text) !== ''));
        const texts = labelTexts(language, audience);
        expect(texts.flatMap((text) => faultsOf(language as Translated, text))).toEqual([]);
        expect(texts.filter((text) => dutch.has(text) && !/^[\d-]+$/.test(text))).toEqual([]);
      }
      expect(roleTexts(language).flatMap((text) => faultsOf(language as Translated, text))).toEqual([]);
    },
  );

  it.each(languages.filter((language) => language !== 'nl'))(
    'in %s have their own title for every purpose',
    (language) => {
      const titles = catalogue.purposes().map(({ id }) => catalogue.labels(id, 1, language)?.title);
      expect(new Set(titles).size).toBe(catalogue.purposes().length);
    },
  );
});

describe('the check itself', () => {
  it.each([
    ['uk', 'Школа передает dane про дитину.', 'another script: dane'],
    ['pl', 'Szkoła передає dane.', 'another script: передає'],
    ['tr', 'Okul bilgi gönderir. Dat kost u niets, het mag.', 'Dutch: het'],
    ['ar', 'هل توافق? نعم.', '? instead of its Arabic form'],
    ['ar', 'القانون (WPO 18a) يقول ذلك.', null],
    ['ar', 'العنوان: Den Haag, Postbus 93374.', ', instead of its Arabic form'],
    ['ar', 'القانون (Wet op scholen 18) يقول.', 'another script: Wet op scholen'],
    ['ar', 'القانون \u2066AVG 6(1)(d) يقول.', 'a sign of direction without its end'],
    ['ar', 'القانون AVG 6(1)(d) يقول.', 'not isolated'],
  ] as const)('finds in %s: %s', (language, text, fault) => {
    const found = faultsOf(language, text);
    if (fault === null) expect(found.filter((one) => !one.startsWith('not isolated'))).toEqual([]);
    else expect(found.join('\n')).toContain(fault);
  });
});
