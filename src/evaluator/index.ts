/**
 * The evaluator: holds the key of the oblivious PRF and evaluates blinded points on the hub's order. Knows its key,
 * the hub's public key and opaque budget names. Must never know a BSN, a partner or an output, because whoever holds
 * this key beside the hub's database could try every BSN: so it is a process of its own that another organisation
 * can hold.
 */
import { HourlyLimit } from './hourly-limit.js';
import { readOrCreateKeyFile } from './key-file.js';
import { startEvaluator } from './server.js';
import { type EvaluatorSettings, readEvaluatorSettings } from './settings.js';

export { createKeyFile as newEvaluatorKey, layKeyOver } from './key-file.js';
export type { RunningEvaluator } from './server.js';
export {
  type EvaluatorSettings,
  EvaluatorSettingsInvalid,
  evaluatorSettings,
  readEvaluatorSettings,
} from './settings.js';

/** Starts an evaluator inside this process. @throws SecretFileUnusable */
export async function openEvaluator(settings: EvaluatorSettings) {
  const keys = await readOrCreateKeyFile(settings.keyFile);
  const limit = new HourlyLimit(settings.perHour, settings.totalPerHour);
  return startEvaluator({ keys, hubKeys: settings.hubKeys, limit }, settings);
}

/**
 * The process: starts, prints one ready line with address and public key, and returns after SIGTERM or SIGINT.
 *
 * @throws EvaluatorSettingsInvalid | SecretFileUnusable
 */
export async function runEvaluator(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const evaluator = await openEvaluator(readEvaluatorSettings(env));
  const stopped = new Promise<void>((done) => {
    process.once('SIGTERM', done);
    process.once('SIGINT', done);
  });
  const { url, publicKey } = evaluator;
  process.stdout.write(`${JSON.stringify({ ready: 'evaluator', url, publicKey })}\n`);
  await stopped;
  await evaluator.close();
}
