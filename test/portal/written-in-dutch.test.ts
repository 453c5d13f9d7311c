/** What stands in Dutch on a page in another language says so, for whoever has it read out. */
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/consent/index.js';
import type { OwnRightsRequest } from '../../src/contract/index.js';
import type { Access } from '../../src/exchange/index.js';
import { accessesPage } from '../../src/portal/pages/access-pages.js';
import { purposeWordsFor } from '../../src/portal/pages/purpose-words.js';
import { questionPage } from '../../src/portal/pages/question-page.js';
import { rightsPage } from '../../src/portal/pages/rights-pages.js';
import { loadCatalogue } from '../../src/purposes/index.js';
import { nothing, wordsFor } from '../../src/text/index.js';

const catalogue = await loadCatalogue('consent-schemas');
const words = wordsFor('ar');
const child = { id: 'chr_1', firstName: 'Testkind', as: 'guardian' } as never;
const purposeWords = purposeWordsFor(catalogue, words, 'guardian');

/** The tag around a text. */
const around = (page: string, text: string): string =>
  new RegExp(`<[^<>]*>(?=${text})`).exec(page)?.[0] ?? `nothing holds ${text}`;

describe('on a page in Arabic', () => {
  it('the reason that a partner wrote is Dutch, and so is a notice that there is in Dutch alone', () => {
    const purpose = catalogue.current('vroegsignalering-zorgteam');
    const question = {
      ...{ request: { id: 'req_1' }, purpose, askedBy: { name: 'Testpartner' }, flows: [] },
      explanation: 'Wij denken graag mee.',
      notice: { language: 'nl', text: 'Alles over delen.', hash: '' },
    } as unknown as Question;
    const { text: page } = questionPage(words, purposeWords, {
      ...{ child, question, guards: nothing, chosen: { fields: [], sources: [], recipients: [] } },
      ...{ fault: null, canSign: null },
    });
    expect(around(page, 'Wij denken graag mee')).toMatch(/^<blockquote .*dir="auto" lang="nl">$/);
    expect(page).toMatch(/<div lang="nl" dir="ltr"><p[^>]*>Alles over delen/);
  });

  it('an officer’s answer is Dutch; a person’s own words may be in any language', () => {
    const request = {
      ...{ id: 'rrq_1', child: 'chr_1', right: 'rectification', state: 'refused', partners: [] },
      ...{ requestedAt: '2026-11-01T12:00:00Z', answeredAt: '2026-11-20T12:00:00Z', dueOn: '2026-12-01' },
      explanation: 'Eigen woorden',
      refusal: { reason: 'Dat blijft zo.', article: 'AVG 16' },
      ...{ grant: null, extension: null },
    } as unknown as OwnRightsRequest;
    const { text: page } = rightsPage(words, { children: [], requests: [request], guards: () => nothing });
    expect(around(page, 'Dat blijft zo')).toContain('dir="auto" lang="nl"');
    expect(around(page, 'Eigen woorden')).toMatch(/^<blockquote class="kernhub-quote" dir="auto">$/);
  });

  it('the function of who asked is Dutch, a partner’s name is of no language', () => {
    const access = {
      ...{ id: 'acc_1', on: '2026-11-20', partner: 'De Regenboog', function: 'zorgcoördinator' },
      ...{ purpose: null, outcome: 'refused', fields: [], basis: null, review: null },
    } as unknown as Access;
    const timeline = { items: [access], next: null, first: true, filter: {}, team: [], purposes: [] };
    const { text: page } = accessesPage(words, child, timeline, purposeWords);
    expect(around(page, 'zorgcoördinator')).toBe('<span lang="nl" dir="auto">');
    expect(around(page, 'De Regenboog')).toBe('<bdi>');
  });
});
