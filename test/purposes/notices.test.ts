/** The words in which families are asked: short enough to read (B1), the same questions in every language, and never changed. */
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/purposes/index.js';

const catalogue = await loadCatalogue('consent-schemas');
const notices = catalogue.purposes().flatMap((purpose) =>
  catalogue.languages(purpose.id, purpose.version).map((language) => ({
    name: `${purpose.id}@${purpose.version}.${language}`,
    purpose,
    language,
    text: catalogue.notice(purpose.id, purpose.version, language)?.text ?? '',
  })),
);

/** Names of organisations, officials and one duty in the law are what they are; everything else has a shorter word. */
const names =
  /jeugdgezondheidszorg|jeugdverpleegkundige|samenwerkingsverband|leerplichtambtenaar|functionaris|gegevensbescherming|geheimhoudingsplicht|persoonsgegevens|neighbourhood/gi;
/** What a sentence may count in words, and a word in letters; averages as B1 texts have them. */
const limits = {
  nl: { sentence: 26, average: 10, word: 16, letters: 5.4 },
  en: { sentence: 26, average: 11, word: 14, letters: 4.8 },
} as const;

/** Headings and list items count as sentences; law in brackets is for the lawyer and is not read aloud. */
function sentencesOf(markdown: string): readonly (readonly string[])[] {
  const spoken = markdown.replaceAll(/\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '').replaceAll(/[*#]/g, '');
  return spoken
    .split(/(?<=[.?!:])\s+|\n+/)
    .map((sentence) => sentence.match(/[\p{L}\d'’-]+/gu) ?? [])
    .filter((words) => words.length > 0);
}

const average = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

describe('every notice', () => {
  it.each(notices)('$name is as easy to read as B1 asks', ({ language, text }) => {
    const limit = limits[language as keyof typeof limits];
    const sentences = sentencesOf(text);
    const words = sentences.flat();
    expect(average(sentences.map(({ length }) => length))).toBeLessThanOrEqual(limit.average);
    expect(average(words.map(({ length }) => length))).toBeLessThanOrEqual(limit.letters);
    expect(sentences.filter(({ length }) => length > limit.sentence).map((s) => s.join(' '))).toEqual([]);
    expect(words.filter((word) => word.replaceAll(names, '').length > limit.word)).toEqual([]);
  });

  it.each(notices)('$name says where to complain, what is never shared or done, and how long', (notice) => {
    const { text, language, purpose } = notice;
    expect(text).toContain('Autoriteit Persoonsgegevens');
    expect(text).toMatch(language === 'nl' ? /## Hoe lang/ : /## How long/);
    expect(text).toMatch(language === 'nl' ? /kost u niets/ : /costs you nothing/);
    if (purpose.emergency !== null) return;
    expect(text).toMatch(language === 'nl' ? /## Wat er nooit gedeeld wordt/ : /## What is never shared/);
    expect(text).toMatch(language === 'nl' ? /## Stoppen kan altijd/ : /## You can always stop/);
  });

  it.each(notices)('$name names each article under which it happens without consent', ({ text, purpose }) => {
    const free = purpose.flows.filter(({ basis }) => basis !== 'consent');
    for (const { article } of free) {
      const [law = ''] = article.split(/[;,]| en /);
      expect(text).toContain(law.trim());
    }
  });
});

describe('a translation', () => {
  it.each(notices.filter(({ language }) => language !== 'nl'))(
    '$name says that the Dutch text counts, and has the same parts as the Dutch',
    ({ purpose, text }) => {
      const dutch = catalogue.notice(purpose.id, purpose.version, 'nl')?.text ?? '';
      const partsOf = (markdown: string) => ({
        headings: markdown.match(/^#+ /gm),
        items: markdown.match(/^- /gm)?.length ?? 0,
        laws: markdown.match(/\([^()]*\d[^\n.]*?\)(?=[\s.])/g),
      });
      expect(text).toContain('the Dutch text counts');
      expect(partsOf(text)).toEqual(partsOf(dutch));
    },
  );
});

/** SHA-256 of texts that families may have decided on. A line is added here, never changed. */
const published = {
  'acute-veiligheid@1.nl': '_znSSzukF92kfPELzpRdskuD_sbehv5rnBy9gCUeu0Y',
  'jgz-afstemming@1.nl': '_gAxKk6lxQ-e0-7Lc5R4YMHsbCHlNIgg-gh35x07Ye8',
  'verzuim-thuiszitten@1.nl': 'ILYWrc9ZsMDGUN_UuJqIk45YHI4HkoSvqyxCyr3wfy0',
  'vroegsignalering-zorgteam@1.nl': 'Ws1WMPA2FY77v6HE4XsxmoTdgL6PR5PpqYBYj18-WS0',
};

describe('a published text', () => {
  it.each(Object.entries(published))(
    '%s is still what it was, whatever language came beside it',
    (name, hash) => {
      const [id = '', rest = ''] = name.split('@');
      const [version, language = ''] = rest.split('.');
      expect(catalogue.notice(id, Number(version), language)?.hash).toBe(hash);
    },
  );
});
