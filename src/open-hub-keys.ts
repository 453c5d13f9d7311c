import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Config } from './config.js';
import { SecretFileUnusable } from './kernel/index.js';
import { developmentKeysFile } from './package-folders.js';
import { type HubKeys, newHubKeys, readHubKeys, writeHubKeys } from './vault/index.js';

/** The hub will not start like this; the message says why and what to do. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

/**
 * Reads the hub's keys; in development makes them at the first start, marked as such.
 *
 * @throws StartRefused in production on development keys; HubKeysInvalid | SecretFileUnusable
 */
export async function openHubKeys(
  config: Pick<Config, 'production' | 'hubKeysFile' | 'dataFolder'>,
): Promise<HubKeys> {
  const file = config.hubKeysFile ?? developmentKeysFile(config.dataFolder);
  if (!config.production && config.hubKeysFile === null) await makeDevelopmentKeys(file, config.dataFolder);
  const keys = await readHubKeys(file);
  if (config.production && keys.development) {
    throw new StartRefused(
      `${file} holds development keys, and this is production: make others with kernhub keys new hub --out FILE`,
    );
  }
  return keys;
}

async function makeDevelopmentKeys(file: string, folder: string): Promise<void> {
  if (existsSync(file)) return;
  await mkdir(folder, { recursive: true });
  await writeHubKeys(file, await newHubKeys({ development: true })).catch((error: unknown) => {
    // Another process made them at the same moment: its keys are as good.
    if (!(error instanceof SecretFileUnusable)) throw error;
  });
}
