/** Forms: the fields that every one of them carries, and what browsers say of their reader. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { HubError, Type } from '../contract/index.js';
import { cookieNamed, sessionCookie } from '../identity/index.js';
import { html, isLanguage, type Language, type Markup, preferredLanguage } from '../text/index.js';

export const languageCookie = '__Host-kernhub-language';

/** What a page handler knows of the browser that asks. */
export interface Browser {
  readonly cookie?: string | undefined;
  readonly languages?: string | undefined;
}

/** The language that was chosen on an earlier page, else what the browser prefers. */
export function languageOf({ cookie, languages = '' }: Browser): Language {
  const chosen = cookieNamed(cookie, languageCookie) ?? '';
  return isLanguage(chosen) ? chosen : preferredLanguage(languages);
}

/**
 * Ties a form to the session that it was shown in: nobody else can have made it. Beside the check of `Origin`, which
 * identity does for every call with a session.
 */
export const csrfOf = ({ cookie }: Browser): string =>
  createHmac('sha256', cookieNamed(cookie, sessionCookie) ?? '')
    .update('kernhub/csrf/v1')
    .digest('base64url');

/** @throws HubError `origin-not-allowed` */
export function refuseForged(browser: Browser, csrf: string): void {
  const [own, sent] = [Buffer.from(csrfOf(browser)), Buffer.from(csrf)];
  if (own.length !== sent.length || !timingSafeEqual(own, sent)) throw new HubError('origin-not-allowed');
}

/** What {@link formGuards} puts into a form, as its route takes it. */
export const guardFields = {
  csrf: Type.String({ maxLength: 100 }),
  once: Type.String({ maxLength: 100 }),
};

/** The hidden fields of a form that changes something; `once` makes that sending it twice does it once. */
export const formGuards = (browser: Browser): Markup =>
  html`<input type="hidden" name="csrf" value="${csrfOf(browser)}">
<input type="hidden" name="once" value="${randomBytes(16).toString('base64url')}">`;
