import { createHmac } from 'node:crypto';
import type { Reply } from '../contract/index.js';
import { cookieNamed, sessionCookie, sessionSeconds, setCookie } from '../identity/index.js';
import { type Reader, type Words, wordsFor } from '../text/index.js';
import { type Browser, languageOf } from './forms.js';

/**
 * Whether a young person reads along, for pages that look nothing up: so that help and a page about a fault speak to them
 * too. It counts in the session that it was set in and says nothing outside of it.
 */
export const readerCookie = '__Host-kernhub-reader';

const readers: readonly Reader[] = ['adult', 'young'];

const markOf = ({ cookie }: Browser, reader: Reader): string =>
  createHmac('sha256', cookieNamed(cookie, sessionCookie) ?? '')
    .update(`kernhub/reader/v1/${reader}`)
    .digest('base64url');

/** Who reads in this session; null where no page has said so yet, and where nobody is signed in. */
export function readerOf(browser: Browser): Reader | null {
  if ((cookieNamed(browser.cookie, sessionCookie) ?? '') === '') return null;
  const mark = cookieNamed(browser.cookie, readerCookie);
  return readers.find((reader) => markOf(browser, reader) === mark) ?? null;
}

/** The words for whoever reads here: a young person where a page has said so, else an adult. */
export const wordsOf = (browser: Browser): Words =>
  wordsFor(languageOf(browser), readerOf(browser) ?? 'adult');

/** The same reply, which also tells the pages after it who reads. */
export const remembering = (reply: Reply, browser: Browser, reader: Reader): Reply =>
  readerOf(browser) === reader
    ? reply
    : {
        ...reply,
        headers: {
          ...reply.headers,
          'Set-Cookie': setCookie(readerCookie, markOf(browser, reader), sessionSeconds),
        },
      };
