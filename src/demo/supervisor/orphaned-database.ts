import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from './child-process.js';

const patienceMs = 15_000;

/**
 * The embedded server ends with its hub. One whose hub was killed stays; the next start would adopt it, but a
 * demonstration that is over leaves nothing behind.
 */
export async function stopOrphanedDatabase(dataFolder: string): Promise<void> {
  const pid = await databasePid(dataFolder);
  if (pid === null || !isAlive(pid)) return;
  // Fast shutdown: what was committed is on disk.
  process.kill(pid, 'SIGINT');
  const until = Date.now() + patienceMs;
  while (isAlive(pid) && Date.now() < until) await pause(50);
}

/** The first line of the server's own pid file, which it removes when it ends. */
async function databasePid(dataFolder: string): Promise<number | null> {
  const home = resolve(dataFolder, 'database');
  const places = [home, `/var/tmp/kernhub${home.replaceAll('/', '-')}`];
  for (const place of places) {
    const text = await readFile(join(place, 'cluster', 'postmaster.pid'), 'utf8').catch(() => '');
    const pid = Number(text.split('\n')[0]);
    if (pid > 0) return pid;
  }
  return null;
}
