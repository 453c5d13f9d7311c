/**
 * A person at a browser, without the browser: follows redirects, keeps cookies and posts the very forms that the pages
 * show, so that a demonstration and the tests sign in on the path that people take.
 */
import { CookieJar } from './cookie-jar.js';

export interface Credentials {
  readonly account: string;
  readonly password: string;
  /** The second factor; by default the one that the page shows. */
  readonly code?: string;
  /** What the person answers when asked whether the application may; by default yes. */
  readonly consents?: boolean;
}

export interface SignedIn {
  readonly cookies: CookieJar;
  /** Where the redirects ended. */
  readonly finalUrl: string;
  readonly status: number;
  /** The last page. */
  readonly body: string;
}

export interface SignInOptions {
  /** Cookies from before; a person who signs in at a second application has them. */
  readonly cookies?: CookieJar;
  /** Stops, without fetching it, at the first redirect for which this holds: a test's own callback. */
  readonly stopAt?: (url: URL) => boolean;
}

export class SignInFailed extends Error {
  override readonly name = 'SignInFailed';
}

interface Page {
  readonly url: URL;
  readonly status: number;
  readonly body: string;
}

/**
 * Opens a page that leads to the identity provider and goes through its forms until they end.
 *
 * @throws SignInFailed with what the page says, when it repeats a form that was filled in
 */
export async function signIn(
  startUrl: string,
  credentials: Credentials,
  { cookies = new CookieJar(), stopAt = () => false }: SignInOptions = {},
): Promise<SignedIn> {
  let page = await browse({ url: new URL(startUrl) }, cookies, stopAt);
  for (let forms = 0; forms < 6; forms += 1) {
    const form = nextForm(page, credentials);
    if (form === null) {
      return { cookies, finalUrl: page.url.href, status: page.status, body: page.body };
    }
    page = await browse(form, cookies, stopAt);
    const fault = /id="fault">([^<]*)</.exec(page.body)?.[1];
    if (fault !== undefined) throw new SignInFailed(fault);
  }
  throw new SignInFailed('the forms do not end');
}

interface Visit {
  readonly url: URL;
  readonly fields?: Readonly<Record<string, string>>;
}

async function browse(visit: Visit, cookies: CookieJar, stopAt: (url: URL) => boolean): Promise<Page> {
  let { url, fields } = visit;
  for (let redirects = 0; redirects < 20; redirects += 1) {
    const cookie = cookies.headerFor(url);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        ...(cookie !== '' && { Cookie: cookie }),
        ...(fields && { 'Content-Type': 'application/x-www-form-urlencoded', Origin: url.origin }),
      },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields).toString() }),
    });
    cookies.keep(url, response.headers);
    const location = response.headers.get('location');
    const body = await response.text();
    if (location === null) return { url, status: response.status, body };
    url = new URL(location, url);
    fields = undefined;
    if (stopAt(url)) return { url, status: response.status, body: '' };
  }
  throw new SignInFailed('the redirects do not end');
}

/** Which form the person fills in on this page; null when the page is none of the identity provider's. */
function nextForm({ url, body }: Page, person: Credentials): Visit | null {
  const { account, password, consents = true } = person;
  const to = (step: string): URL | null => {
    const action = new RegExp(`action="([^"]*/interaction/[^"]*/${step})"`).exec(body)?.[1];
    return action === undefined ? null : new URL(action, url);
  };
  const login = to('login');
  if (login !== null) return { url: login, fields: { account, password } };
  const code = to('code');
  if (code !== null) {
    return { url: code, fields: { code: person.code ?? /data-code>(\d+)</.exec(body)?.[1] ?? '' } };
  }
  const confirm = consents ? to('confirm') : to('abort');
  return confirm === null ? null : { url: confirm, fields: {} };
}
