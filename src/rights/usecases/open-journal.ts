import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ErasureJournal } from './needs.js';

/** Where no file was named, in development: the key store alone remembers. */
export const noJournal: ErasureJournal = { add: async () => undefined, lines: async () => [] };

/**
 * The erasure journal in a file: one line of JSON for each erasure, opaque ids and the officer's signed word only. It
 * only grows, and belongs on another disk than the databases and in every copy that is made of the key file.
 */
export function openJournal(file: string): ErasureJournal {
  const lines = async (): Promise<readonly string[]> => {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    return whole.split('\n').filter((line) => line !== '');
  };
  return {
    lines,
    add: async (added) => {
      const known = new Set(await lines());
      const fresh = added.filter((line) => !known.has(line));
      if (fresh.length === 0) return;
      await mkdir(dirname(file), { recursive: true });
      const handle = await open(file, 'a+', 0o600);
      try {
        // What a dying process left half was never acted on; it must not swallow the next line.
        const text = await handle.readFile('utf8');
        await handle.truncate(Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)));
        await handle.write(fresh.map((line) => `${line}\n`).join(''));
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
  };
}
