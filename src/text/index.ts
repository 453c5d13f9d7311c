/**
 * The words of the screens, in every language that families are spoken to: texts, days, lists, notices, and markup
 * that escapes what it is given, and tables for spreadsheets. Knows languages and readers; must never know a person or a purpose, whose words are data of the
 * catalogue.
 */
export { csvLine, csvMark, csvOf } from './csv.js';
export {
  authoritative,
  directionOf,
  isLanguage,
  type Language,
  languages,
  ownNames,
  preferredLanguage,
} from './languages.js';
export { html, Markup, nothing, when } from './markup.js';
export { noticeMarkup } from './notice.js';
export { type Reader, readerAmong } from './reader.js';
export type { TextKey } from './translation.js';
export { type Words, wordsFor } from './words.js';
