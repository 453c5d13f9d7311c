import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseConfig, EvaluationConfig } from './config.js';
import { HubError } from './contract/index.js';
import { openPool, type Tx } from './database/index.js';
import { systemClock } from './kernel/index.js';
import { locateDatabases } from './open-databases.js';
import { StartRefused } from './open-hub-keys.js';
import { developmentKeysFile } from './package-folders.js';
import { evaluateLaid, pseudonymHashes } from './people/index.js';
import {
  type Evaluate,
  hashedLater,
  KeyedHashes,
  type MacKeys,
  openVault,
  type Rehashed,
  readHubKeys,
  rehashRows,
} from './vault/index.js';

/**
 * Lays the present MAC key of the keys file over the hash of every pseudonym; where an evaluator's key came with it, each
 * goes through the evaluator, as fast as its limits let it.
 *
 * @param onWait told how many seconds it stands still for a limit of the evaluator
 * @throws EvaluatorUnavailable
 */
export async function rehashKeys(
  config: DatabaseConfig & EvaluationConfig,
  onWait: (seconds: number) => void,
): Promise<Rehashed> {
  const keys = await readHubKeys(config.hubKeysFile ?? developmentKeysFile(config.dataFolder));
  const { urls, stop } = await locateDatabases(config);
  const ownerPool = openPool(urls.owner, { connections: 1 });
  const keysPool = openPool(urls.keysApp, { connections: 1 });
  const evaluate = evaluateLaid(
    {
      clock: systemClock(),
      publicUrl: config.publicUrl,
      evaluator: { url: config.evaluatorUrl },
      ticketKey: keys.ticket,
      vault: openVault({ keysPool, keys }),
    },
    'rehash',
  );
  try {
    return await rehashRows(ownerPool, new KeyedHashes(keys), pseudonymHashes, patiently(evaluate, onWait));
  } finally {
    await ownerPool.end();
    await keysPool.end();
    await stop();
  }
}

/** Waits until the evaluator's hour is over where its limit is reached. */
const patiently =
  (evaluate: Evaluate, onWait: (seconds: number) => void): Evaluate =>
  async (key, input) => {
    for (;;) {
      try {
        return await evaluate(key, input);
      } catch (error) {
        const limited = error instanceof HubError && error.code === 'rate-limited';
        if (!limited) throw error;
        const seconds = error.options.retryAfterSeconds ?? 60;
        onWait(seconds);
        await pause(seconds * 1_000);
      }
    }
  };

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
