import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { openWitness, readWitnessSettings } from '../../src/agent/index.js';
import { type Database, openDatabase } from '../../src/database/index.js';
import { generatePrivateJwk, type PrivateJwk } from '../../src/kernel/index.js';
import { noteSigner, parseWitnessPolicy, type WitnessPolicy } from '../../src/tlog/index.js';
import { type LedgerWorld, origin } from './ledger-world.js';

export interface TestWitness {
  readonly name: string;
  readonly vkey: string;
  readonly url: string;
  /** Of all that it was told and did. */
  readonly events: readonly string[];
  evidence(): Promise<readonly string[]>;
  /** The port stays its own. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A witness of the ledger that `signingKey` signs, over real HTTP and on a real folder. */
export async function startWitness(
  folder: string,
  name: string,
  signingKey: PrivateJwk,
): Promise<TestWitness> {
  const state = join(folder, name);
  const events: string[] = [];
  const open = (port: string) =>
    openWitness(
      readWitnessSettings({
        WITNESS_NAME: `${name}.test`,
        WITNESS_LOGS: noteSigner(origin, signingKey).verifier.vkey,
        WITNESS_KEY_FILE: join(folder, `${name}.json`),
        WITNESS_STATE_FOLDER: state,
        WITNESS_PORT: port,
      }),
      { log: (event) => void events.push(event) },
    );
  let running = await open('0');
  const { url } = running.door;
  return {
    name,
    vkey: running.witness.vkey,
    url,
    events,
    evidence: () => readdir(join(state, 'evidence')),
    stop: () => running.door.close(),
    start: async () => {
      running = await open(new URL(url).port);
    },
  };
}

export const newSigningKey = (): Promise<PrivateJwk> => generatePrivateJwk('Ed25519');

/** All of them, or as many as said. */
export const policyOf = (
  witnesses: readonly TestWitness[],
  needed: number | 'all' = 'all',
): WitnessPolicy => {
  const lines = witnesses.map(({ name, vkey, url }) => `witness ${name} ${vkey} ${url}`);
  const names = witnesses.map(({ name }) => name).join(' ');
  return parseWitnessPolicy([...lines, `group G ${needed} ${names}`, 'quorum G'].join('\n'));
};

/** The database of a world as it is at this moment, under another name; nobody may be at work in it. */
export async function copyOf(world: LedgerWorld): Promise<{ database: Database; drop(): Promise<void> }> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const source = new URL(world.db.superuserUrl).pathname.slice(1);
  const elsewhere = Object.assign(new URL(world.db.superuserUrl), { pathname: '/postgres' }).href;
  const run = async (...statements: readonly string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: elsewhere });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await run(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${source}'`,
    `CREATE DATABASE ${name} TEMPLATE ${source} OWNER kernhub_owner`,
  );
  const url = Object.assign(new URL(world.db.appUrl), { pathname: `/${name}` }).href;
  const database = openDatabase(url, { onConnectionLost: () => undefined });
  return {
    database,
    drop: async () => {
      await database.close();
      await run(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
