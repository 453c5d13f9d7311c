// npm run bench [-- PART ...] [--short | --quick] [--entries N]: how fast it is here, beside the least that this machine could cost.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { audit } from './audit.mjs';
import { ledger } from './ledger.mjs';
import { closeConnections } from './load.mjs';
import { decide, exchange, growth } from './parts.mjs';
import { portal } from './portal.mjs';
import { raiseDatabase, raiseRegion } from './region.mjs';
import { replay } from './replay.mjs';
import { machine, say } from './report.mjs';
import { start } from './start.mjs';

const help = `npm run bench -- [exchange] [decide] [portal] [audit] [ledger] [replay] [growth] [start] [--short | --quick] [--entries N] [--rows N]

Measures the parts named, or all; ledger brings replay along. --quick only shows that everything runs; its figures mean nothing. --short takes a quarter
of the work: enough to compare the CPU of a call before and after a change.
--entries N: to how many entries the log grows in the last part (100000). --rows N: how many exchanges are searched (1000000).
--profile FOLDER: writes a CPU profile of the hub and of both processes of agents there.
--statements: prints each statement of the hub and how often a decision, an exchange and a page send it.
`;
const parts = { exchange, decide, portal, audit, ledger, replay, growth, start };
/** These need a database and no region. */
const alone = ['audit', 'ledger', 'replay'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    statements: { type: 'boolean', default: false },
    entries: { type: 'string' },
    rows: { type: 'string' },
    profile: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !(name in parts));
const entries = Number(values.entries ?? (values.quick ? 2_000 : 100_000));
const rows = values.rows === undefined ? undefined : Number(values.rows);
const isCount = (number) => Number.isInteger(number) && number >= 100;
if (values.help || unknown.length > 0 || !isCount(entries) || (rows !== undefined && !isCount(rows))) {
  say(help);
  process.exit(values.help ? 0 : 2);
}

const size = values.quick
  ? {
      pairs: 2,
      children: 4,
      exchanges: 16,
      accesses: 4,
      pages: 3,
      rounds: 1,
      perRound: 24,
      appends: 200,
      waiters: [1, 16],
      turns: 1,
      turnSeconds: 0.2,
      firstEntries: entries / 2,
      entries,
      replayed: [1_000],
      rows: rows ?? 2_000,
      searches: 3,
    }
  : {
      pairs: 6,
      children: 48,
      exchanges: values.short ? 300 : 1_200,
      accesses: 200,
      // A person may ask for 600 pages a minute, which five views in six rounds must not come to.
      pages: values.short ? 15 : 18,
      rounds: values.short ? 2 : 5,
      perRound: values.short ? 300 : 600,
      appends: 6_000,
      waiters: [1, 16, 64, 512],
      turns: 3,
      turnSeconds: 2,
      firstEntries: Math.min(10_000, entries / 2),
      entries,
      replayed: [10_000, 100_000, 1_000_000].filter((count) => count <= 10 * entries),
      rows: rows ?? 1_000_000,
      searches: 20,
    };

const folder = await mkdtemp(join(tmpdir(), 'kernhub-bench-'));
const running = [];
const places = [folder];

/** Leaves neither process nor file. */
async function clear() {
  closeConnections();
  for (const part of running.splice(0).reverse()) {
    await part.stop();
    // The database's own, where its user may not enter the folder.
    if (part.place !== undefined) places.push(part.place);
  }
  for (const place of places.splice(0)) await rm(place, { recursive: true, force: true });
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void clear().finally(() => process.exit(1)));
}

try {
  const named = positionals.length > 0 ? positionals : Object.keys(parts);
  const wanted = named.includes('ledger') ? [...named, 'replay'] : named;
  const progress = (text) => process.stderr.write(`… ${text}\n`);
  const profileArgs = (name) =>
    values.profile === undefined
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`, `--cpu-prof-name=${name}.cpuprofile`];
  const { pairs, children } = size;
  const region = wanted.every((name) => alone.includes(name))
    ? await raiseDatabase({ folder, running })
    : await raiseRegion({ folder, running, pairs, children, profileArgs, say: progress });
  machine(await postgresVersion(region.server.superuserUrl));
  for (const [name, run] of Object.entries(parts)) {
    if (!wanted.includes(name)) continue;
    progress(name);
    await run(region, { ...size, listStatements: values.statements });
  }
} finally {
  await clear();
}

async function postgresVersion(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SHOW server_version');
  await client.end();
  return rows[0].server_version;
}
