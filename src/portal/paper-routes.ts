/** The paper that a person took home: what was written down, stopping it without a login, confirming it with one. */
import {
  type Citizen,
  closed,
  HubError,
  problems,
  type Reply,
  type Route,
  route,
  Type,
} from '../contract/index.js';
import { type Browser, formGuards, guardFields, languageOf, refuseForged, wordsOf } from '../pages/index.js';
import { type Markup, readerAmong, type TextKey, type Words, wordsFor } from '../text/index.js';
import type { PortalNeeds } from './needs.js';
import { page } from './open-routes.js';
import { paperCodePage, recordedPage, undonePage } from './pages/paper-pages.js';
import { purposeWordsFor } from './pages/purpose-words.js';
import { readingHere } from './visit.js';

const document = 'text/html; charset=utf-8';
const form = closed({
  ...guardFields,
  code: Type.String({ maxLength: 40 }),
});
const faults: Readonly<Record<string, TextKey>> = {
  'not-found': 'paper.wrong',
  'rate-limited': 'paper.tooMany',
};
const answers = { 200: document, 404: document, 429: document } as const;

export const paperRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/paper',
    callers: ['anyone'],
    summary: 'Enter the code on one’s paper',
    handler: async (_caller, input) => codeForm(needs, input, wordsOf(input), 'see', null),
  }),
  route({
    ...page,
    method: 'POST',
    path: '/paper',
    callers: ['anyone'],
    summary: 'What was written down with this person',
    body: form,
    responses: answers,
    handler: async (_caller, input) => {
      refuseForged(input, input.body.csrf);
      return withFaults(needs, input, wordsOf(input), 'see', async () => {
        const details = await needs.consent.readRecording(input.body.code);
        const words = wordsFor(languageOf(input), readerAmong([details.recording]));
        const purposeWords = purposeWordsFor(needs.catalogue, words, details.recording.as);
        const main = recordedPage(words, details, input.body.code, formGuards(input), purposeWords);
        return show(needs, input, words, 'paper.shownTitle', main);
      });
    },
  }),
  route({
    ...page,
    method: 'POST',
    path: '/paper/undoing',
    callers: ['anyone'],
    summary: 'Stop what was written down, at once',
    body: form,
    responses: answers,
    handler: async (_caller, input) => {
      refuseForged(input, input.body.csrf);
      return withFaults(needs, input, wordsOf(input), 'see', async () => {
        await needs.consent.undoRecording(input.body.code, input.signal);
        const words = wordsOf(input);
        return show(needs, input, words, 'paper.undone', undonePage(words));
      });
    },
  }),
  ...confirmationRoutes(needs),
];

const confirmationRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/paper/confirmation',
    callers: ['citizen'],
    summary: 'Enter the code once more, signed in',
    handler: async (caller: Citizen, input) =>
      codeForm(needs, input, await wordsHere(needs, caller, input), 'confirm', null),
  }),
  route({
    ...page,
    method: 'POST',
    path: '/paper/confirmation',
    callers: ['citizen'],
    summary: 'Say that what was written down is right',
    body: form,
    responses: { 303: null, 404: document, 429: document },
    handler: async (caller: Citizen, input) => {
      refuseForged(input, input.body.csrf);
      const words = await wordsHere(needs, caller, input);
      return withFaults(needs, input, words, 'confirm', async () => {
        const { child } = await needs.consent.confirmRecording(caller, input.body.code, null, input.signal);
        return { status: 303, headers: { Location: `/children/${child}/decisions` } };
      });
    },
  }),
];

type To = 'see' | 'confirm';

const wordsHere = async (needs: PortalNeeds, caller: Citizen, browser: Browser): Promise<Words> =>
  (await readingHere(needs, caller, browser)).words;

async function withFaults(
  needs: PortalNeeds,
  browser: Browser,
  words: Words,
  to: To,
  work: () => Promise<Reply>,
): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HubError) || faults[error.code] === undefined) throw error;
    return codeForm(needs, browser, words, to, error);
  }
}

function codeForm(needs: PortalNeeds, browser: Browser, words: Words, to: To, error: HubError | null): Reply {
  const key = error === null ? undefined : faults[error.code];
  const fault = error === null || key === undefined ? null : { words: words.say(key), code: error.code };
  const main = paperCodePage(words, to, formGuards(browser), fault);
  const title = to === 'see' ? 'paper.title' : 'paper.confirmPage';
  const status = error === null ? 200 : problems[error.code].status;
  const reply = show(needs, browser, words, title, main, { status, signedIn: to === 'confirm' });
  const retryAfter = error?.options.retryAfterSeconds;
  if (retryAfter === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, 'Retry-After': String(retryAfter) } };
}

function show(
  { frame }: PortalNeeds,
  browser: Browser,
  words: Words,
  title: TextKey,
  main: Markup,
  { status = 200, signedIn = false } = {},
): Reply {
  const path = signedIn ? '/paper/confirmation' : '/paper';
  return frame(status, { words, title: words.say(title), main, path, signedIn, browser });
}
