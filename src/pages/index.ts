/**
 * What all screens share: the frame around a page, its style and fonts, forms that nobody else can send. Knows languages and browsers; must never know what a page is about, so that no rule hides in a layout.
 */
export { type Assets, loadAssets } from './assets.js';
export { type Browser, formGuards, guardFields, languageCookie, languageOf, refuseForged } from './forms.js';
export { createFrame, type Frame, type Page, type Surround } from './layout.js';
export { readerCookie, readerOf, remembering, wordsOf } from './reader.js';
