// A ledger alone, in a process of its own on a log of its own, and on the same pool what it is held against.
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, openPool } from '../../dist/database/index.js';
import { entryKinds } from '../../dist/entry-kinds.js';
import { newId, systemClock } from '../../dist/kernel/index.js';
import { createLedger } from '../../dist/ledger/index.js';
import { openVault, readHubKeys } from '../../dist/vault/index.js';
import { closedLoop, loopFor } from './load.mjs';
import { chainAppend, plainInsert } from './rivals.mjs';

const { BENCH_DATABASE, BENCH_KEYS_DATABASE, BENCH_KEYS_FILE, BENCH_ORIGIN } = process.env;
const keys = await readHubKeys(BENCH_KEYS_FILE);
const database = openDatabase(BENCH_DATABASE, { connections: 24 });
const keysPool = openPool(BENCH_KEYS_DATABASE);
const clock = systemClock();
const ledger = createLedger({
  database,
  vault: openVault({ keysPool, keys }),
  clock,
  signingKey: keys.ledger,
  origin: BENCH_ORIGIN,
  kinds: entryKinds,
  logId: 1,
});
await ledger.start();
const published = { version: 'bench', digest: 'A'.repeat(43) };
const { id: first } = await ledger.record({
  ...{ event: 'agreement.published', owner: 'hub', retention: 'consent-proof', payload: published },
});
// A few hundred owners, so that most appends wait for no other.
const owners = Array.from({ length: 256 }, () => newId('sub'));
let turn = 0;
const nextOwner = () => owners[turn++ % owners.length];

const draft = (owner) => ({
  event: 'exchange.declined',
  owner,
  retention: 'access-log',
  payload: {
    exchange: newId('exc'),
    task: newId('tsk'),
    source: newId('prt'),
    reason: 'no-data',
    causes: [],
  },
  relies: [first],
});

/** What the rivals store: the bytes that the ledger commits to. */
const payload = () =>
  Buffer.from(JSON.stringify({ ...draft(nextOwner()), at: clock.now(), id: newId('ent') }));

const ways = {
  /** Stands on no row: those that wait share a transaction. */
  alone: async () => {
    const { id } = await ledger.record(draft(nextOwner()));
    await ledger.settled(id);
  },
  /** In the caller's transaction, as whatever changes rows must. */
  within: async () => {
    const { id } = await database.transaction((tx) => ledger.append(tx, draft(nextOwner())));
    await ledger.settled(id);
  },
  chain: () => chainAppend(database, payload()),
  plain: () => plainInsert(database, payload()),
};

/** Nothing is published before its interval has passed. */
async function publishedSize() {
  for (;;) {
    const size = Number((await ledger.checkpoint()).split('\n')[1]);
    if (size > 0) return size;
    await sleep(100);
  }
}

/** Proofs in the published checkpoint as the API hands them out, written as JSON, all over the log. */
async function prove(seconds) {
  const size = await publishedSize();
  const end = performance.now() + seconds * 1000;
  const began = performance.now();
  let [made, bytes, index] = [0, 0, 0];
  while (performance.now() < end) {
    index = (index + 7_919) % size;
    bytes += JSON.stringify(await ledger.inclusionAt(index)).length;
    made += 1;
  }
  return { rate: (made * 1000) / (performance.now() - began), size, bytes: bytes / made };
}

process.on('message', async ({ entries, way = 'within', seconds, atOnce, prove: proving }) => {
  try {
    if (proving) process.send(await prove(seconds));
    else if (seconds !== undefined) process.send(await loopFor(ways[way], atOnce, seconds));
    else
      process.send(
        await closedLoop(
          Array.from({ length: entries }, () => ways[way]),
          atOnce,
        ),
      );
  } catch (error) {
    process.send({ error: String(error?.stack ?? error) });
  }
});
process.once('SIGTERM', async () => {
  await ledger.stop();
  await database.close();
  await keysPool.end();
  process.exit(0);
});
process.stdout.write(`${JSON.stringify({ ready: 'appender', verifierKeys: ledger.verifierKeys() })}\n`);
