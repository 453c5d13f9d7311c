import type { DatabaseConfig } from './config.js';
import { openPool } from './database/index.js';
import { locateDatabases } from './open-databases.js';
import { developmentKeysFile } from './package-folders.js';
import { readHubKeys, rewrapDataKeys } from './vault/index.js';

/** Wraps every data key of the key store under the present key-encryption key of the keys file. */
export async function rewrapKeys(
  config: DatabaseConfig,
): Promise<{ readonly rewrapped: number; readonly present: number }> {
  const keys = await readHubKeys(config.hubKeysFile ?? developmentKeysFile(config.dataFolder));
  const { urls, stop } = await locateDatabases(config);
  const ownerPool = openPool(urls.keysOwner, { connections: 1 });
  try {
    return await rewrapDataKeys(ownerPool, keys);
  } finally {
    await ownerPool.end();
    await stop();
  }
}
