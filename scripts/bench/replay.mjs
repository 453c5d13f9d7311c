// How fast an export is verified and its rules replayed, and in how much memory, at several sizes, in turns with reading it
// alone: medians, and the highest peak.
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generatePrivateJwk } from '../../dist/kernel/index.js';
import { median } from './load.mjs';
import { count, mebibytes, perSecond, table } from './report.mjs';
import { writeLog } from './write-log.mjs';

const execute = promisify(execFile);

/** Takes a file in a process of its own. @throws Error when it does not end well */
async function run(program, file) {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const { stdout } = await execute(process.execPath, [path, file], { env: {} });
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1));
}

export async function replay({ folder }, size) {
  const rows = [];
  let former = null;
  for (const wanted of size.replayed) {
    const file = join(folder, 'log.ndjson');
    const { entries, children } = await writeLog(file, wanted, await generatePrivateJwk('Ed25519'));
    const [floors, replays] = [[], []];
    for (let turn = 0; turn < size.turns; turn += 1) {
      floors.push(await run('plain-reader.mjs', file));
      replays.push(await run('replayer.mjs', file));
    }
    const floor = median(floors.map((took) => took.seconds));
    const seconds = median(replays.map((took) => took.seconds));
    rows.push([
      count(entries),
      count(children),
      perSecond(entries / floor),
      perSecond(entries / seconds),
      former === null ? '' : perSecond((entries - former.entries) / (seconds - former.seconds)),
      `× ${(floor / seconds).toFixed(1)}`,
      perSecond(entries / median(replays.map(({ cpuSeconds }) => cpuSeconds))),
      mebibytes(Math.max(...replays.map(({ peakBytes }) => peakBytes))),
    ]);
    former = { entries, seconds };
    await rm(file);
  }
  table(
    `kernhub verify log FILE: every leaf, the root, the signature and the rules, in a process of its own, start included (turns: ${size.turns})`,
    [
      'entries',
      'children',
      'floor',
      'rate',
      'of those more',
      'of the floor',
      'per CPU second',
      'peak memory',
    ],
    rows,
  );
}
