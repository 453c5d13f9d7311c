/** Sentence length, the measure of plain language that a computer can take. */
export interface Readability {
  /** In words. */
  readonly average: number;
  readonly longest: { readonly words: number; readonly sentence: string };
}

/** What ends in a stop; labels and headings are no sentences. */
const sentencesOf = (text: string): readonly string[] =>
  text.split(/(?<=[.?!؟:])\s+/).filter((part) => /[.?!؟]$/.test(part));

/** A value such as `{{name}}` counts as one. */
export const wordsOf = (sentence: string): readonly string[] =>
  sentence.match(/[\p{L}\p{M}\p{N}{}]+(?:[’'.-][\p{L}\p{N}]+)*/gu) ?? [];

/** @throws Error where there is no sentence to measure */
export function readability(texts: readonly string[]): Readability {
  const sentences = texts
    .flatMap(sentencesOf)
    .map((sentence) => ({ sentence, words: wordsOf(sentence).length }))
    .sort((one, other) => other.words - one.words);
  const [longest] = sentences;
  if (longest === undefined) throw new Error('nothing to measure');
  return { average: sentences.reduce((sum, { words }) => sum + words, 0) / sentences.length, longest };
}
