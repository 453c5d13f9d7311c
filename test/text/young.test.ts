/** Texts for children from twelve on: simpler than those for adults, in every language, and never as to a stranger. */
import { describe, expect, it } from 'vitest';
import { type Language, languages } from '../../src/text/index.js';
import { everyText, isPlural } from './every-text.js';
import { readability, wordsOf } from './readability.js';

/** How an adult is spoken to: forms that no text for a young person may have. */
const formal: Readonly<Partial<Record<Language, RegExp>>> = {
  nl: /(?<!\p{L})(u|uw)(?!\p{L})/iu,
  tr: /(?<!\p{L})(siz|sizi|size|sizin|sizden|sizinle)(?!\p{L})|\p{L}(s[ıiuü]n[ıiuü]z|[dt][ıiuü]n[ıiuü]z)(?!\p{L})/iu,
  ar: /\p{L}كم(?!\p{L})(?<!كم المدة)|\p{L}{2}وا(?!\p{L})|أنتم/u,
  pl: /(?<!\p{L})(Pan|Pani|Panu|Panią|Pana|prosz[ęe])(?!\p{L})/iu,
  uk: /(?<!\p{L})(ви|вам|вас|вами|ваш\p{L}*)(?!\p{L})|\p{L}(йте|йтеся|(?<!нав)іть|іться|єте|ите)(?!\p{L})/iu,
};

/** Said before anybody knows who reads. */
const toStrangers = ['start.signedOutTitle', 'start.signedOut', 'children.none', 'children.noneHow'];

describe.each(languages)('in %s', (language) => {
  const texts = new Map(everyText(language).map(({ path, text }) => [path, text]));
  const young = [...texts].filter(([path]) => path.endsWith('_young'));
  const adult = young.map(([path]) => texts.get(path.replace(/_young$/, '')) ?? '');

  it('what is said to young people is shorter than the same said to adults', () => {
    expect(young.length).toBeGreaterThan(150);
    const said = readability(young.map(([, text]) => text));
    expect(said.average).toBeLessThan(6);
    expect(said.average).toBeLessThan(readability(adult).average * 0.9);
    expect(said.longest.words, said.longest.sentence).toBeLessThanOrEqual(12);
  });

  it('a young person is spoken to as one of their own age', () => {
    const form = formal[language];
    expect(young.filter(([, text]) => form?.test(text) === true)).toEqual([]);
  });

  it('whatever says it to adults has another text for young people', () => {
    const form = formal[language];
    const alone = [...texts].filter(
      ([path, text]) =>
        form?.test(text) === true &&
        !path.endsWith('_young') &&
        !isPlural(path) &&
        !texts.has(`${path}_young`) &&
        !toStrangers.includes(path),
    );
    expect(alone.map(([path]) => path)).toEqual([]);
  });
});

describe('the Dutch for young people', () => {
  it('has no word of more than thirteen letters but the names of who looks after privacy', () => {
    const said = everyText('nl').filter(({ path }) => path.endsWith('_young'));
    const long = said.flatMap(({ text }) => wordsOf(text)).filter((word) => word.length > 13);
    expect([...new Set(long.filter((word) => !word.includes('{')))].sort()).toEqual([
      'Persoonsgegevens',
      'gegevensbescherming',
    ]);
  });

  it('does without words that children of twelve do not know', () => {
    const hard = [
      'aangaan',
      'ongemerkt',
      'toestemming',
      'versleuteld',
      'vernietigen',
      'onderteken',
      'intussen',
    ];
    const found = everyText('nl').filter(
      ({ path, text }) => path.endsWith('_young') && hard.some((word) => text.toLowerCase().includes(word)),
    );
    expect(found).toEqual([]);
  });
});
