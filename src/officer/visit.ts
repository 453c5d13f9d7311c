import type { Officer, Oversees, Reply } from '../contract/index.js';
import { type Browser, languageOf } from '../pages/index.js';
import { type ProblemWays, purposeWordsFor } from '../portal/index.js';
import { type Markup, type Words, wordsFor } from '../text/index.js';
import type { OfficerNeeds } from './needs.js';
import { officerWays } from './pages/surround.js';
import { type OfficerWords, officerLanguage, officerWords } from './words/index.js';

/** One officer who looks at a page: in which words, and what every page needs. */
export interface Visit {
  readonly caller: Officer;
  readonly words: Words;
  readonly own: OfficerWords;
  /** Whether this officer's duty allows it: of what it does not, no page shows a way there. */
  may(...oversees: Oversees): boolean;
  /** The title of a purpose, also of one that is no longer offered. */
  purpose(id: string): string;
  field(purpose: string, field: string): string;
  /** A time on the wall in Amsterdam. @param at RFC 3339 */
  moment(at: string): string;
  show(title: string, main: Markup, options: { readonly path: string; readonly status?: number }): Reply;
}

/** How a page says that it is one. */
export const page = {
  page: true,
  tag: 'Console',
  callers: ['officer'],
  problems: [],
  responses: { 200: 'text/html; charset=utf-8' },
} as const;

export function visitBy(
  { catalogue, frame, officerMay }: Pick<OfficerNeeds, 'catalogue' | 'frame' | 'officerMay'>,
  caller: Officer,
  browser: Browser,
): Visit {
  const words = officerReader(browser);
  const { language } = words;
  const { titleOf, field } = purposeWordsFor(catalogue, words, 'guardian');
  const may = (...oversees: Oversees): boolean => officerMay(caller, oversees);
  const ways = (read: Words) => officerWays(read, may);
  const moments = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'nl-NL', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Amsterdam',
  });
  return {
    caller,
    words,
    own: officerWords(language),
    may,
    purpose: titleOf,
    field,
    moment: (at) => moments.format(new Date(at)),
    show: (title, main, { path, status = 200 }) =>
      frame(status, { words, title, main, path, signedIn: true, browser, ways }),
  };
}

/** Whose words a page is in, also outside. */
export const officerReader = (browser: Browser): Words => wordsFor(officerLanguage(languageOf(browser)));

/** Where somebody is led who is not signed in here, or came to a page that is not there. */
export const officerProblemWays: ProblemWays = {
  signIn: '/officer/login',
  home: '/officer',
  words: officerReader,
};
