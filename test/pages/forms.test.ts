import { describe, expect, it } from 'vitest';
import { sessionCookie } from '../../src/identity/index.js';
import { csrfOf } from '../../src/pages/forms.js';
import { formGuards, languageCookie, languageOf, refuseForged } from '../../src/pages/index.js';

const browser = (secret: string) => ({ cookie: `other=1; ${sessionCookie}=${secret}; ${languageCookie}=nl` });
const fieldIn = (markup: string, name: string): string =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]*)">`).exec(markup)?.[1] ?? '';

describe('the guards of a form', () => {
  it('tie it to its session: taken there, refused with any other and with anything made up', () => {
    const csrf = fieldIn(formGuards(browser('een')).text, 'csrf');
    expect(csrf).toMatch(/^[\w-]{43}$/);
    refuseForged(browser('een'), csrf);
    const forged = { code: 'origin-not-allowed' };
    for (const wrong of [
      '',
      'x',
      csrf.slice(1),
      `${csrf}A`,
      'A'.repeat(43),
      'é'.repeat(43),
      csrfOf(browser('twee')),
    ]) {
      expect(() => refuseForged(browser('een'), wrong), wrong).toThrow(expect.objectContaining(forged));
    }
    for (const other of [browser('twee'), browser(''), {}, { cookie: 'x' }]) {
      expect(() => refuseForged(other, csrf)).toThrow(expect.objectContaining(forged));
    }
  });

  it('do not tell the session, which is in no page', () => {
    expect(formGuards(browser('geheim-geheim')).text).not.toContain('geheim');
    expect(csrfOf(browser('een'))).not.toBe(csrfOf(browser('twee')));
  });

  it('make each form count once by itself: no two have the same `once`, and each is a key that the hub takes', () => {
    const made = Array.from({ length: 200 }, () => fieldIn(formGuards(browser('een')).text, 'once'));
    expect(new Set(made).size).toBe(200);
    for (const once of made) expect(once).toMatch(/^[A-Za-z0-9._~-]{8,128}$/);
  });
});

describe('the language of a page', () => {
  it('is the chosen one, else what the browser prefers, else Dutch', () => {
    const cookie = `${languageCookie}=tr`;
    expect(languageOf({ cookie, languages: 'en' })).toBe('tr');
    expect(languageOf({ cookie: `${languageCookie}=xx`, languages: 'pl, en;q=0.5' })).toBe('pl');
    expect(languageOf({ cookie: `${languageCookie}=__proto__` })).toBe('nl');
    expect(languageOf({})).toBe('nl');
  });
});
