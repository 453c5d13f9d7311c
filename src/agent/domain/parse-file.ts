import { type Json, JsonAmbiguous, parseStrictJson } from '../../kernel/index.js';

/** A file that cannot be used: which, where in it, and why. The message never repeats its content. */
export class FileMalformed extends Error {
  override readonly name = 'FileMalformed';

  constructor(file: string, place: string, reason: string, cause?: unknown) {
    super(`${file}${place === '' ? '' : `, ${place}`}: ${reason}`, { cause });
  }
}

/** `line L, column C` of an offset, both from 1, as an editor shows them. */
export function placeInText(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}

/** @throws FileMalformed with the line and column where it stops being JSON, or the pointer of a name that repeats */
export function parseJsonFile(file: string, text: string): Json {
  try {
    JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1];
    const place = placeInText(text, position === undefined ? text.length : Number(position));
    // The parser's own message may quote the file, which is about a child.
    throw new FileMalformed(file, place, 'is not JSON');
  }
  try {
    return parseStrictJson(text);
  } catch (error) {
    if (error instanceof JsonAmbiguous) throw new FileMalformed(file, error.pointer, error.reason, error);
    throw error;
  }
}
