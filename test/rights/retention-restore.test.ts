/** A backup from before content went since its term was over, put back: the content does not come back with it. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningHub, startHub } from '../../src/app.js';
import { verifyDatabase } from '../../src/audit/index.js';
import { backUpHub, restoreHub } from '../../src/back-up-hub.js';
import { type DatabaseConfig, loadConfig } from '../../src/config.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import { createLog } from '../../src/http/index.js';
import { openVault } from '../../src/vault/index.js';
import type { FreshDatabase } from '../harness/database.js';
import { familyOf } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { startTestHub, type TestHub } from '../harness/hub.js';
import { type MovableDatabase, movableDatabase } from '../harness/years.js';
import { answeredRight, letLapse, sixYears } from './old-content.js';

let hub: TestHub;
let folder: string;
let before: MovableDatabase;
let back: MovableDatabase;
let restarted: RunningHub | undefined;

const configOf = (db: FreshDatabase): DatabaseConfig => ({
  databases: { app: db.appUrl, owner: db.ownerUrl, keysApp: db.keysUrl, keysOwner: db.keysOwnerUrl },
  dataFolder: folder,
  hubKeysFile: null,
  erasureJournalFile: join(folder, 'erasures.ndjson'),
  ledgerOrigin: 'unused',
});
/** Nobody signs in. */
const issuers = {
  PROFESSIONALS_ISSUERS: 'http://localhost:9/professionals',
  OFFICERS_ISSUER: 'http://localhost:9/officers',
  CITIZENS_ISSUER: 'http://localhost:9/citizens',
  ...{ CITIZENS_ACR: 'x', MFA_ACR: 'x', EVALUATOR_URL: 'http://localhost:9' },
};
const contents = async ({ database }: FreshDatabase): Promise<number> =>
  (
    await database.reader.query(
      `SELECT 1 FROM ledger_payload JOIN ledger_entry USING (log_id, seq) WHERE kind = 'rights' AND owner <> 'hub'`,
    )
  ).length;

beforeAll(async () => {
  folder = await temporaryFolder('retention-backups');
  before = await movableDatabase();
  await before.move(-sixYears);
  hub = await startTestHub({
    server: before.server,
    environment: { ERASURE_JOURNAL_FILE: join(folder, 'erasures.ndjson') },
  });
  await answeredRight(hub, await familyOf(hub, 'zes jaar geleden'));
  await before.move(sixYears);
  const main = join(folder, 'main');
  await backUpHub(configOf(before.server), { to: main }, new Date());
  await letLapse(hub.privacyOfficer);
  await hub.halt();
  back = await movableDatabase();
  await restoreHub(configOf(back.server), { from: main }, new Date());
});
afterAll(async () => {
  await restarted?.stop();
  await hub?.close();
  await back?.server.drop();
});

describe('a database that comes back from before', () => {
  it('has what went, until the hub that starts on it lets it go anew, before it serves', async () => {
    expect([await contents(before.server), await contents(back.server)]).toEqual([0, 4]);
    const { keysUrl, keysOwnerUrl } = before.server;
    const config = loadConfig({
      ...{ PORT: new URL(hub.url).port, DATA_FOLDER: folder },
      ...issuers,
      ...{ DATABASE_URL: back.server.appUrl, DATABASE_OWNER_URL: back.server.ownerUrl },
      ...{ KEYS_DATABASE_URL: keysUrl, KEYS_DATABASE_OWNER_URL: keysOwnerUrl },
      ERASURE_JOURNAL_FILE: join(folder, 'erasures.ndjson'),
      COVENANT_KEY: JSON.stringify({ ...hub.covenantKey, d: undefined }),
      PRF_PUBLIC_KEY: hub.prfPublicKey,
    });
    const log = createLog('info', { write: () => undefined });
    restarted = await startHub(config, { keys: hub.hubKeys, log });
    expect(await contents(back.server)).toBe(0);
    const orders = await back.server.database.reader.query(
      'SELECT officer, ended_at IS NOT NULL AS ended FROM retention_order',
    );
    expect(orders).toEqual([{ officer: null, ended: true }]);
  });

  it('holds, with a retention that the hub carried out by itself', async () => {
    const keysPool = openPool(before.server.keysUrl, { connections: 1 });
    const pool = openPool(back.server.superuserUrl, { connections: 1 });
    const { finding, lapses } = await verifyDatabase({
      ...{ pool, vault: openVault({ keysPool, keys: hub.hubKeys }), views: true },
      origin: hub.ledger.verifierKeys()[0]?.split('+')[0] ?? '',
      ...{ verifierKeys: hub.ledger.verifierKeys(), kinds: entryKinds },
    });
    await keysPool.end();
    await pool.end();
    expect(finding).toBeNull();
    expect(lapses.map(({ covers }) => covers.length)).toEqual([4]);
  });
});
