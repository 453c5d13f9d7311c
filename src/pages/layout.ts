import type { Reply } from '../contract/index.js';
import {
  html,
  type Language,
  languages,
  type Markup,
  nothing,
  ownNames,
  type Words,
  when,
} from '../text/index.js';
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
  /** Where this reader can go, where that is not the same for all. */
  readonly ways?: Surround['ways'];
}

/** Renders whole pages, with the headers that keep what they hold from others. */
export type Frame = (status: number, page: Page) => Reply;

/** What stands around the main part of a page, which is another thing for each kind of reader. */
export interface Surround {
  /** Of the whole site, beside its mark. */
  name(words: Words): string;
  /** Path where the name leads. */
  readonly home: string;
  readonly languages: readonly Language[];
  /** Where a signed-in reader can go from any page. */
  ways(words: Words): readonly { readonly href: string; readonly label: string }[];
  footer(words: Words): Markup;
  /** For tables: more than the one column that reads best. */
  readonly wide: boolean;
}

/**
 * @param issuerOrigin where signing out leads: browsers hold a form to `form-action` through the redirects that follow
 */
export function createFrame(assets: Assets, issuerOrigin: string, around: Surround = families): Frame {
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
    content: { type: 'text/html; charset=utf-8', data: document(assets, page, around) },
  });
}

const document = (assets: Assets, page: Page, around: Surround): string =>
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
<body class="utrecht-document utrecht-body kernhub-page${around.wide ? ' kernhub-page--wide' : ''}">
<a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#main">${page.words.say('frame.skip')}</a>
${bar(page, around)}
<main id="main" class="kernhub-main" tabindex="-1">
${page.main}
</main>
<footer class="kernhub-footer">${around.footer(page.words)}</footer>
</body>
</html>
`.text;

const scriptOf = (assets: Assets, { script }: Page): Markup =>
  script === undefined ? nothing : html`<script type="module" src="${assets.href(script)}"></script>`;

const bar = (page: Page, around: Surround): Markup => html`<header class="kernhub-bar">
<div class="kernhub-bar__inner">
<a class="kernhub-brand" href="${around.home}">${around.name(page.words)}</a>
${languageChoice(page, around.languages)}
${when(page.signedIn, () => ways(page, around))}
</div>
</header>`;

const ways = ({ words, browser, path, ways: own }: Page, around: Surround): Markup =>
  html`<nav class="kernhub-bar__nav" aria-label="${words.say('frame.menu')}">
<ul class="kernhub-bar__ways">
${(own ?? around.ways)(words).map(
  ({ href, label }) =>
    html`<li><a class="utrecht-link" href="${href}"${when(around.wide && href === path, () => html` aria-current="page"`)}>${label}</a></li>`,
)}
<li><form method="post" action="/logout">
<input type="hidden" name="csrf" value="${csrfOf(browser)}">
<button class="kernhub-quiet" type="submit">${words.say('frame.signOut')}</button>
</form></li>
</ul>
</nav>`;

/** At the top, because whoever cannot read the page must not have to look for it. */
const languageChoice = (
  { words, path }: Page,
  offered: readonly Language[],
): Markup => html`<details class="kernhub-language">
<summary><span class="kernhub-unseen">${words.say('frame.language')}: </span>${ownNames[words.language]}</summary>
<nav aria-label="${words.say('frame.language')}">
<ul class="kernhub-languages">
${offered.map((language) => languageLink(language, language === words.language, path))}
</ul>
</nav>
</details>`;

const languageLink = (language: Language, current: boolean, path: string): Markup =>
  html`<li><a class="utrecht-link" lang="${language}" hreflang="${language}" href="/language?${new URLSearchParams(
    { to: language, back: path },
  ).toString()}"${current ? html` aria-current="true"` : nothing}>${ownNames[language]}</a></li>`;

/** Around the pages of parents and young people. */
const families: Surround = {
  name: () => 'Kernhub',
  home: '/',
  languages,
  ways: ({ say }) => [{ href: '/children', label: say('frame.home') }],
  footer: ({ say, language }) => html`
<div class="kernhub-footer__inner kernhub-stack">
<p>${say('frame.footer')} </p>
<ul class="kernhub-bar__ways">
<li><a class="utrecht-link" href="/help">${say('frame.help')}</a></li>
<li><a class="utrecht-link" href="/help/privacy">${say('frame.privacy')}</a></li>
<li><a class="utrecht-link" href="/help/accessibility">${say('frame.accessibility')}</a></li>
</ul>
${when(language !== 'nl', () => html`<p>${say('frame.authoritative')}</p>`)}
</div>
`,
  wide: false,
};
