/** A hub and two witnesses as real processes: what the log's own administrator cannot do any more. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type RunningProcess, startProcess } from '../../src/demo/supervisor/child-process.js';
import { kernhubProgram } from '../../src/demo/supervisor/programs.js';
import { generatePrivateJwk, publicJwkOf } from '../../src/kernel/index.js';
import {
  cosignaturesOf,
  noteSigner,
  openCheckpoint,
  parseCosignerKey,
  parseWitnessPolicy,
} from '../../src/tlog/index.js';
import { newHubKeys, writeHubKeys } from '../../src/vault/index.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';
import { temporaryFolder } from '../harness/folder.js';

const ledgerOrigin = 'kernhub.example/witnessed';
const patience = { timeout: 40_000, interval: 100 };

let folder: string;
let fresh: FreshDatabase;
let keys: Awaited<ReturnType<typeof newHubKeys>>;
let policyFile: string;
const running = new Set<RunningProcess>();

async function start(name: string, env: Readonly<Record<string, string>>): Promise<RunningProcess> {
  const [command = ''] = name.split('-');
  const logFile = join(folder, `${name}.log`);
  const order = { name, program: kernhubProgram, args: [command], env, logFile };
  const started = await startProcess(order);
  running.add(started);
  return started;
}

async function stop(process: RunningProcess): Promise<void> {
  running.delete(process);
  await process.stop();
}

const witness = (name: string, port = '0'): Promise<RunningProcess> =>
  start(`witness-${name}`, {
    WITNESS_NAME: `${name}.example/witness`,
    WITNESS_LOGS: noteSigner(ledgerOrigin, keys.ledger).verifier.vkey,
    WITNESS_KEY_FILE: join(folder, `${name}.json`),
    WITNESS_STATE_FOLDER: join(folder, name),
    WITNESS_PORT: port,
  });

async function hub(name: string, databaseUrls: Readonly<Record<string, string>>): Promise<RunningProcess> {
  return start(`hub-${name}`, {
    PORT: '0',
    PUBLIC_URL: 'http://localhost:18098',
    DATA_FOLDER: folder,
    ...databaseUrls,
    KEYS_DATABASE_URL: fresh.keysUrl,
    KEYS_DATABASE_OWNER_URL: fresh.keysOwnerUrl,
    HUB_KEYS_FILE: join(folder, 'hub-keys.json'),
    LEDGER_ORIGIN: ledgerOrigin,
    WITNESS_POLICY_FILE: policyFile,
    PROFESSIONALS_ISSUERS: 'http://localhost:1/professionals',
    OFFICERS_ISSUER: 'http://localhost:1/officers',
    CITIZENS_ISSUER: 'http://localhost:1/citizens',
    COVENANT_KEY: JSON.stringify(publicJwkOf(await generatePrivateJwk('Ed25519'))),
    EVALUATOR_URL: 'http://localhost:2',
    PRF_PUBLIC_KEY: 'a'.repeat(43),
  });
}

/** What a hub hands out: how many entries, and who cosigned. */
async function checkpointOf(at: RunningProcess): Promise<{ size: number; cosigners: readonly string[] }> {
  const note = await (await fetch(`${at.ready.listening}/checkpoint`)).text();
  const { witnesses } = parseWitnessPolicy(await readFile(policyFile, 'utf8'));
  const known = witnesses.map(({ key }) => parseCosignerKey(key.vkey));
  const { size } = openCheckpoint(note, ledgerOrigin, [noteSigner(ledgerOrigin, keys.ledger).verifier]);
  return {
    size,
    cosigners: cosignaturesOf(note, known)
      .map(({ key }) => key.name)
      .sort(),
  };
}

const both = ['one.example/witness', 'two.example/witness'];
const cosigned = (at: RunningProcess, size: number): Promise<void> =>
  vi.waitFor(async () => expect(await checkpointOf(at)).toEqual({ size, cosigners: both }), patience);

/** An entry as anyone could write who has the hub's own database role. */
async function inDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
const addEntry = (url: string, id: string) =>
  inDatabase(url, (client) =>
    client.query(
      "INSERT INTO ledger_entry (log_id, id, kind, commitment) VALUES (0, $1, 'thing', sha256($1::text::bytea))",
      [id],
    ),
  );

async function copyDatabase(): Promise<{ urls: Record<string, string>; drop: () => Promise<void> }> {
  const source = new URL(fresh.superuserUrl).pathname.slice(1);
  const name = `${source}_copy`;
  const at = (url: string, database: string): string =>
    Object.assign(new URL(url), { pathname: `/${database}` }).href;
  const elsewhere = at(fresh.superuserUrl, 'postgres');
  await inDatabase(elsewhere, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${source} OWNER kernhub_owner`),
  );
  return {
    urls: { DATABASE_URL: at(fresh.appUrl, name), DATABASE_OWNER_URL: at(fresh.ownerUrl, name) },
    drop: async () => {
      await inDatabase(elsewhere, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

beforeAll(async () => {
  folder = await temporaryFolder('witnesses');
  fresh = await freshDatabase();
  keys = await newHubKeys({ development: true });
  await writeHubKeys(join(folder, 'hub-keys.json'), keys);
  policyFile = join(folder, 'policy.txt');
});
afterAll(async () => {
  for (const process of [...running]) await stop(process);
  await fresh.drop();
  await rm(folder, { recursive: true });
});

describe('a hub with two witnesses, all real processes', () => {
  it('is cosigned, goes on without one, and cannot be forked or set back unseen', async () => {
    const one = await witness('one');
    let two = await witness('two');
    const lines = [one, two].map(({ ready }, place) => `witness w${place} ${ready.vkey} ${ready.url}`);
    await writeFile(policyFile, `${lines.join('\n')}\ngroup all-of-them all w0 w1\nquorum all-of-them\n`);
    const own = { DATABASE_URL: fresh.appUrl, DATABASE_OWNER_URL: fresh.ownerUrl };
    let first = await hub('first', own);
    const { size } = await vi.waitFor(async () => {
      const found = await checkpointOf(first);
      expect(found).toEqual({ size: expect.any(Number), cosigners: both });
      expect(found.size).toBeGreaterThan(5);
      return found;
    }, patience);
    const ready = async (at: RunningProcess) => (await fetch(`${at.ready.listening}/readyz`)).json();
    expect(await ready(first)).toMatchObject({ status: 'ok', witnesses: { quorum: true, missing: [] } });

    // A witness that is killed has forgotten nothing.
    const { port } = new URL(two.ready.url);
    process.kill(two.pid, 'SIGKILL');
    await two.ended;
    running.delete(two);
    await addEntry(fresh.appUrl, 'ent_one_more');
    two = await witness('two', port);
    expect(String(two.ready.vkey)).toContain('two.example/witness');
    await cosigned(first, size + 1);

    await stop(first);
    const copy = await copyDatabase();
    // What both have in common, the fork starts on; the entry that the other does not have comes after.
    const fork = await hub('fork', copy.urls);
    first = await hub('again', own);
    await addEntry(fresh.appUrl, 'ent_the_log');
    await cosigned(first, size + 2);
    await addEntry(String(copy.urls.DATABASE_URL), 'ent_the_fork');

    const refusals = async (): Promise<string> => readFile(join(folder, 'hub-fork.log'), 'utf8');
    await vi.waitFor(async () => {
      for (const name of ['w0', 'w1']) expect(await refusals()).toContain(`witness ${name} refuses`);
    }, patience);
    // Nobody cosigned the fork; what both have in common, they did.
    const { cosigners } = await checkpointOf(fork).then((found) =>
      found.size > size + 1 ? found : { cosigners: [] },
    );
    expect(cosigners).toEqual([]);
    await stop(fork);
    for (const name of ['one', 'two']) {
      const kept = await readdir(join(folder, name, 'evidence'));
      expect(kept.map((file) => file.split('-')[0])).toEqual(['proven']);
      expect(await readFile(join(folder, `witness-${name}.log`), 'utf8')).toContain('"event":"witness.fork"');
    }
    await expect(hub('refused', copy.urls)).rejects.toThrow(/cosigned another log|set back/);
    await copy.drop();
    await cosigned(first, size + 2);
  });
});
