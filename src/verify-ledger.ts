import { existsSync } from 'node:fs';
import {
  type ExportedLog,
  type ExportLogOptions,
  exportLog,
  type Verification,
  type VerifyDatabaseOptions,
  verifyDatabase,
} from './audit/index.js';
import type { DatabaseConfig } from './config.js';
import { openPool } from './database/index.js';
import { entryKinds } from './entry-kinds.js';
import { formerVerifiers } from './ledger/index.js';
import { locateDatabases } from './open-databases.js';
import { StartRefused } from './open-hub-keys.js';
import { developmentKeysFile } from './package-folders.js';
import { noteSigner } from './tlog/index.js';
import { openVault, readHubKeys } from './vault/index.js';

export interface LedgerQuestion {
  /** Another database than the configured one, such as a restored copy. */
  readonly databaseUrl?: string;
  /** C2SP vkeys to expect; without them those of the hub's own keys, former ones too. */
  readonly verifierKeys?: readonly string[];
  /** Signed checkpoints that someone kept: the log must extend each. */
  readonly known?: readonly string[];
  /** Those that came from the hub, as a receipt has them: the cosignatures under them must be stored too. */
  readonly handedOut?: readonly string[];
}

/**
 * Verifies the ledger in a database, and that the tables which mirror it say the same. With the hub's keys and key
 * store every entry is opened too; without, only the tree and its signatures can be checked.
 *
 * @throws StartRefused when neither keys nor verifier keys are there
 */
export const verifyLedger = (config: DatabaseConfig, question: LedgerQuestion): Promise<Verification> =>
  onLedger(config, question, (ledger) => {
    const { known = [], handedOut = [] } = question;
    return verifyDatabase({ ...ledger, known, handedOut, views: true });
  });

/**
 * Hands out the ledger in a database, every entry opened, as lines of NDJSON.
 *
 * @throws StartRefused when the keys that open it are not there
 */
export const exportLedger = (
  config: DatabaseConfig,
  question: LedgerQuestion,
  { write, onProgress }: Pick<ExportLogOptions, 'write' | 'onProgress'>,
): Promise<ExportedLog> =>
  onLedger(config, question, (ledger) => {
    if (ledger.vault === null) {
      throw new StartRefused('nothing can be opened: set HUB_KEYS_FILE and KEYS_DATABASE_URL');
    }
    return exportLog({ ...ledger, write, ...(onProgress !== undefined && { onProgress }) });
  });

async function onLedger<T>(
  config: DatabaseConfig,
  question: LedgerQuestion,
  work: (ledger: VerifyDatabaseOptions) => Promise<T>,
): Promise<T> {
  const file = config.hubKeysFile ?? developmentKeysFile(config.dataFolder);
  const keys = config.hubKeysFile !== null || existsSync(file) ? await readHubKeys(file) : null;
  const own =
    keys === null
      ? []
      : [
          noteSigner(config.ledgerOrigin, keys.ledger).verifier,
          ...formerVerifiers(config.ledgerOrigin, keys.former?.ledger ?? []),
        ].map(({ vkey }) => vkey);
  const verifierKeys = question.verifierKeys ?? own;
  const [first] = verifierKeys;
  if (first === undefined) {
    throw new StartRefused('whose signature to expect is not known: set HUB_KEYS_FILE, or give --key VKEY');
  }
  const { urls, stop } = await locateFor(config, question);
  const pool = openPool(urls.app, { connections: 2 });
  const keysPool = urls.keysApp === null ? null : openPool(urls.keysApp, { connections: 2 });
  try {
    return await work({
      pool,
      vault: keys === null || keysPool === null ? null : openVault({ keysPool, keys }),
      origin: first.split('+')[0] ?? '',
      verifierKeys,
      kinds: entryKinds,
    });
  } finally {
    await pool.end();
    await keysPool?.end();
    await stop();
  }
}

interface Located {
  readonly urls: { readonly app: string; readonly keysApp: string | null };
  readonly stop: () => Promise<void>;
}

async function locateFor(config: DatabaseConfig, { databaseUrl }: LedgerQuestion): Promise<Located> {
  if (databaseUrl === undefined) return locateDatabases(config);
  const keysApp = config.databases?.keysApp ?? null;
  return { urls: { app: databaseUrl, keysApp }, stop: async () => undefined };
}
