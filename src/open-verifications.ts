import type { Config } from './config.js';
import type { Log } from './http/index.js';
import type { Clock } from './kernel/index.js';
import type { Ledger } from './ledger/index.js';
import type { OpenDatabases } from './open-databases.js';
import type { HubKeys } from './vault/index.js';
import { createVerifications, type Verifications } from './verifications/index.js';

/** Built: a process is started from JavaScript, also where the hub runs from its sources. */
const program = new URL('../dist/verification-program.js', import.meta.url);

/** The log is broken; its rule is the code of the line in the log of the hub. */
class LedgerBroken extends Error {
  override readonly name = 'LedgerBroken';
  readonly code: string;

  constructor(rule: string) {
    super(`the ledger does not hold: ${rule}`);
    this.code = rule;
  }
}

/** Runs of the replay, on the databases and keys that the hub has. */
export function openVerifications(
  {
    config,
    databases,
    keys,
    log,
  }: {
    readonly config: Config;
    readonly databases: OpenDatabases;
    readonly keys: HubKeys;
    readonly log: Log;
  },
  clock: Clock,
  ledger: Ledger,
): Verifications {
  const { kek, macKey, former } = keys;
  return createVerifications({
    ...{ database: databases.database, ledger, clock, program, everyHours: config.verifyEveryHours },
    order: () => ({
      ...databases.urls,
      keys: { kek, macKey, ...(former !== undefined && { former }) },
      origin: config.ledgerOrigin,
      verifierKeys: ledger.verifierKeys(),
      movedClock: !config.production,
    }),
    onBroken: (rule) =>
      log.failure(
        'THE LEDGER DOES NOT HOLD: see the console or kernhub verify log --database',
        new LedgerBroken(rule),
      ),
    onFailure: (error) => log.failure('a verification of the ledger did not come to a word', error),
  });
}
