import { arabic } from './ar/index.js';
import { english } from './en/index.js';
import type { Language } from './languages.js';
import { dutch } from './nl/index.js';
import { polish } from './pl/index.js';
import { turkish } from './tr/index.js';
import type { Translation } from './translation.js';
import { ukrainian } from './uk/index.js';

/** Every text of the screens; a language that lacks one, or has one too many, does not compile. */
export const texts: { readonly [L in Language]: Translation<L> } = {
  nl: dutch,
  en: english,
  tr: turkish,
  ar: arabic,
  pl: polish,
  uk: ukrainian,
};
