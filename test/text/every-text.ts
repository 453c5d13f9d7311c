import type { Language } from '../../src/text/index.js';
import { texts } from '../../src/text/texts.js';

interface Tree {
  readonly [key: string]: string | Tree;
}

/** One text as it stands in its file; its path is such as `children.waiting_one`. */
export interface Text {
  readonly path: string;
  readonly text: string;
}

const leaves = (tree: Tree, above: string): readonly Text[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [{ path: `${above}${key}`, text: value }] : leaves(value, `${above}${key}.`),
  );

export const everyText = (language: Language): readonly Text[] => leaves(texts[language], '');

const pluralEnding = /_(zero|one|two|few|many|other)$/;

export const isPlural = (path: string): boolean => pluralEnding.test(path);

/** A path without its plural form. */
export const withoutForm = (path: string): string => path.replace(pluralEnding, '');

/** A path without plural form and audience: what `say` takes. */
export const keyOf = (path: string): string => withoutForm(path).replace(/_young$/, '');

/** The names between double braces, in alphabetical order, each as often as it occurs. */
export const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();

export const withoutPlaceholders = (text: string): string => text.replaceAll(/\{\{\w+\}\}/g, '');
