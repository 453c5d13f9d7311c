import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './child-process.js';

/** Another supervisor works in this data folder. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning';
}

/**
 * Takes a data folder for this process; two supervisors in one folder would undo each other.
 *
 * @returns what gives it back
 * @throws AlreadyRunning
 */
export async function claimFolder(dataFolder: string): Promise<() => Promise<void>> {
  const file = join(dataFolder, 'demo.pid');
  await mkdir(dataFolder, { recursive: true });
  const holder = Number(await readFile(file, 'utf8').catch(() => '0'));
  if (holder > 0 && holder !== process.pid && isAlive(holder)) {
    throw new AlreadyRunning(
      `This demonstration already runs in ${dataFolder} (process ${holder}). Stop it with Ctrl-C where it runs; ` +
        `if that process is something else, delete ${file}.`,
    );
  }
  await writeFile(file, `${process.pid}\n`);
  return () => rm(file, { force: true });
}
