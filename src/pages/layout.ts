import type { Reply } from '../contract/index.js';
import { html, languages, type Markup, nothing, ownNames, type Words, when } from '../text/index.js';
import type { Assets } from './assets.js';
import { type Browser, csrfOf } from './forms.js';

export interface Page {
  readonly words: Words;
  readonly title: string;
  readonly main: Markup;
  /** Path of the page, to come back to after choosing another language. */
  readonly path: string;
  readonly signedIn: boolean;
  readonly browser: Browser;
  /** Name of an asset; a page works without it, or says what to do instead. */
  readonly script?: string;
}

/** Renders whole pages, with the headers that keep what they hold from others. */
export type Frame = (status: number, page: Page) => Reply;

/**
 * @param issuerOrigin where signing out leads: browsers hold a form to `form-action` through the redirects that follow
 */
export function createFrame(assets: Assets, issuerOrigin: string): Frame {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    `form-action 'self' ${issuerOrigin}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return (status, page) => ({
    status,
    headers: {
      'Content-Security-Policy': policy,
      // Browsers send no `Origin` with forms of a page without referrer.
      'Referrer-Policy': 'same-origin',
      'Content-Language': page.words.language,
      Vary: 'Cookie, Accept-Language',
    },
    content: { type: 'text/html; charset=utf-8', data: document(assets, page) },
  });
}

const document = (assets: Assets, page: Page): string =>
  html`<!doctype html>
<html lang="${page.words.language}" dir="${page.words.direction}" class="utrecht-root kernhub-theme">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} – Kernhub</title>
<link rel="stylesheet" href="${assets.href('style.css')}">
<link rel="icon" href="data:,">
${scriptOf(assets, page)}
</head>
<body class="utrecht-document utrecht-body kernhub-page">
<a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#main">${page.words.say('frame.skip')}</a>
${bar(page)}
<main id="main" class="kernhub-main" tabindex="-1">
${page.main}
</main>
${footer(page)}
</body>
</html>
`.text;

const scriptOf = (assets: Assets, { script }: Page): Markup =>
  script === undefined ? nothing : html`<script type="module" src="${assets.href(script)}"></script>`;

const bar = (page: Page): Markup => html`<header class="kernhub-bar">
<div class="kernhub-bar__inner">
<a class="kernhub-brand" href="/">Kernhub</a>
${languageChoice(page)}
${when(page.signedIn, () => ways(page))}
</div>
</header>`;

const ways = ({ words, browser }: Page): Markup =>
  html`<nav class="kernhub-bar__nav" aria-label="${words.say('frame.menu')}">
<ul class="kernhub-bar__ways">
<li><a class="utrecht-link" href="/children">${words.say('frame.home')}</a></li>
<li><form method="post" action="/logout">
<input type="hidden" name="csrf" value="${csrfOf(browser)}">
<button class="kernhub-quiet" type="submit">${words.say('frame.signOut')}</button>
</form></li>
</ul>
</nav>`;

/** At the top, because whoever cannot read the page must not have to look for it. */
const languageChoice = ({ words, path }: Page): Markup => html`<details class="kernhub-language">
<summary><span class="kernhub-unseen">${words.say('frame.language')}: </span>${ownNames[words.language]}</summary>
<nav aria-label="${words.say('frame.language')}">
<ul class="kernhub-languages">
${languages.map((language) => languageLink(language, language === words.language, path))}
</ul>
</nav>
</details>`;

const footer = ({ words }: Page): Markup => html`<footer class="kernhub-footer">
<div class="kernhub-footer__inner kernhub-stack">
<p>${words.say('frame.footer')} </p>
<ul class="kernhub-bar__ways">
<li><a class="utrecht-link" href="/help">${words.say('frame.help')}</a></li>
<li><a class="utrecht-link" href="/help/privacy">${words.say('frame.privacy')}</a></li>
<li><a class="utrecht-link" href="/help/accessibility">${words.say('frame.accessibility')}</a></li>
</ul>
${when(words.language !== 'nl', () => html`<p>${words.say('frame.authoritative')}</p>`)}
</div>
</footer>`;

const languageLink = (language: (typeof languages)[number], current: boolean, path: string): Markup =>
  html`<li><a class="utrecht-link" lang="${language}" hreflang="${language}" href="/language?${new URLSearchParams(
    { to: language, back: path },
  ).toString()}"${current ? html` aria-current="true"` : nothing}>${ownNames[language]}</a></li>`;
