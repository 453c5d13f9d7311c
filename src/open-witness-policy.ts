import { readFile } from 'node:fs/promises';
import type { Config } from './config.js';
import { LedgerContradicted, WitnessFailed } from './ledger/index.js';
import { StartRefused } from './open-hub-keys.js';
import { noteSigner, parseWitnessPolicy, type WitnessPolicy, WitnessPolicyInvalid } from './tlog/index.js';
import type { HubKeys } from './vault/index.js';

/**
 * Reads which witnesses must cosign, where the settings name a file.
 *
 * @throws StartRefused when it cannot be read, is malformed, is of another log, or demands what no hub can get
 */
export async function openWitnessPolicy(
  { witnessPolicyFile: file, ledgerOrigin }: Pick<Config, 'witnessPolicyFile' | 'ledgerOrigin'>,
  keys: Pick<HubKeys, 'ledger'>,
): Promise<WitnessPolicy | null> {
  if (file === null) return null;
  const policy = await parsed(file);
  const { vkey } = noteSigner(ledgerOrigin, keys.ledger).verifier;
  if (policy.logs.length > 0 && !policy.logs.some((log) => log.vkey === vkey)) {
    throw new StartRefused(`${file} lists logs, but not this one: log ${vkey}`);
  }
  const reachable = policy.witnesses.filter(({ url }) => url !== null);
  if (!policy.satisfiedBy(reachable.map(({ key }) => key))) {
    throw new StartRefused(`${file} demands witnesses without a URL: the hub could never ask enough of them`);
  }
  return policy;
}

/** For the log: our own words name a witness of the policy and sizes; those of others are not repeated. */
export const witnessSentence = (error: Error): string =>
  error instanceof WitnessFailed || error instanceof LedgerContradicted
    ? error.message
    : 'asking the witnesses failed and begins anew';

async function parsed(file: string): Promise<WitnessPolicy> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new StartRefused(`${file} cannot be read: ${cause.message}`, { cause });
  });
  try {
    return parseWitnessPolicy(text);
  } catch (cause) {
    if (!(cause instanceof WitnessPolicyInvalid)) throw cause;
    throw new StartRefused(`${file}: ${cause.message}`, { cause });
  }
}
