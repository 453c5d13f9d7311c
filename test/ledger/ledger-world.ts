import pg from 'pg';
import type { EntryId, SubjectId } from '../../src/contract/index.js';
import { type Database, openDatabase, openPool } from '../../src/database/index.js';
import { newId, systemClock } from '../../src/kernel/index.js';
import {
  type AppendedEntry,
  createLedger,
  type EntryDraft,
  type Ledger,
  type LedgerOptions,
} from '../../src/ledger/index.js';
import { openCheckpoint, parseVerifierKey, verifyInclusionStatement } from '../../src/tlog/index.js';
import { newHubKeys, openVault, type Vault } from '../../src/vault/index.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';

export const origin = 'ledger.test/hub';

const text = { type: 'string' };
export const kinds = {
  'thing.noted': {
    type: 'object',
    properties: { note: text },
    required: ['note'],
    additionalProperties: false,
  },
  'thing.loose': { type: 'object' },
  'thing.withdrawn': { type: 'object', properties: {}, additionalProperties: false },
  'thing.released': { type: 'object', properties: {}, additionalProperties: false },
};

/** A hub process, as far as the ledger is concerned. */
export interface HubProcess {
  readonly ledger: Ledger;
  readonly database: Database;
}

export interface LedgerWorld {
  readonly db: FreshDatabase;
  readonly vault: Vault;
  /** Another process, with a pool of its own. Stopped at the end. */
  process(options?: Partial<LedgerOptions>): HubProcess;
  close(): Promise<void>;
}

/** A fresh database with a vault, and as many hub processes on it as a test needs. */
export async function ledgerWorld(): Promise<LedgerWorld> {
  const db = await freshDatabase();
  const keysPool = openPool(db.keysUrl);
  const keys = await newHubKeys({ development: true });
  const vault = openVault({ keysPool, keys });
  const processes: HubProcess[] = [];
  return {
    db,
    vault,
    process: (options = {}) => {
      const database = openDatabase(db.appUrl, { connections: 16 });
      const ledger = createLedger({
        database,
        vault,
        signingKey: keys.ledger,
        origin,
        clock: systemClock(),
        kinds,
        ...options,
      });
      processes.push({ ledger, database });
      return { ledger, database };
    },
    close: async () => {
      for (const { ledger } of processes) await ledger.stop();
      for (const { database } of processes) await database.close();
      await keysPool.end();
      await db.drop();
    },
  };
}

export const newSubject = (): SubjectId => newId<'SubjectId'>('sub');

export const noted = (note: string, owner: SubjectId | 'hub' = 'hub'): EntryDraft => ({
  event: 'thing.noted',
  owner,
  retention: 'operation',
  payload: { note },
});

export const append = ({ ledger, database }: HubProcess, draft: EntryDraft): Promise<AppendedEntry> =>
  database.transaction((tx) => ledger.append(tx, draft));

/** Waits for the index of an entry and verifies the proof; answers the index. */
export async function provenIndex(ledger: Ledger, entry: EntryId): Promise<number> {
  const inclusion = await ledger.settled(entry, { timeoutMs: 20_000 });
  verifyInclusionStatement(inclusion, origin, ledger.verifierKeys().map(parseVerifierKey));
  return inclusion.index;
}

export const sizeOf = (ledger: Ledger, note: string): number =>
  openCheckpoint(note, origin, ledger.verifierKeys().map(parseVerifierKey)).size;

/** What someone can do who may do anything in the database, triggers switched off. */
export async function asSuperuser<T>(
  world: Pick<LedgerWorld, 'db'>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: world.db.superuserUrl });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    return await work(client);
  } finally {
    await client.end();
  }
}
