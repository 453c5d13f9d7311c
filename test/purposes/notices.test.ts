/** What each notice says, in every language and for both audiences, and that a published one is never changed. */
import { describe, expect, it } from 'vitest';
import { catalogue, languages, notices } from './texts.js';

const costsNothing = {
  nl: /kost (?:u|je) niets/,
  en: /costs you nothing/,
  tr: /hiçbir zararı olmaz/,
  ar: /لا تخسر شيئًا|لن تخسر شيئًا/,
  pl: /nic (?:Państwa|cię) nie kosztuje/,
  uk: /нічого не коштує/,
};
/** As the pages call themselves: what ends a consent, and where rights are. */
const pages = {
  nl: ['*Wat ik heb gekozen*', '*Stoppen*', '*Mijn rechten*'],
  en: ['*What I chose*', '*Stop*', '*My rights*'],
  tr: ['*Neyi seçtim*', '*Durdur*', '*Haklarım*'],
  ar: ['*ما اخترته*', '*إيقاف*', '*حقوقي*'],
  pl: ['*Moje wybory*', '*Zatrzymaj*', '*Moje prawa*'],
  uk: ['*Мій вибір*', '*Зупинити*', '*Мої права*'],
};
const explicitly = {
  nl: 'uitdrukkelijke toestemming',
  en: 'explicit permission',
  tr: 'açık izin',
  ar: 'موافقتك الصريحة',
  pl: 'wyraźną zgodę',
  uk: 'явної згоди',
};
const officer = { nl: 'functionaris gegevensbescherming', en: 'data protection officer' };

it('every purpose has a notice in all six languages, for guardians and for young people', () => {
  for (const { id, version } of catalogue.purposes()) {
    for (const audience of ['guardian', 'young-person'] as const) {
      expect(catalogue.languages(id, version, audience).toSorted()).toEqual(languages.toSorted());
    }
  }
});

describe('every notice', () => {
  it.each(notices)('$name says how to stop, what one may ask, and where to complain', (notice) => {
    const { text, language, purpose } = notice;
    const [chosen = '', stop = '', rights = ''] = pages[language];
    expect(text).toContain(rights);
    expect(text).toContain('Autoriteit Persoonsgegevens');
    expect(text).toContain('Postbus 93374, 2509 AJ Den Haag');
    expect(text).toContain(language === 'en' ? officer.en : officer.nl);
    if (purpose.emergency !== null) return;
    expect(text).toContain(chosen);
    expect(text).toContain(stop);
    expect(text).toMatch(costsNothing[language]);
  });

  it.each(notices)(
    '$name asks explicitly where the data can be about health',
    ({ text, language, purpose }) => {
      const asksHealth = purpose.flows.some(
        ({ basis, fields }) =>
          basis === 'consent' && purpose.fields.some(({ name, health }) => health && fields.includes(name)),
      );
      expect(text.includes(explicitly[language])).toBe(asksHealth);
    },
  );

  it.each(notices)('$name names each article under which it happens without consent', ({ text, purpose }) => {
    const free = purpose.flows.filter(({ basis }) => basis !== 'consent');
    for (const { article } of free) {
      const [law = ''] = article.split(/[;,]| en /);
      expect(text).toContain(law.trim());
    }
  });
});

const dutchYoung = notices.filter(({ language, audience }) => language === 'nl' && audience !== 'guardian');

describe('a notice for young people', () => {
  it.each(dutchYoung)(
    '$name speaks to them, and is shorter than the one for guardians',
    ({ text, purpose }) => {
      const guardians = catalogue.notice(purpose.id, purpose.version, 'nl')?.text ?? '';
      expect(text).not.toMatch(/\b(?:u|uw)\b|\buw kind\b/i);
      expect(text).toMatch(/\b(?:je|jij|jou|jouw)\b/);
      expect(text.length).toBeLessThan(guardians.length);
    },
  );

  it.each(dutchYoung)(
    '$name says who answers for the data, and from which age one decides alone',
    (notice) => {
      expect(notice.text).toContain(
        'Wie iets stuurt, is daar verantwoordelijk voor. Wie het krijgt, daarna ook.',
      );
      if (notice.purpose.emergency !== null) return;
      expect(notice.text).toMatch(/12 tot en met 15\?.*allemaal ja/);
      expect(notice.text).toContain('Ben je 16 of ouder? Dan beslis jij alleen.');
    },
  );
});

/** SHA-256 of texts that families may have decided on. A line is added here, never changed. */
const published = {
  'aansluiting-specialistische-hulp@1.en': '3gDuq5EDuS4JJY1tqkEINW2Vx5HCSYcFJx4um6lWgIw',
  'aansluiting-specialistische-hulp@1.nl': 'FdY5mRKxmEPtADheYZLg_J6osCTGHm37Urb4q75BZF4',
  'acute-veiligheid@1.en': 'syUl-5wqcHSQHd9Mc9dAFdFqijQCQRatb2SGAGxQIPg',
  'acute-veiligheid@1.nl': '_znSSzukF92kfPELzpRdskuD_sbehv5rnBy9gCUeu0Y',
  'gezinsondersteuning-buurtteam@1.en': 'ATP659m-k5aHRBsFXQujYOil6XU0As2DHmF_TTAxULc',
  'gezinsondersteuning-buurtteam@1.nl': 'oANXW9Gt3SIwBojd131AKOxgZcWESEIW7zuxAh-3wQU',
  'jgz-afstemming@1.en': '6edLhinUKhTrr6ysUnzaotJgm7jf9j1h2r_kwf6wchU',
  'jgz-afstemming@1.nl': '_gAxKk6lxQ-e0-7Lc5R4YMHsbCHlNIgg-gh35x07Ye8',
  'ondersteuning-passend-onderwijs@1.en': 'vblnzQATE5dfNaMsitlCQdiKf8rV74JSyromfEgNL54',
  'ondersteuning-passend-onderwijs@1.nl': 'BYg0UoIrlIeabPQqD8iyIn94ZQeOnOcK98-CxbugeCQ',
  'overgang-po-vo@1.en': '5CBxZvNoFQj-1eZeWuvrC0D4a95Uu4DTOFdWZ4vJrmI',
  'overgang-po-vo@1.nl': 'ZTbTZrNkIc1cNQ7KdVicz5amRz4xNCV9Fi4DAYqpMGI',
  'toeleiding-sociale-basis@1.en': 'BvplLcllQN8Eqc_TX7_bSHWSkpUXBdNzvKk9IZryheo',
  'toeleiding-sociale-basis@1.nl': 'mGhCUxe7l_2UFrUABX9eBzMBjATHc4jh_NuEE4oqIGE',
  'verzuim-thuiszitten@1.en': 'uVLTODMneA72c-TSy3bBOzyV6WiBKHLmuhmzfBDTPlI',
  'verzuim-thuiszitten@1.nl': 'ILYWrc9ZsMDGUN_UuJqIk45YHI4HkoSvqyxCyr3wfy0',
  'vroegsignalering-zorgteam@1.en': 'Ij6zON9checWfJnCCCFcOUpxM6qreJVNhBpTwd7mbx8',
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
