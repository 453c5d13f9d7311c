// Verifies the log in the database, in a process of its own: started by `verifyAppended`, and itself that process.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { count, mebibytes, perSecond, table } from './report.mjs';

const run = promisify(execFile);

/** Every leaf, tile, checkpoint and root from SQL, and every payload opened from its seal. */
export async function verifyAppended({ server, folder }, { origin, verifierKeys }) {
  const { stdout } = await run(process.execPath, [fileURLToPath(import.meta.url)], {
    env: {
      ...process.env,
      BENCH_DATABASE: server.appUrl,
      BENCH_KEYS_DATABASE: server.keysUrl,
      BENCH_KEYS_FILE: `${folder}/hub-keys.json`,
      BENCH_ORIGIN: origin,
      BENCH_VERIFIER_KEYS: JSON.stringify(verifierKeys),
    },
  });
  const rows = JSON.parse(stdout).map(({ title, entries, seconds, peakBytes }) => [
    title,
    count(entries),
    perSecond(entries / seconds),
    mebibytes(peakBytes),
  ]);
  table(
    'The log in the database, verified from SQL; the peak is that of both',
    ['', 'entries', 'rate', 'peak memory'],
    rows,
  );
}

async function verify() {
  const { verifyDatabase } = await import('../../dist/audit/index.js');
  const { openPool } = await import('../../dist/database/index.js');
  const { entryKinds } = await import('../../dist/entry-kinds.js');
  const { openVault, readHubKeys } = await import('../../dist/vault/index.js');
  const { BENCH_DATABASE, BENCH_KEYS_DATABASE, BENCH_KEYS_FILE, BENCH_ORIGIN, BENCH_VERIFIER_KEYS } =
    process.env;
  const pool = openPool(BENCH_DATABASE);
  const keysPool = openPool(BENCH_KEYS_DATABASE);
  const sealed = openVault({ keysPool, keys: await readHubKeys(BENCH_KEYS_FILE) });
  const results = [];
  for (const [title, vault] of [
    ['leaves, tiles, checkpoints', null],
    ['and every payload opened', sealed],
  ]) {
    const began = performance.now();
    const { finding, checked } = await verifyDatabase({
      ...{ pool, vault, origin: BENCH_ORIGIN, logId: 1, kinds: entryKinds },
      verifierKeys: JSON.parse(BENCH_VERIFIER_KEYS),
    });
    if (finding !== null) throw new Error(`the log does not hold: ${finding.reason}`);
    const seconds = (performance.now() - began) / 1000;
    results.push({
      title,
      entries: checked.entries,
      seconds,
      peakBytes: process.resourceUsage().maxRSS * 1024,
    });
  }
  await pool.end();
  await keysPool.end();
  process.stdout.write(JSON.stringify(results));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await verify();
