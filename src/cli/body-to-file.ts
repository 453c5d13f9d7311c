import { open, unlink } from 'node:fs/promises';
import type { TakeBody } from '../profiles/index.js';
import { UsageError } from './command.js';
import { type Progress, progressLine } from './progress-line.js';

const newline = 10;

/**
 * Writes an answer to a file as it comes, readable by its owner only, and shows how far it is. Nothing is overwritten, and
 * what broke off is not left behind: a part must not pass for the whole.
 *
 * @throws UsageError where the file exists, before anything is asked
 */
export async function bodyToFile(
  file: string,
  err: (text: string) => void,
): Promise<{ readonly take: TakeBody; readonly done: (kept: boolean) => Promise<void> }> {
  const handle = await open(file, 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'EEXIST' ? new UsageError(`${file} exists and is not overwritten`) : cause;
  });
  let bytes = 0;
  return {
    take: async (body, headers) => {
      const progress = progressOf(headers, err);
      let rows = 0;
      for await (const part of body) {
        await handle.writeFile(part);
        bytes += part.length;
        rows += part.filter((byte) => byte === newline).length;
        progress.at(rows);
      }
      progress.end();
    },
    done: async (kept) => {
      await handle.close();
      if (kept) err(`${file}: ${bytes.toLocaleString('en')} bytes\n`);
      else await unlink(file);
    },
  };
}

/** How many rows are to come stands in the header of what the hub reads from its database as it goes out. */
function progressOf(headers: Headers, err: (text: string) => void): Progress {
  const rows = Number(headers.get('kernhub-rows') ?? Number.NaN);
  return progressLine(err, { unit: 'rows', ...(rows > 0 && { total: rows }) });
}
