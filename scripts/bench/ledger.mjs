// The ledger alone: appends beside a naive chain and bare commits, proofs, and verification of all that was appended.
import { fileURLToPath } from 'node:url';
import { asked } from './exchanges.mjs';
import { median } from './load.mjs';
import { measured, startNode } from './processes.mjs';
import { count, p50and99, perSecond, table } from './report.mjs';
import { makeRivals } from './rivals.mjs';
import { verifyAppended } from './verify-appended.mjs';

const program = fileURLToPath(new URL('appender.mjs', import.meta.url));
const origin = 'kernhub.example/bench-append';

const ways = {
  alone: 'entry alone: those that wait share a transaction',
  within: "entry in its caller's transaction",
  chain: 'naive chain: last hash FOR UPDATE',
  plain: 'bare commit of one row',
};

export async function ledger(region, size) {
  await makeRivals(region.server.ownerUrl);
  const appender = await startAppender(region);
  for (const atOnce of size.waiters) await appends(region, appender, size, atOnce);
  await proofs(appender, size);
  const { verifierKeys } = appender.ready;
  await end(region, appender);
  await verifyAppended(region, { origin, verifierKeys });
}

/** In turns, so that what else the machine does meets all of them. */
async function appends({ server }, appender, { turns, turnSeconds }, atOnce) {
  const runs = Object.fromEntries(Object.keys(ways).map((way) => [way, []]));
  for (const way of Object.keys(ways)) await asked(appender, { way, atOnce, seconds: turnSeconds / 4 });
  for (let turn = 0; turn < turns; turn += 1) {
    for (const way of Object.keys(ways)) {
      const work = () => asked(appender, { way, atOnce, seconds: turnSeconds });
      const { result, cpu } = await measured({ Node: appender.pid, PostgreSQL: server.pid }, work);
      runs[way].push({ ...result, cpu });
    }
  }
  const chain = median(runs.chain.map(({ rate }) => rate));
  table(
    `Appends, ${atOnce} at a time: medians of turns of ${turnSeconds} s (${turns})`,
    ['', 'rate', 'p50', 'p99', 'of the chain', 'CPU Node', 'CPU PostgreSQL'],
    Object.entries(runs).map(([way, rounds]) => rowOf(ways[way], rounds, chain)),
  );
}

function rowOf(title, rounds, chain) {
  const rate = median(rounds.map((round) => round.rate));
  const took = rounds.flatMap((round) => round.took).sort((a, b) => a - b);
  const cpu = (part) => {
    const spent = rounds.reduce((sum, round) => sum + (round.cpu[part] ?? Number.NaN), 0);
    return `${((spent * 1000) / took.length).toFixed(2)} ms`;
  };
  return [
    title,
    perSecond(rate),
    ...p50and99(took),
    `× ${(rate / chain).toFixed(1)}`,
    cpu('Node'),
    cpu('PostgreSQL'),
  ];
}

async function proofs(appender, { turns, turnSeconds }) {
  const rounds = [];
  for (let turn = 0; turn < turns; turn += 1) {
    rounds.push(await asked(appender, { prove: true, seconds: turnSeconds }));
  }
  const [{ size, bytes }] = rounds;
  const rate = median(rounds.map((round) => round.rate));
  table(
    'Inclusion proofs in the published checkpoint, from memory, as the JSON that the API hands out',
    ['entries', 'rate', 'each', 'bytes'],
    [[count(size), perSecond(rate), `${(1_000_000 / rate).toFixed(0)} µs`, Math.round(bytes)]],
  );
}

export async function startAppender({ logs, folder, server, running }) {
  const appender = await startNode({
    name: 'appender',
    program,
    logs,
    env: {
      BENCH_DATABASE: server.appUrl,
      BENCH_KEYS_DATABASE: server.keysUrl,
      BENCH_KEYS_FILE: `${folder}/hub-keys.json`,
      BENCH_ORIGIN: origin,
    },
  });
  running.push(appender);
  return appender;
}

export async function end({ running }, part) {
  running.splice(running.indexOf(part), 1);
  await part.stop();
}
