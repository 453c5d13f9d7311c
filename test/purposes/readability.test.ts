/** That a worried parent on an old phone understands it the first time, as far as counting can tell. */
import { describe, expect, it } from 'vitest';
import { type Limits, readabilityFaults, readabilityOf } from '../harness/readability.js';
import { audiences, labelTexts, languages, notices, roleTexts } from './texts.js';

const dutch = { averageWord: 5, longWords: 0.03, passive: 0.08, ease: 70 };
const limits: Readonly<Record<string, Limits>> = {
  'nl guardian': { averageSentence: 9, longestSentence: 22, ...dutch },
  'nl young-person': { averageSentence: 8, longestSentence: 18, ...dutch },
  'en guardian': { averageSentence: 9, longestSentence: 22, averageWord: 4.8 },
  'en young-person': { averageSentence: 8, longestSentence: 21, averageWord: 4.8 },
  /** Languages that put several words into one, or have no short words for *the* and *a*, have shorter sentences. */
  'tr guardian': { averageSentence: 8, longestSentence: 22 },
  'tr young-person': { averageSentence: 7, longestSentence: 20 },
  'ar guardian': { averageSentence: 8, longestSentence: 26 },
  'ar young-person': { averageSentence: 8, longestSentence: 26 },
  'pl guardian': { averageSentence: 9, longestSentence: 27 },
  'pl young-person': { averageSentence: 8, longestSentence: 26 },
  'uk guardian': { averageSentence: 9, longestSentence: 28 },
  'uk young-person': { averageSentence: 8, longestSentence: 27 },
};

describe('a notice', () => {
  it.each(notices)('$name is as easy to read as B1 asks', ({ language, audience, text }) => {
    expect(readabilityFaults(text, limits[`${language} ${audience}`] ?? {})).toEqual([]);
  });
});

describe('labels', () => {
  it.each(audiences)('for a %s are short and in plain words', (audience) => {
    for (const text of labelTexts('nl', audience)) {
      expect(readabilityFaults(text, { longestSentence: 22 }), text).toEqual([]);
    }
    expect(
      readabilityFaults(labelTexts('nl', audience).join('\n\n'), { ...dutch, averageSentence: 10 }),
    ).toEqual([]);
  });

  it('of the roles say in short sentences who that is', () => {
    const texts = roleTexts('nl');
    expect(
      readabilityFaults(texts.join('\n\n'), { averageSentence: 9, longestSentence: 18, longWords: 0.05 }),
    ).toEqual([]);
    for (const language of languages) {
      const all = roleTexts(language).join('\n\n');
      expect(readabilityFaults(all, { averageSentence: 10, longestSentence: 22 })).toEqual([]);
    }
  });
});

/** As an official would write the notice about youth health care. */
const official = `# Verstrekking van persoonsgegevens door de jeugdgezondheidszorg

Ingevolge artikel 6, eerste lid, onder a, van de Algemene verordening gegevensbescherming dient, alvorens bijzondere
persoonsgegevens omtrent de gezondheidstoestand van de betrokkene aan de onderwijsinstelling worden verstrekt, uitdrukkelijke
toestemming te worden verkregen van de gezagsdragers, welke toestemming te allen tijde door middel van een daartoe strekkende
mededeling kan worden ingetrokken. De verwerking geschiedt uitsluitend ten behoeve van het afstemmen van
ondersteuningsmogelijkheden binnen het onderwijsleerproces. Indien de toestemming wordt geweigerd, zullen daaraan jegens de
betrokkene geen rechtsgevolgen worden verbonden.`;

describe('the check', () => {
  it('finds an official text too hard by every measure', () => {
    const faults = readabilityFaults(official, limits['nl guardian'] ?? {});
    for (const measure of Object.keys(limits['nl guardian'] ?? {})) {
      expect(faults).toContainEqual(expect.stringContaining(`${measure}: `));
    }
    expect(faults).toEqual(
      expect.arrayContaining(['indien: write als', 'door middel van: write met', 'geschiedt: write gebeurt']),
    );
  });

  it.each([
    ['longestSentence', `Dit is kort. ${'Wij delen dat, '.repeat(8)}als u dat goed vindt.`],
    [
      'averageSentence',
      'De school wil graag op tijd hulp vragen en deelt dan een paar dingen over uw kind met u.',
    ],
    ['longWords', 'U krijgt hulp. De onderwijsinstelling geeft ondersteuningsmogelijkheden.'],
    ['passive', 'De vraag wordt gesteld. Dan wordt er gekozen. U mag nee zeggen.'],
    ['averageWord', 'Scholen informeren ouders zorgvuldig. Ouders beslissen gezamenlijk.'],
    ['ease', 'Organisaties informeren gezinnen individueel. Ouders adviseren kinderen.'],
  ] as const)('finds a text that is too hard by its %s alone', (measure, text) => {
    const { [measure]: limit = Number.NaN } = limits['nl guardian'] ?? {};
    expect(readabilityFaults(text, { [measure]: limit })).toEqual([expect.stringContaining(`${measure}: `)]);
  });

  it('finds an official word wherever it stands, and no part of another word', () => {
    expect(readabilityOf('Indien u dat wilt.').avoided).toEqual(['indien: write als']);
    expect(readabilityOf('Dat is reeds gedaan.').avoided).toEqual(['reeds: write al']);
    expect(readabilityOf('U ziet de bediening op de eerste pagina.').avoided).toEqual([]);
  });

  it('counts a heading and a list item as a sentence, and law in brackets not at all', () => {
    const { averageSentence, longestSentence } = readabilityOf(
      '# Mag dit?\n\n- Ja (AVG 6(1)(a) en verder).\n- Nee.\n',
    );
    expect([averageSentence, longestSentence]).toEqual([4 / 3, 2]);
  });
});
