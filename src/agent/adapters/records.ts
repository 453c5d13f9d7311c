import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JsonAmbiguous, type JsonObject, parseStrictJson } from '../../kernel/index.js';
import { placeInText } from './place-in-text.js';

/** A file of the partner that cannot be read: which, where in it, and why. */
export class FileMalformed extends Error {
  override readonly name: string = 'FileMalformed';
  readonly file: string;
  readonly place: string;

  constructor(file: string, place: string, reason: string, cause?: unknown) {
    super(`${file}${place === '' ? '' : `, ${place}`}: ${reason}`, { cause });
    this.file = file;
    this.place = place;
  }
}

/** The partner's own system, as a folder of JSON exports: `<own number>.json`. Read at the moment of use, never copied. */
export interface Records {
  /** The partner's own numbers, sorted. */
  numbers(): Promise<readonly string[]>;
  /**
   * @returns null when the partner has no such record
   * @throws FileMalformed
   */
  read(number: string): Promise<JsonObject | null>;
}

/** Also keeps a number from naming a file elsewhere. */
const ownNumber = /^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/;

export function openRecords(folder: string): Records {
  return {
    numbers: async () =>
      (await readdir(folder))
        .filter((file) => file.endsWith('.json'))
        .map((file) => file.slice(0, -'.json'.length))
        .filter((number) => ownNumber.test(number))
        .sort((a, b) => a.localeCompare(b, 'en', { numeric: true })),
    read: async (number) => {
      if (!ownNumber.test(number)) return null;
      const file = join(folder, `${number}.json`);
      const text = await readOrNull(file);
      return text === null ? null : parseRecord(file, text);
    },
  };
}

async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parseRecord(file: string, text: string): JsonObject {
  try {
    JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1];
    const place = placeInText(text, position === undefined ? text.length : Number(position));
    throw new FileMalformed(file, place, 'is not JSON', error);
  }
  try {
    const value = parseStrictJson(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch (error) {
    if (error instanceof JsonAmbiguous) throw new FileMalformed(file, error.pointer, error.reason, error);
    throw error;
  }
  throw new FileMalformed(file, '', 'holds no JSON object');
}
