import { readdir, readFile, stat } from 'node:fs/promises';
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
  /** Each malformed export by file, place and cause; looked at again when a file has changed. */
  alarms(): Promise<readonly string[]>;
}

/** Also keeps a number from naming a file elsewhere. */
const ownNumber = /^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/;

export function openRecords(folder: string): Records {
  const fileOf = (number: string): string => join(folder, `${number}.json`);
  const numbers = async (): Promise<readonly string[]> =>
    (await readdir(folder))
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.slice(0, -'.json'.length))
      .filter((number) => ownNumber.test(number))
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const read = async (number: string): Promise<JsonObject | null> => {
    if (!ownNumber.test(number)) return null;
    const text = await readOrNull(fileOf(number));
    return text === null ? null : parseRecord(fileOf(number), text);
  };
  const looked = new Map<string, { readonly changed: number; readonly alarm: string | null }>();
  const lookAt = async (number: string): Promise<string | null> => {
    const changed = (await stat(fileOf(number))).mtimeMs;
    const earlier = looked.get(number);
    if (earlier?.changed === changed) return earlier.alarm;
    const alarm = await read(number).then(() => null, alarmOf);
    looked.set(number, { changed, alarm });
    return alarm;
  };
  return {
    numbers,
    read,
    alarms: async () => {
      const alarms = await Promise.all((await numbers()).map((number) => lookAt(number).catch(alarmOf)));
      return alarms.filter((alarm) => alarm !== null);
    },
  };
}

const alarmOf = (error: unknown): string => `record-malformed: ${(error as Error).message}`;

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
