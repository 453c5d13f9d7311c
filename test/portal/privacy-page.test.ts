/** What the privacy notice says is what the hub does: its terms are those of the rule, its cookies those that the pages set. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountYears } from '../../src/identity/index.js';
import { privacyPage } from '../../src/portal/pages/help-pages.js';
import { readRetentionRule } from '../../src/rights/index.js';
import { languages, wordsFor } from '../../src/text/index.js';
import { everyText } from '../text/every-text.js';

const retention = await readRetentionRule(null, 'consent-schemas');
const yearsOf = (name: string): number => {
  const years = retention.classes.find((one) => one.class === name)?.keep?.years;
  if (years === undefined) throw new Error(`nothing obliges to keep ${name}`);
  return years;
};
const readers = languages.flatMap((language) =>
  (['adult', 'young'] as const).map((reader) => ({ language, reader, words: wordsFor(language, reader) })),
);

describe.each(readers)('the privacy notice in $language for a reader who is $reader', ({ words }) => {
  const page = privacyPage(words, { contactEmail: 'hulp@kernhub.example', retention }).text;

  it('says how long things stay, by the rule by which they go', () => {
    const terms = [...page.matchAll(/<li>([^<]*)<\/li>/g)].map(([, term]) => term);
    const years = [...['access-log', 'consent-proof', 'operation'].map(yearsOf), accountYears];
    const said = years.map((number) => words.duration(`P${number}Y`));
    expect(terms).toEqual(said.map((duration) => expect.stringContaining(duration)));
    const other = structuredClone(retention) as { classes: { keep: { years: number } | null }[] };
    for (const { keep } of other.classes) if (keep !== null) keep.years = 17;
    const changed = privacyPage(words, { contactEmail: '', retention: other as typeof retention }).text;
    expect(changed.split(words.duration('P17Y')).length - 1).toBe(3);
  });

  it('names every cookie that this hub sets, and no other', () => {
    const named = [...page.matchAll(/<dt><code[^>]*>([^<]*)<\/code>/g)].map(([, name]) => name);
    expect(named.sort()).toEqual([...cookies].sort());
  });
});

/** As they stand in the source, wherever that is. */
const cookies = new Set(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('demo'))
    .flatMap(
      (file) => readFileSync(join('src', file), 'utf8').match(/__(?:Host|Secure)-[a-z-]+[a-z]/g) ?? [],
    ),
);

describe('how long things stay', () => {
  it('stands in no text as a number of its own', () => {
    const years = /\b\d+ (?:jaar|years?|yıl|lat|років)|\d+ (?:سنوات|سنة)/u;
    const found = languages.flatMap((language) =>
      everyText(language).filter(({ path, text }) => years.test(text) && !path.startsWith('duration.')),
    );
    expect(found).toEqual([]);
  });

  /** In words, as notices say it: so many years after a consent ended, which no purpose lets last longer than one. */
  const written = { vijf: 5, five: 5, beş: 5, خمس: 5, pięć: 5, 'п’ять': 5 };

  it('is in every notice what the rule makes of it', () => {
    const folder = 'consent-schemas/notices';
    for (const file of readdirSync(folder)) {
      const text = readFileSync(join(folder, file), 'utf8');
      const kept = text
        .split('\n')
        .filter((line) => /\b(bewaren|keep)\b|saklarız|نحتفظ|przechowujemy|зберігаємо/.test(line));
      const said = Object.entries(written).filter(([word]) =>
        kept.some((line) => line.includes(` ${word} `)),
      );
      expect(said.length, file).toBe(1);
      const years = file.startsWith('acute-veiligheid')
        ? yearsOf('access-log')
        : yearsOf('consent-proof') - 1;
      expect(said[0]?.[1], file).toBe(years);
    }
  });
});
