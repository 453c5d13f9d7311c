// How fast an export is verified and its rules replayed, and in how much memory, at several sizes.
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generatePrivateJwk } from '../../dist/kernel/index.js';
import { count, mebibytes, perSecond, table } from './report.mjs';
import { writeLog } from './write-log.mjs';

const program = fileURLToPath(new URL('replayer.mjs', import.meta.url));
const run = promisify(execFile);

export async function replay({ folder }, size) {
  const rows = [];
  for (const wanted of size.replayed) {
    const file = join(folder, 'log.ndjson');
    const { entries, children } = await writeLog(file, wanted, await generatePrivateJwk('Ed25519'));
    const { stdout } = await run(process.execPath, [program, file]);
    const { seconds, cpuSeconds, peakBytes } = JSON.parse(stdout);
    rows.push([
      count(entries),
      count(children),
      perSecond(entries / seconds),
      perSecond(entries / cpuSeconds),
      mebibytes(peakBytes),
    ]);
    await rm(file);
  }
  table(
    'kernhub verify log FILE: every leaf, the root, the signature and the rules, in a process of its own, start included',
    ['entries', 'children', 'rate', 'per CPU second', 'peak memory'],
    rows,
  );
}
