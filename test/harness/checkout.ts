import { execFileSync } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './folder.js';

/** A clean checkout in a folder of its own: the files that git knows or would take, and nothing that a build left. */
export async function checkout(): Promise<string> {
  const folder = await temporaryFolder('checkout');
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  });
  for (const file of files.split('\0').filter((name) => name !== '')) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(file, join(folder, file));
  }
  return folder;
}
