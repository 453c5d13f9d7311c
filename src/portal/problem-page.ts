import { type Code, type HubError, problems, type Reply } from '../contract/index.js';
import { cookieNamed, sessionCookie } from '../identity/index.js';
import { type Browser, type Frame, wordsOf } from '../pages/index.js';
import { html, type TextKey, type Words } from '../text/index.js';

/** What a person is told, by code; by status where a code has no words of its own. */
const byCode: Partial<Readonly<Record<Code, string>>> = {
  'session-expired': 'expired',
  'session-required': 'signIn',
  'step-up-required': 'signIn',
  'origin-not-allowed': 'refused',
  'purpose-not-offered': 'changed',
  'state-conflict': 'changed',
};

const byStatus: Readonly<Record<number, string>> = {
  400: 'invalid',
  403: 'refused',
  404: 'notFound',
  405: 'notFound',
  409: 'changed',
  413: 'invalid',
  415: 'invalid',
  429: 'tooMany',
};

interface Asked extends Browser {
  readonly method: string;
  readonly path: string;
  readonly languages: string;
  readonly traceId: string;
}

/** Where a reader signs in, where the site begins, and which words are theirs. */
export interface ProblemWays {
  readonly signIn: string;
  readonly home: string;
  readonly words: (browser: Browser) => Words;
}

const familyWays: ProblemWays = {
  signIn: '/login',
  home: '/children',
  words: wordsOf,
};

/** Where only signing in is missing, the way there; else a page that says what happened and what can be done. */
export const problemPages =
  (frame: Frame, ways: ProblemWays = familyWays) =>
  (refusal: HubError, asked: Asked): Reply => {
    const way = wayToSignIn(refusal.code, asked, ways);
    if (way !== null && asked.method === 'GET') return { status: 303, headers: { Location: way } };
    const words = ways.words(asked);
    const { status } = problems[refusal.code];
    const name = byCode[refusal.code] ?? byStatus[status] ?? 'again';
    const title = words.say(`problems.${name}Title` as TextKey);
    const again = name === 'expired' || name === 'signIn';
    const main = html`
<h1 class="utrecht-heading-1">${title}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${words.say(`problems.${name}` as TextKey)}</p>
<p><a class="utrecht-button utrecht-button--primary-action" href="${again ? (way ?? `${ways.signIn}?${new URLSearchParams({ returnTo: ways.home }).toString()}`) : ways.home}">${words.say(again ? 'problems.signInAgain' : 'problems.toStart')}</a></p>
<p class="kernhub-soft" data-code="${refusal.code}">${words.say('problems.errorCode', { trace: `${refusal.code} ${asked.traceId}` })}</p>`;
    const signedIn = !again && cookieNamed(asked.cookie, sessionCookie) !== null;
    return frame(status, { words, title, main, path: '/', signedIn, browser: asked });
  };

/** Back to the page itself; the form that was refused stands on a page of the same address. Null where no page is left. */
function wayToSignIn(code: Code, { method, path }: Asked, { signIn }: ProblemWays): string | null {
  if (/^(?:\/officer)?\/callback/.test(path)) return null;
  const returnTo = new URLSearchParams({ returnTo: path }).toString();
  if (code === 'step-up-required') return `${signIn}?${returnTo}&again=yes`;
  return code === 'session-required' && method === 'GET' ? `${signIn}?${returnTo}` : null;
}
