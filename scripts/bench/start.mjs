// How long programs take to start, in turns with Node alone.
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generatePrivateJwk } from '../../dist/kernel/index.js';
import { end } from './ledger.mjs';
import { median } from './load.mjs';
import { built } from './processes.mjs';
import { startAnotherHub } from './region.mjs';
import { ms, table } from './report.mjs';
import { writeLog } from './write-log.mjs';

const execute = promisify(execFile);
const node = (...args) => execute(process.execPath, args, { env: {} });
const kernhub = (...args) => node(built('cli/main.js'), ...args);

export async function start(region, { turns }) {
  const file = join(region.folder, 'short-log.ndjson');
  const { entries } = await writeLog(file, 1_000, await generatePrivateJwk('Ed25519'));
  const order = {
    'Node alone': () => node('-e', '0'),
    'kernhub --version': () => kernhub('--version'),
    'kernhub keys --help': () => kernhub('keys', '--help'),
    [`kernhub verify log, ${entries} entries`]: () => kernhub('verify', 'log', file),
    'kernhub hub beside another, until it takes calls': async () => {
      const hub = await startAnotherHub(region);
      region.running.push(hub);
      return () => end(region, hub);
    },
  };
  const took = Object.fromEntries(Object.keys(order).map((name) => [name, []]));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [name, run] of Object.entries(order)) {
      const since = performance.now();
      const over = await run();
      took[name].push(performance.now() - since);
      if (typeof over === 'function') await over();
    }
  }
  await rm(file);
  const least = median(took['Node alone']);
  table(
    `Starts of processes: medians of turns (${turns})`,
    ['', 'time', 'of Node alone'],
    Object.entries(took).map(([name, times]) => [
      name,
      ms(median(times)),
      `× ${(median(times) / least).toFixed(1)}`,
    ]),
  );
}
