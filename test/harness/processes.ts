import { execFileSync } from 'node:child_process';

/** Processes that were started with this folder as `TMPDIR`, which every process of ours passes on. */
export function processesUsing(folder: string): readonly string[] {
  const search = `grep -lzsx "TMPDIR=${folder}" /proc/[0-9]*/environ || true`;
  return execFileSync('bash', ['-c', search], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line !== '');
}
