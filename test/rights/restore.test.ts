/** Backups from before an erasure, put back: the erased child does not come back with any of them. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningHub, startHub } from '../../src/app.js';
import { verifyDatabase } from '../../src/audit/index.js';
import { backUpHub, restoreHub } from '../../src/back-up-hub.js';
import { type DatabaseConfig, loadConfig } from '../../src/config.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import { createLog } from '../../src/http/index.js';
import type { SigningKey } from '../../src/kernel/index.js';
import { openVault } from '../../src/vault/index.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';
import { type Family, familyOf, type Parent } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { appointOfficer, askErasure, orderFor } from './officer-desk.js';

let hub: TestHub;
let key: SigningKey;
let folder: string;
let journal: string;
let subject: string;
let stays: string;
let erased: Family;
const empties: FreshDatabase[] = [];

const databasesOf = (db: FreshDatabase): NonNullable<DatabaseConfig['databases']> => ({
  app: db.appUrl,
  owner: db.ownerUrl,
  keysApp: db.keysUrl,
  keysOwner: db.keysOwnerUrl,
});
const configOf = (db: FreshDatabase, journalFile: string | null = journal): DatabaseConfig => ({
  databases: databasesOf(db),
  dataFolder: folder,
  hubKeysFile: null,
  erasureJournalFile: journalFile,
  ledgerOrigin: 'unused',
});
const at = (name: string): string => join(folder, name);
const day = 86_400_000;
const empty = async (): Promise<FreshDatabase> => {
  const db = await freshDatabase();
  empties.push(db);
  return db;
};
const ask = async <T extends object>(url: string, sql: string, values: readonly unknown[] = []) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T & pg.QueryResultRow>(sql, [...values])).rows as readonly T[];
  } finally {
    await client.end();
  }
};
const subjectAt = async (ref: string): Promise<string> => {
  const [row] = await ask<{ subject: string }>(
    hub.fresh.ownerUrl,
    'SELECT subject FROM enrolment WHERE ref = $1',
    [ref],
  );
  return row?.subject ?? '';
};

beforeAll(async () => {
  folder = await temporaryFolder('backups');
  journal = at('erasures.ndjson');
  hub = await startTestHub({ environment: { ERASURE_JOURNAL_FILE: journal } });
  key = await appointOfficer(hub);
  erased = await familyOf(hub, 'komt niet terug');
  stays = (await familyOf(hub, 'blijft')).atSchool;
  subject = await subjectAt(erased.atSchool);
  // Before the backups, so that they hold the keys of what is kept; a key that was made later is in no older backup.
  const request = await askErasure(erased.parents[0] as Parent);
  const statement = await orderFor(hub, key, request);
  const source = configOf(hub.fresh);
  await backUpHub(source, { to: at('main-before') }, new Date());
  await backUpHub(source, { keysTo: at('keys-before') }, new Date());
  await must(hub.privacyOfficer.post('/v1/erasures', { statement }));
  await backUpHub(source, { to: at('main-after'), keysTo: at('keys-after') }, new Date());
});
afterAll(async () => {
  await hub.close();
  for (const db of empties) await db.drop();
});

/** The real hub on restored databases, with the keys that the first had; verified before it stops. */
async function served(db: FreshDatabase, journalFile = journal) {
  const port = 0;
  const config = loadConfig({
    PORT: String(port),
    PUBLIC_URL: hub.url,
    DATABASE_URL: db.appUrl,
    DATABASE_OWNER_URL: db.ownerUrl,
    KEYS_DATABASE_URL: db.keysUrl,
    KEYS_DATABASE_OWNER_URL: db.keysOwnerUrl,
    ERASURE_JOURNAL_FILE: journalFile,
    PROFESSIONALS_ISSUERS: 'http://localhost:9/professionals',
    OFFICERS_ISSUER: 'http://localhost:9/officers',
    CITIZENS_ISSUER: 'http://localhost:9/citizens',
    CITIZENS_ACR: 'x',
    MFA_ACR: 'x',
    COVENANT_KEY: JSON.stringify({ ...hub.covenantKey, d: undefined }),
    EVALUATOR_URL: 'http://localhost:9',
    PRF_PUBLIC_KEY: hub.prfPublicKey,
  });
  const running: RunningHub = await startHub(config, {
    keys: hub.hubKeys,
    log: createLog('info', { write: () => undefined }),
  });
  const [pool, keysPool] = [openPool(db.appUrl), openPool(db.keysUrl)];
  const { finding, erasures } = await verifyDatabase({
    pool,
    vault: openVault({ keysPool, keys: hub.hubKeys }),
    origin: new URL(hub.url).host.concat('/kernhub'),
    verifierKeys: running.ledger.verifierKeys(),
    kinds: entryKinds,
    views: true,
  });
  await pool.end();
  await keysPool.end();
  await running.stop();
  expect(finding).toBeNull();
  return erasures;
}

/** Nothing of the child is left but what the law keeps, and the other child is all there. */
async function expectGone(db: FreshDatabase): Promise<void> {
  const keys = await ask<{ retention: string }>(
    db.keysOwnerUrl,
    'SELECT retention FROM data_key WHERE owner = $1 AND wrapped IS NOT NULL',
    [subject],
  );
  expect(keys).toEqual([{ retention: 'operation' }]);
  for (const table of ['subject', 'enrolment', 'person', 'birth_date_assertion']) {
    const column = table === 'subject' ? 'id' : 'subject';
    expect(await ask(db.ownerUrl, `SELECT 1 FROM ${table} WHERE ${column} = $1`, [subject]), table).toEqual(
      [],
    );
  }
  const left = await ask(
    db.ownerUrl,
    `SELECT DISTINCT retention FROM ledger_payload WHERE owner = $1 AND retention <> 'operation'`,
    [subject],
  );
  expect(left).toEqual([]);
  expect(await ask(db.ownerUrl, 'SELECT 1 FROM enrolment WHERE ref = $1', [stays])).toHaveLength(1);
}

describe('an erased child does not come back', () => {
  it('with a main database from before, beside the keys of now', async () => {
    const db = await empty();
    await restoreHub(configOf(db), { from: at('main-before'), keysFrom: at('keys-after') }, new Date());
    expect(await ask(db.ownerUrl, 'SELECT 1 FROM subject WHERE id = $1', [subject])).toHaveLength(1);
    expect(await served(db, at('no-journal-needed'))).toHaveLength(1);
    await expectGone(db);
  });

  it('with keys from before, beside the main database of now', async () => {
    const db = await empty();
    await restoreHub(configOf(db), { from: at('main-after'), keysFrom: at('keys-before') }, new Date());
    expect(await served(db, at('nor-here'))).toHaveLength(1);
    await expectGone(db);
  });

  it('with both from before, because the journal knows', async () => {
    const db = await empty();
    await restoreHub(configOf(db), { from: at('main-before'), keysFrom: at('keys-before') }, new Date());
    const [alive] = await ask(
      db.keysOwnerUrl,
      'SELECT 1 FROM data_key WHERE owner = $1 AND wrapped IS NOT NULL',
      [subject],
    );
    expect(alive).toBeDefined();
    expect(await served(db)).toHaveLength(1);
    await expectGone(db);
    // A second start finds nothing left to do.
    expect(await served(db)).toHaveLength(1);
  });
});

describe('a restore is refused', () => {
  const refused = (db: FreshDatabase, asked: Parameters<typeof restoreHub>[1], now = new Date()) =>
    restoreHub(configOf(db), asked, now).then(
      () => 'restored',
      (error: Error) => error.message,
    );

  it('into databases that hold something', async () => {
    expect(await refused(hub.fresh, { from: at('main-after') })).toMatch(/not empty/);
    expect(await refused(hub.fresh, { keysFrom: at('keys-after') })).toMatch(/not empty/);
  });

  it('of keys past their last day', async () => {
    const late = new Date(Date.now() + 30 * day);
    expect(await refused(await empty(), { keysFrom: at('keys-before') }, late)).toMatch(/past its last day/);
  });

  it('of keys without a journal that knows all that was erased before', async () => {
    const db = await empty();
    const without = restoreHub(configOf(db, null), { keysFrom: at('keys-after') }, new Date());
    await expect(without).rejects.toThrow(/only with the journal/);
    const lost = restoreHub(configOf(db, at('lost.ndjson')), { keysFrom: at('keys-after') }, new Date());
    await expect(lost).rejects.toThrow(/lacks rrq_/);
    const copied = { keysFrom: at('keys-after'), erasures: journal };
    expect(await restoreHub(configOf(db, at('lost.ndjson')), copied, new Date())).toBe(1);
  });

  it('of a backup that was altered, is not whole, or is another', async () => {
    const db = await empty();
    expect(await refused(db, { from: at('keys-after') })).toMatch(/no backup of the main database/);
    expect(await refused(db, { from: at('nothing') })).toMatch(/no whole backup/);
    const file = join(at('main-after'), 'subject.ndjson.gz');
    const rows = gunzipSync(await readFile(file)).toString();
    await writeFile(file, gzipSync(rows.replace(/\\\\x../, '\\\\x00')));
    expect(await refused(db, { from: at('main-after') })).toMatch(/was altered/);
    expect(await ask(db.ownerUrl, 'SELECT 1 FROM ledger_entry')).toEqual([]);
  });
});

describe('a backup', () => {
  it('of the main database holds no key, and goes into a folder of its own', async () => {
    const manifest = JSON.parse(await readFile(join(at('main-before'), 'manifest.json'), 'utf8')) as {
      tables: readonly { table: string }[];
      checkpoint: string;
    };
    expect(manifest.tables.map(({ table }) => table)).not.toContain('data_key');
    expect(manifest.checkpoint).toContain('/kernhub');
    const again = backUpHub(configOf(hub.fresh), { to: at('main-before') }, new Date());
    await expect(again).rejects.toThrow(/not empty/);
  });
});
