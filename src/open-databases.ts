import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseConfig, DatabaseUrls } from './config.js';
import {
  type Database,
  type DatabaseOptions,
  migrate,
  openDatabase,
  openPool,
  startEmbeddedServer,
} from './database/index.js';
import { packageFolders } from './package-folders.js';

export interface OpenDatabases {
  readonly database: Database;
  readonly keysPool: ReturnType<typeof openPool>;
  /** For a process of its own: as the application's role. */
  readonly urls: Pick<DatabaseUrls, 'app' | 'keysApp'>;
  close(): Promise<void>;
}

/** Where the databases are: as configured, or on a server of our own that this starts. */
export async function locateDatabases(
  config: DatabaseConfig,
): Promise<{ readonly urls: DatabaseUrls; readonly stop: () => Promise<void> }> {
  if (config.databases !== null) return { urls: config.databases, stop: async () => undefined };
  await mkdir(config.dataFolder, { recursive: true });
  const server = await startEmbeddedServer(join(config.dataFolder, 'database'));
  const { appUrl, ownerUrl, keysUrl, keysOwnerUrl } = server;
  return {
    urls: { app: appUrl, owner: ownerUrl, keysApp: keysUrl, keysOwner: keysOwnerUrl },
    stop: () => server.stop(),
  };
}

export async function migrateBoth(urls: DatabaseUrls): Promise<readonly string[]> {
  return [
    ...(await migrate(urls.owner, packageFolders.migrations)),
    ...(await migrate(urls.keysOwner, packageFolders.keysMigrations)),
  ];
}

/** Applies what is missing. @returns the names applied @throws MigrationFailed */
export async function migrateDatabases(config: DatabaseConfig): Promise<readonly string[]> {
  const { urls, stop } = await locateDatabases(config);
  try {
    return await migrateBoth(urls);
  } finally {
    await stop();
  }
}

/** Finds or starts the databases, migrates them and opens them as the application's role. @throws MigrationFailed */
export async function openDatabases(
  config: DatabaseConfig,
  options: DatabaseOptions = {},
): Promise<OpenDatabases> {
  const { urls, stop } = await locateDatabases(config);
  try {
    await migrateBoth(urls);
  } catch (error) {
    await stop();
    throw error;
  }
  const database = openDatabase(urls.app, options);
  const keysPool = openPool(urls.keysApp, options);
  return {
    database,
    keysPool,
    urls: { app: urls.app, keysApp: urls.keysApp },
    close: async () => {
      await database.close();
      await keysPool.end();
      await stop();
    },
  };
}
