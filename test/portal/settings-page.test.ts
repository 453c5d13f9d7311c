import { describe, expect, it } from 'vitest';
import { settingsPage } from '../../src/portal/pages/settings-page.js';
import { languages, nothing, wordsFor } from '../../src/text/index.js';

describe.each(languages)('the choices about mail in %s', (language) => {
  const none = { guards: nothing, settings: null, addressFault: null, codeFault: null, typed: null };
  const { text: page } = settingsPage(wordsFor(language), none);

  it('stand each in a group that says what is chosen there', () => {
    const groups = [...page.matchAll(/<fieldset[\s\S]*?<\/fieldset>/g)].map(([group]) => group);
    const grouped = groups.map((group) => [...group.matchAll(/name="(\w+)"/g)].map(([, name]) => name));
    expect(grouped).toEqual([['topics', 'topics', 'topics'], ['withName']]);
    for (const group of groups) expect(group).toMatch(/<legend>[^<]+<\/legend>/);
    expect(page.match(/type="checkbox"/g)?.length).toBe(4);
  });
});
