import {
  type Citizen,
  type Code,
  closed,
  HubError,
  problems,
  type Reply,
  type Route,
  route,
  Type,
} from '../contract/index.js';
import { type Browser, formGuards, guardFields, refuseForged } from '../pages/index.js';
import type { NamedChild } from '../people/index.js';
import { type Language, readerAmong, type TextKey, wordsFor } from '../text/index.js';
import type { PortalNeeds } from './needs.js';
import { page } from './open-routes.js';
import { type ChildWords, childrenPage } from './pages/children-pages.js';
import { codePage } from './pages/code-page.js';
import { purposeWordsFor } from './pages/purpose-words.js';
import { readingAs, readingHere } from './visit.js';

function childWordsFor({ catalogue }: PortalNeeds, language: Language, as: NamedChild['as']): ChildWords {
  const words = wordsFor(language, readerAmong([{ as }]));
  return { words, purposeWords: purposeWordsFor(catalogue, words, as) };
}

/** What was wrong with a code, in words; anything else is no fault of the code. */
const codeFaults: Readonly<Record<string, TextKey>> = {
  'not-found': 'code.wrong',
  'rate-limited': 'code.tooMany',
  'state-conflict': 'code.used',
};

export const familyRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/children',
    callers: ['citizen'],
    summary: 'The children for whom this person was recognised',
    handler: async ({ account }: Citizen, input) => {
      const children = await needs.people.children(account);
      const { words, show } = readingAs(readerAmong(children), needs, input);
      const main = childrenPage(words, children, (as) => childWordsFor(needs, words.language, as));
      return show(words.say('children.title'), main, { path: '/children' });
    },
  }),
  route({
    ...page,
    method: 'GET',
    path: '/code',
    callers: ['citizen'],
    summary: 'Enter the code of an invitation',
    handler: async (caller: Citizen, input) => codeForm(needs, caller, input, null),
  }),
  route({
    ...page,
    method: 'POST',
    path: '/code',
    callers: ['citizen'],
    summary: 'Redeem the code of an invitation',
    body: closed({
      ...guardFields,
      code: Type.String({ maxLength: 40 }),
    }),
    responses: {
      303: null,
      400: 'text/html; charset=utf-8',
      404: 'text/html; charset=utf-8',
      409: 'text/html; charset=utf-8',
      429: 'text/html; charset=utf-8',
    },
    handler: async (caller: Citizen, input) => {
      refuseForged(input, input.body.csrf);
      const code = input.body.code.trim();
      if (code === '')
        return codeForm(needs, caller, input, { key: 'code.empty', code: 'invalid-request', typed: '' });
      try {
        const { id } = await needs.people.redeem(caller, code);
        return { status: 303, headers: { Location: `/children/${id}` } };
      } catch (error) {
        const key = error instanceof HubError ? codeFaults[error.code] : undefined;
        if (!(error instanceof HubError) || key === undefined) throw error;
        const { retryAfterSeconds: retryAfter } = error.options;
        return codeForm(needs, caller, input, { key, code: error.code, typed: code, retryAfter });
      }
    },
  }),
];

interface Fault {
  readonly key: TextKey;
  readonly code: Code;
  /** To be shown again. */
  readonly typed: string;
  /** Seconds. */
  readonly retryAfter?: number | undefined;
}

async function codeForm(
  needs: PortalNeeds,
  caller: Citizen,
  browser: Browser,
  fault: Fault | null,
): Promise<Reply> {
  const { words, show } = await readingHere(needs, caller, browser);
  const shown = fault === null ? null : { words: words.say(fault.key), code: fault.code, typed: fault.typed };
  const main = codePage(words, formGuards(browser), shown);
  const status = fault === null ? 200 : problems[fault.code].status;
  const reply = show(words.say('code.title'), main, { status, path: '/code' });
  if (fault?.retryAfter === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, 'Retry-After': String(fault.retryAfter) } };
}
