import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../../kernel/index.js';
import { FileMalformed, parseJsonFile } from '../domain/parse-file.js';

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
  const value = parseJsonFile(file, text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FileMalformed(file, '', 'holds no JSON object');
  }
  return value as JsonObject;
}
