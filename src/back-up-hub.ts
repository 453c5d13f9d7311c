import type { DatabaseConfig } from './config.js';
import {
  type BackupManifest,
  BackupRefused,
  backUp,
  openPool,
  readBackup,
  restoreBackup,
} from './database/index.js';
import { locateDatabases, migrateBoth } from './open-databases.js';
import { keyBackupDays, noJournal, openJournal } from './rights/index.js';
import { erasureOrders } from './vault/index.js';

export interface BackupsAsked {
  /** Folder for the main database, which holds no key. */
  readonly to?: string;
  /** Folder for the key store, which must not lie with the other. */
  readonly keysTo?: string;
}

/** Backs up the main database, the key store or both, each into a folder of its own; while the hub runs. @throws BackupRefused */
export async function backUpHub(
  config: DatabaseConfig,
  { to, keysTo }: BackupsAsked,
  now: Date,
): Promise<readonly BackupManifest[]> {
  const { urls, stop } = await locateDatabases(config);
  const keysPool = openPool(urls.keysOwner, { connections: 1 });
  try {
    // Those of before the backup: an erasure that runs meanwhile is in the journal too.
    const erasures = (await erasureOrders(keysPool).all()).map(({ name }) => name);
    const takenAt = now.toISOString();
    const expiresAt = new Date(now.getTime() + keyBackupDays * 86_400_000).toISOString();
    const made: BackupManifest[] = [];
    if (to !== undefined)
      made.push(await backUp(urls.owner, to, { kind: 'main', takenAt, expiresAt: null, erasures }));
    if (keysTo !== undefined) {
      made.push(await backUp(urls.keysOwner, keysTo, { kind: 'keys', takenAt, expiresAt, erasures }));
    }
    return made;
  } finally {
    await keysPool.end();
    await stop();
  }
}

export interface RestoreAsked {
  readonly from?: string;
  readonly keysFrom?: string;
  /** A copy of the erasure journal, where the one that the settings name is gone or behind. */
  readonly erasures?: string;
}

/**
 * Puts backups back into empty databases. Nobody is served by this: the next start of the hub erases anew whatever the
 * journal or the key store knows to be erased, before it opens its door.
 *
 * @returns how many erasures the journal knows
 * @throws BackupRefused also where keys come back and the journal does not know all that was erased before that backup
 */
export async function restoreHub(
  config: DatabaseConfig,
  { from, keysFrom, erasures }: RestoreAsked,
  now: Date,
): Promise<number> {
  const main = from === undefined ? null : await readBackup(from, 'main', now);
  const keys = keysFrom === undefined ? null : await readBackup(keysFrom, 'keys', now);
  const journal = config.erasureJournalFile === null ? noJournal : openJournal(config.erasureJournalFile);
  if (erasures !== undefined) await journal.add(await openJournal(erasures).lines());
  const known = (await journal.lines()).map((line) => (JSON.parse(line) as { readonly name: string }).name);
  if (keys !== null) {
    if (config.erasureJournalFile === null) {
      throw new BackupRefused('keys come back only with the journal of erasures: set ERASURE_JOURNAL_FILE');
    }
    const lost = [...keys.erasures, ...(main?.erasures ?? [])].find((name) => !known.includes(name));
    if (lost !== undefined) {
      throw new BackupRefused(
        `the journal of erasures lacks ${lost}, which was erased before that backup: give a newer copy with --erasures FILE`,
      );
    }
  }
  const { urls, stop } = await locateDatabases(config);
  try {
    await migrateBoth(urls);
    if (from !== undefined && main !== null) await restoreBackup(urls.owner, from, main);
    if (keysFrom !== undefined && keys !== null) await restoreBackup(urls.keysOwner, keysFrom, keys);
    return known.length;
  } finally {
    await stop();
  }
}
