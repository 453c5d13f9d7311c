/** An old decision is named in the words of the version that was decided on, whatever a later one calls it. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Purpose } from '../../src/contract/index.js';
import { decisionsPage } from '../../src/portal/pages/decision-pages.js';
import { purposeWordsFor } from '../../src/portal/pages/purpose-words.js';
import { receiptPage, receiptsPage } from '../../src/portal/pages/receipt-pages.js';
import type { Decided } from '../../src/portal/visit.js';
import { type Catalogue, loadCatalogue } from '../../src/purposes/index.js';
import { wordsFor } from '../../src/text/index.js';
import { temporaryFolder } from '../harness/folder.js';

const id = 'jgz-afstemming';
const words = wordsFor('nl');
const child = { id: 'chr_1', firstName: 'Testkind', as: 'guardian' } as never;

let catalogue: Catalogue;
let [title, label] = ['', ''];

/** The same catalogue with a second version of one purpose, of which the title and every label are others. */
beforeAll(async () => {
  const folder = join(await temporaryFolder('versions'), 'consent-schemas');
  await cp('consent-schemas', folder, { recursive: true });
  const first = JSON.parse(await readFile(join(folder, `purposes/${id}@1.json`), 'utf8')) as Purpose;
  const fields = first.fields.map((field) => ({ ...field, label: 'Hoe het later heet' }));
  const second = { ...first, version: 2, title: 'Een latere naam', fields };
  await writeFile(join(folder, `purposes/${id}@2.json`), JSON.stringify(second));
  await cp(join(folder, `notices/${id}@1.nl.md`), join(folder, `notices/${id}@2.nl.md`));
  catalogue = await loadCatalogue(folder);
  const labels = catalogue.labels(id, 1, 'nl');
  [title, label] = [labels?.title ?? '', labels?.fields.adviesVoorSchool?.label ?? ''];
});

const purposeWords = () => purposeWordsFor(catalogue, words, 'guardian');
const partner = { id: 'prt_1', name: 'Testorganisatie van toen' };
const flow = { sources: [partner], recipients: [partner], fields: ['adviesVoorSchool'] };

function expectVersionOfThen(page: string): void {
  expect(page).toContain(title);
  expect(page).not.toContain('Een latere naam');
  expect(page).not.toContain('Hoe het later heet');
}

describe('a decision on a first version, when a second is in force', () => {
  it('stands so among the own decisions, with the partners of then', () => {
    const decided = {
      request: { id: 'req_1' },
      purpose: catalogue.version(id, 1),
      askedBy: partner,
      // Nobody takes part any more.
      flows: [],
      own: {
        decision: {
          id: 'dec_1',
          choice: 'given',
          decidedAt: new Date(),
          channel: 'portal',
          withdrawalEntry: null,
        },
        ...{ state: 'given', recordedBy: null, flows: [flow] },
      },
      state: 'complete',
    } as unknown as Decided;
    const { text } = decisionsPage(words, child, { decided: [decided], answers: [] }, purposeWords());
    expectVersionOfThen(text);
    expect(text).toContain(label);
    expect(text).toContain('Van Testorganisatie van toen naar Testorganisatie van toen');
  });

  it('stands so in the list of receipts', () => {
    const summary = {
      id: 'rcp_1',
      event: 'consent.given',
      purpose: id,
      version: 1,
      on: '2026-01-05',
      recorded: null,
    };
    const { text } = receiptsPage(
      words,
      child,
      { items: [summary as never], next: null, first: true } as never,
      purposeWords(),
    );
    expectVersionOfThen(text);
  });

  it('stands so on its receipt', () => {
    const receipt = {
      id: 'rcp_1',
      record: { event: 'consent.given', on: '2026-01-05' },
      purpose: { id, version: 1 },
      processing: [{ ...flow, fields: [{ name: 'adviesVoorSchool' }] }],
      ledger: { inclusion: { index: 1, leaf: 'abc' } },
    };
    const { text } = receiptPage(words, child, receipt as never, purposeWords(), 'https://hub.example');
    expectVersionOfThen(text);
    expect(text).toContain(label);
  });
});
