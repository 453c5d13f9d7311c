import { describe, expect, it } from 'vitest';
import { sessionCookie } from '../../src/identity/index.js';
import { readerCookie, readerOf, remembering, wordsOf } from '../../src/pages/index.js';

const inSession = (secret: string, mark = '') => ({
  cookie: `${sessionCookie}=${secret}; ${readerCookie}=${mark}; __Host-kernhub-language=nl`,
});
const reply = { status: 200, headers: { Vary: 'Cookie' } };
const setIn = (secret: string, reader: 'adult' | 'young'): string =>
  String(remembering(reply, inSession(secret), reader).headers?.['Set-Cookie']);
const markIn = (secret: string, reader: 'adult' | 'young'): string =>
  /=([\w-]+);/.exec(setIn(secret, reader))?.[1] ?? '';

describe('who reads', () => {
  it('is known to later pages of the session, and changes the words', () => {
    const young = inSession('een', markIn('een', 'young'));
    expect(readerOf(young)).toBe('young');
    expect(wordsOf(young).say('frame.home')).toBe('Over mij');
    const adult = inSession('een', markIn('een', 'adult'));
    expect(readerOf(adult)).toBe('adult');
    expect(wordsOf(adult).say('frame.home')).toBe('Mijn kinderen');
  });

  it('is known in no other session, and to nobody without one', () => {
    const mark = markIn('een', 'young');
    for (const other of [
      inSession('twee', mark),
      inSession('', mark),
      { cookie: `${readerCookie}=${mark}` },
      {},
    ])
      expect(readerOf(other)).toBeNull();
    for (const made of ['young', 'adult', mark.slice(1), markIn('', 'young')])
      expect(readerOf(inSession('een', made))).toBeNull();
  });

  it('is kept in a cookie that no script reads, that says nothing, and that is set only where it changes', () => {
    expect(setIn('een', 'young')).toMatch(
      /^__Host-kernhub-reader=[\w-]{43}; Path=\/; Max-Age=28800; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(markIn('een', 'young')).not.toBe(markIn('twee', 'young'));
    const known = inSession('een', markIn('een', 'young'));
    expect(remembering(reply, known, 'young')).toBe(reply);
    expect(remembering(reply, known, 'adult').headers).toMatchObject({ Vary: 'Cookie' });
  });
});
