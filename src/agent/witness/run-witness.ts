import { systemClock } from '../../kernel/index.js';
import { FileMalformed } from '../domain/parse-file.js';
import { keepWitness, type Witness, type WitnessParts } from './keep-witness.js';
import { readWitnessSettings, type WitnessSettings } from './settings.js';
import { readOrCreateWitnessKey } from './witness-key.js';
import { openWitnessDoor, type WitnessDoor } from './witness-server.js';

/** A file keeps the witness from starting; the message names file, place and cause. */
export class WitnessStartRefused extends Error {
  override readonly name = 'WitnessStartRefused';
}

/** One line of JSON on stderr: the event, sizes and names of logs. */
const logToStderr: WitnessParts['log'] = (event, facts = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...facts })}\n`);
};

/** Starts a witness inside this process. @throws SecretFileUnusable | WitnessStartRefused */
export async function openWitness(
  settings: WitnessSettings,
  { clock = systemClock(), log = logToStderr }: Partial<Pick<WitnessParts, 'clock' | 'log'>> = {},
): Promise<{ readonly witness: Witness; readonly door: WitnessDoor }> {
  const { keyFile, name, logKeys, stateFolder, host, port } = settings;
  const cosigner = await readOrCreateWitnessKey(keyFile, name);
  const parts: WitnessParts = { cosigner, logKeys: () => logKeys, folder: stateFolder, clock, log };
  const witness = await keepWitness(parts).catch((cause: unknown) => {
    if (cause instanceof FileMalformed) throw new WitnessStartRefused(cause.message, { cause });
    throw cause;
  });
  return { witness, door: await openWitnessDoor(witness, { host, port }, log) };
}

/**
 * The process: starts, prints one ready line with address and vkey, and returns after SIGTERM or SIGINT.
 *
 * @throws WitnessSettingsInvalid | SecretFileUnusable | WitnessStartRefused
 */
export async function runWitness(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const { witness, door } = await openWitness(readWitnessSettings(env));
  const stopped = new Promise<void>((done) => {
    process.once('SIGTERM', () => done());
    process.once('SIGINT', () => done());
  });
  const { url } = door;
  process.stdout.write(`${JSON.stringify({ ready: 'witness', url, vkey: witness.vkey })}\n`);
  await stopped;
  await door.close();
}
