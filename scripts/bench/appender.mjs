// A ledger alone, in a process of its own on a log of its own: how many entries a second get their index.
import { openDatabase, openPool } from '../../dist/database/index.js';
import { entryKinds } from '../../dist/entry-kinds.js';
import { newId, systemClock } from '../../dist/kernel/index.js';
import { createLedger } from '../../dist/ledger/index.js';
import { openVault, readHubKeys } from '../../dist/vault/index.js';
import { closedLoop } from './load.mjs';

const { BENCH_DATABASE, BENCH_KEYS_DATABASE, BENCH_KEYS_FILE } = process.env;
const keys = await readHubKeys(BENCH_KEYS_FILE);
const database = openDatabase(BENCH_DATABASE, { connections: 24 });
const keysPool = openPool(BENCH_KEYS_DATABASE);
const clock = systemClock();
const ledger = createLedger({
  database,
  vault: openVault({ keysPool, keys }),
  clock,
  signingKey: keys.ledger,
  origin: 'kernhub.example/bench-append',
  kinds: entryKinds,
  logId: 1,
});
await ledger.start();
// A few hundred owners, so that most appends wait for no other.
const owners = Array.from({ length: 256 }, () => newId('sub'));

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
  relies: [newId('ent')],
});

const append = (owner) => async () => {
  const { id } = await database.transaction((tx) => ledger.append(tx, draft(owner)));
  await ledger.settled(id);
};

process.on('message', async ({ entries, atOnce }) => {
  try {
    const calls = Array.from({ length: entries }, (_, place) => append(owners[place % owners.length]));
    process.send(await closedLoop(calls, atOnce));
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
process.stdout.write('{"ready":"appender"}\n');
