import { closed, oneOf, type Reply, type Route, route, Type } from '../contract/index.js';
import { safeReturn, setCookie } from '../identity/index.js';
import { type Browser, languageCookie, wordsOf } from '../pages/index.js';
import { languages } from '../text/index.js';
import type { PortalNeeds } from './needs.js';
import { accessibilityPage, helpPage, privacyPage } from './pages/help-pages.js';
import { signedOutPage, startPage } from './pages/start-page.js';

export const page = {
  page: true,
  tag: 'Pages',
  problems: [],
  responses: { 200: 'text/html; charset=utf-8' },
} as const;

/** Pages that are words and the address to write to. */
const help = [
  {
    path: '/help',
    summary: 'Help, contact, and what else there is to read',
    title: 'help.title',
    main: helpPage,
  },
  {
    path: '/help/accessibility',
    summary: 'The accessibility statement',
    title: 'accessibility.title',
    main: accessibilityPage,
  },
  { path: '/help/privacy', summary: 'The privacy notice', title: 'privacy.title', main: privacyPage },
] as const;

/** What everyone may see: what this is, help, and the choice of language. */
export const openRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/',
    callers: ['anyone'],
    summary: 'What this is, and the way in',
    handler: async (_caller, input) => {
      const words = wordsOf(input);
      return open(needs, input, '/', words.say('start.title'), startPage(words));
    },
  }),
  ...help.map(({ path, summary, title, main }) =>
    route({
      ...page,
      method: 'GET',
      path,
      callers: ['anyone'],
      summary,
      handler: async (_caller, input) => {
        const words = wordsOf(input);
        return open(needs, input, path, words.say(title), main(words, needs));
      },
    }),
  ),
  route({
    ...page,
    method: 'GET',
    path: '/signed-out',
    callers: ['anyone'],
    summary: 'After signing out',
    handler: async (_caller, input) => {
      const words = wordsOf(input);
      return open(needs, input, '/signed-out', words.say('start.signedOutTitle'), signedOutPage(words));
    },
  }),
  languageRoute,
];

function open(
  { frame }: PortalNeeds,
  browser: Browser,
  path: string,
  title: string,
  main: ReturnType<typeof startPage>,
): Reply {
  return frame(200, { words: wordsOf(browser), title, main, path, signedIn: false, browser });
}

const yearSeconds = 365 * 86_400;

/** Changes nothing but what this browser prefers to read. */
const languageRoute: Route = route({
  ...page,
  method: 'GET',
  path: '/language',
  callers: ['anyone'],
  summary: 'Choose the language of the pages',
  query: closed({
    to: oneOf(...languages),
    // As long as an address can be in which a list is searched.
    back: Type.String({ maxLength: 4_000 }),
  }),
  responses: { 303: null },
  handler: async (_caller, { query }) => ({
    status: 303,
    headers: {
      Location: safeReturn(query.back),
      'Set-Cookie': setCookie(languageCookie, query.to, yearSeconds),
    },
  }),
});
