/** What is wrong with an answer leads to where it is made right; where there is nothing to choose it leads nowhere. */
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/consent/index.js';
import { purposeWordsFor } from '../../src/portal/pages/purpose-words.js';
import { questionPage } from '../../src/portal/pages/question-page.js';
import { loadCatalogue } from '../../src/purposes/index.js';
import { nothing, wordsFor } from '../../src/text/index.js';

const catalogue = await loadCatalogue('consent-schemas');
const words = wordsFor('nl');
const purpose = catalogue.current('vroegsignalering-zorgteam');
if (purpose === null) throw new Error('the purpose is offered');

const partners = (side: string, count: number) =>
  Array.from({ length: count }, (_, place) => ({ id: `prt_${side}${place}`, name: `${side} ${place}` }));

function pageOf(
  sources: number,
  recipients: number,
  chosen: { sources?: string[]; recipients?: string[] },
  signing: { canSign: boolean | null; aboutSigning?: boolean } = { canSign: null },
) {
  const [flow] = purpose?.flows ?? [];
  const question = {
    request: { id: 'req_1' },
    purpose,
    askedBy: { name: 'Testpartner' },
    explanation: '',
    flows: [
      {
        flow: flow?.id,
        sources: partners('sources', sources),
        recipients: partners('recipients', recipients),
      },
    ],
    notice: { language: 'nl', text: '# Tekst', hash: '' },
  } as unknown as Question;
  const { text } = questionPage(words, purposeWordsFor(catalogue, words, 'guardian'), {
    child: { id: 'chr_1', firstName: 'Testkind', as: 'guardian' } as never,
    question,
    guards: nothing,
    chosen: { fields: [], sources: [], recipients: [], ...chosen },
    fault: 'Er is iets mis.',
    ...signing,
  });
  return text;
}

describe('the summary of what is wrong with an answer', () => {
  it.each([
    { sources: 1, recipients: 2, chosen: {}, target: 'recipients' },
    { sources: 2, recipients: 1, chosen: {}, target: 'sources' },
    { sources: 2, recipients: 2, chosen: { recipients: ['prt_recipients0'] }, target: 'sources' },
    { sources: 1, recipients: 1, chosen: {}, target: null },
    { sources: 2, recipients: 1, chosen: { sources: ['prt_sources0'] }, target: null },
  ])(
    '$sources can send, $recipients can receive: leads to $target',
    ({ sources, recipients, chosen, target }) => {
      const page = pageOf(sources, recipients, chosen);
      expect(page).toContain('Er is iets mis.');
      const targets = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
      expect(targets).toEqual(target === null ? [] : [target]);
      for (const id of targets) expect(page).toContain(` id="${id}"`);
    },
  );

  it.each([
    { canSign: true, target: ['sign'] },
    { canSign: false, target: [] },
  ])('about a signature, with a passkey $canSign: leads to $target and to where passkeys are', (given) => {
    const page = pageOf(2, 2, {}, { canSign: given.canSign, aboutSigning: true });
    const alert = /role="alert"[\s\S]*?<\/div><\/div>/.exec(page)?.[0] ?? '';
    expect([...alert.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id)).toEqual(given.target);
    for (const id of given.target) expect(page).toContain(` id="${id}"`);
    expect(alert).toContain('href="/children/chr_1/passkeys"');
    expect(pageOf(2, 2, {}, { canSign: given.canSign })).not.toContain('href="#sign"');
  });
});
