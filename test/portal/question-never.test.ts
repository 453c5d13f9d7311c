/** What a question says is never shared is what the notice says on which this person decides, and differs per purpose. */
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/consent/index.js';
import type { Purpose } from '../../src/contract/index.js';
import { purposeWordsFor } from '../../src/portal/pages/purpose-words.js';
import { questionPage } from '../../src/portal/pages/question-page.js';
import { loadCatalogue, needsConsent, neverSharedIn } from '../../src/purposes/index.js';
import { type Language, languages, nothing, noticeMarkup, wordsFor } from '../../src/text/index.js';

const catalogue = await loadCatalogue('consent-schemas');
const asked = catalogue.purposes().filter(({ flows }) => flows.some(needsConsent));
const readers = ['guardian', 'young-person'] as const;

function pageOf(
  purpose: Purpose,
  language: Language,
  as: (typeof readers)[number],
  notice: Question['notice'],
) {
  const words = wordsFor(language, as === 'guardian' ? 'adult' : 'young');
  const partner = { id: 'prt_1', name: 'Testpartner' };
  const flows = purpose.flows
    .filter(needsConsent)
    .map(({ id }) => ({ flow: id, sources: [partner], recipients: [partner] }));
  const question = { request: { id: 'req_1' }, purpose, askedBy: partner, explanation: '', flows, notice };
  const { text } = questionPage(words, purposeWordsFor(catalogue, words, as), {
    child: { id: 'chr_1', firstName: 'Testkind', as } as never,
    question: question as unknown as Question,
    ...{ guards: nothing, chosen: { fields: [], sources: [], recipients: [] }, fault: null, canSign: null },
  });
  const fact = text.split('kernhub-fact"').find((part) => part.includes(words.say('question.never'))) ?? '';
  return { words, fact };
}

describe.each(readers)('a question to a %s', (as) => {
  it.each(languages)(
    'in %s says never what its notice says never, and that a yes goes no further',
    (language) => {
      for (const purpose of asked) {
        const notice = catalogue.noticeFor(purpose.id, purpose.version, language, as);
        const never = neverSharedIn(notice);
        if (never === null) throw new Error(`${purpose.id} says it in ${language}`);
        const { words, fact } = pageOf(purpose, language, as, notice);
        expect(fact).toContain(noticeMarkup(never).text);
        expect(fact).toContain(words.say('question.onlyAbove'));
        expect(fact).not.toContain('lang=');
      }
    },
  );
});

it('in a language without a notice says it in Dutch, and that it is Dutch', () => {
  const [purpose] = asked;
  if (purpose === undefined) throw new Error('something is asked');
  const notice = catalogue.noticeFor(purpose.id, purpose.version, 'nl', 'guardian');
  expect(pageOf(purpose, 'tr', 'guardian', notice).fact).toMatch(
    /<div lang="nl" dir="auto"><p[^>]*>Geen diagnose\./,
  );
});

it('of a notice that says nothing of it says how far a yes goes', () => {
  const [purpose] = asked;
  if (purpose === undefined) throw new Error('something is asked');
  const { fact, words } = pageOf(purpose, 'nl', 'guardian', { language: 'nl', text: '# Mag dit?', hash: '' });
  expect(fact).toContain(words.say('question.onlyAbove'));
  expect(fact).not.toContain('Geen');
});
