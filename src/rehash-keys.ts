import { join } from 'node:path';
import type { DatabaseConfig } from './config.js';
import { openPool, type Tx } from './database/index.js';
import { locateDatabases } from './open-databases.js';
import { StartRefused } from './open-hub-keys.js';
import { pseudonymHashes } from './people/index.js';
import {
  hashedLater,
  KeyedHashes,
  type MacKeys,
  type Rehashed,
  readHubKeys,
  rehashRows,
} from './vault/index.js';

/** Lays the present MAC key of the keys file over the hash of every pseudonym. */
export async function rehashKeys(config: DatabaseConfig): Promise<Rehashed> {
  const keys = await readHubKeys(config.hubKeysFile ?? join(config.dataFolder, 'hub-keys.json'));
  const hashes = new KeyedHashes(keys);
  const { urls, stop } = await locateDatabases(config);
  const ownerPool = openPool(urls.owner, { connections: 1 });
  try {
    return await rehashRows(ownerPool, hashes, pseudonymHashes);
  } finally {
    await ownerPool.end();
    await stop();
  }
}

/**
 * A hub that lacks a key over what is stored would find nobody and make every child a second time.
 *
 * @throws StartRefused
 */
export async function refuseOlderKeys(tx: Tx, keys: MacKeys): Promise<void> {
  if (await hashedLater(tx, new KeyedHashes(keys), pseudonymHashes))
    throw new StartRefused(
      'the keys file is older than the database: it lacks the MAC key that was laid last',
    );
}
