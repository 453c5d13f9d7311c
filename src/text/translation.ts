/** Types that make a missing or superfluous text a fault of the build. */
import type { dutch } from './nl/index.js';

/** The plural forms that a language has, by CLDR; `Intl.PluralRules` chooses among them. */
interface PluralForms {
  readonly nl: 'one' | 'other';
  readonly en: 'one' | 'other';
  readonly tr: 'one' | 'other';
  readonly ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
  readonly pl: 'one' | 'few' | 'many' | 'other';
  readonly uk: 'one' | 'few' | 'many' | 'other';
}

type Forms<Texts, Form extends string> = {
  readonly [Key in keyof Texts as Key extends `${infer Stem}_other`
    ? `${Stem}_${Form}`
    : Key extends `${string}_one`
      ? never
      : Key]: Texts[Key] extends string ? string : Forms<Texts[Key], Form>;
};

/** Exactly the texts that Dutch has, with the plural forms of this language. */
export type Translation<L extends keyof PluralForms> = Forms<typeof dutch, PluralForms[L]>;

type Stem<Key extends string> = Key extends `${infer S}_one` | `${infer S}_other` | `${infer S}_young`
  ? S
  : Key;

type Paths<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string ? Stem<Key> : `${Key}.${Paths<Texts[Key]>}`;
}[keyof Texts & string];

/** Names a text, such as `children.waiting`: without plural form and without audience. */
export type TextKey = Paths<typeof dutch>;
