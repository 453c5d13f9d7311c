import { type Json, JsonAmbiguous, jsonBreaksAt, parseStrictJson } from '../../kernel/index.js';

/** A file that cannot be used: which, where in it, and why. The message never repeats its content. */
export class FileMalformed extends Error {
  override readonly name = 'FileMalformed';

  constructor(file: string, place: string, reason: string, cause?: unknown) {
    super(`${file}${place === '' ? '' : `, ${place}`}: ${reason}`, { cause });
  }
}

/** @throws FileMalformed with the line and column where it stops being JSON, or the pointer of a name that repeats */
export function parseJsonFile(file: string, text: string): Json {
  const place = jsonBreaksAt(text);
  if (place !== null) throw new FileMalformed(file, place, 'is not JSON');
  try {
    return parseStrictJson(text);
  } catch (error) {
    if (error instanceof JsonAmbiguous) throw new FileMalformed(file, error.pointer, error.reason, error);
    throw error;
  }
}
