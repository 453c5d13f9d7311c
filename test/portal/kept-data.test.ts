import { describe, expect, it } from 'vitest';
import type { StopAnswer } from '../../src/exchange/index.js';
import { withdrawnPage } from '../../src/portal/pages/decision-pages.js';
import { languages, wordsFor } from '../../src/text/index.js';

/** As partners sign them (src/contract/stop-statements.ts). */
const grounds = ['legal-obligation', 'public-health', 'archiving', 'legal-claims', 'care-record'];

describe.each(languages)('why a partner still keeps data, in %s', (language) => {
  it('is said in words, each ground in its own', () => {
    const said = grounds.map((ground) => {
      const answer = { outcome: 'kept', ground, statement: 'a.b.c' };
      const answers = [{ partner: 'Testpartner', answer, isLate: false, dueOn: new Date() }];
      const child = { id: 'chr_1', firstName: 'Testkind', as: 'guardian' } as never;
      const page = withdrawnPage(wordsFor(language), child, answers as unknown as StopAnswer[]).text;
      expect(page).not.toContain(ground);
      return /<\/strong>\s*<p>([^<]*)<\/p>/.exec(page)?.[1] ?? '';
    });
    expect(new Set(said).size).toBe(grounds.length);
  });
});
