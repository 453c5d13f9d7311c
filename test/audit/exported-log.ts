/** The log of a hub as an export, and replays of what a hub could have written instead. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExportVerification, exportLog, verifyExport } from '../../src/audit/index.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import { openVault } from '../../src/vault/index.js';
import { temporaryFolder } from '../harness/folder.js';
import type { TestHub } from '../harness/hub.js';
import { type ForgedEntry, forge, readEntries } from './forge.js';

export interface ExportedLog {
  readonly entries: readonly ForgedEntry[];
  /** Replays the log as the hub wrote it. */
  verify(): Promise<ExportVerification>;
  /** Replays what is told instead, with tree and signature that are right. @param change gets a copy */
  replay(change: (told: ForgedEntry[]) => readonly ForgedEntry[]): Promise<ExportVerification>;
  close(): Promise<void>;
}

export async function exportedLog({ fresh, hubKeys, ledger }: TestHub): Promise<ExportedLog> {
  const folder = await temporaryFolder('exported-log');
  const keysPool = openPool(fresh.keysUrl);
  const verifierKeys = ledger.verifierKeys();
  const origin = verifierKeys[0]?.split('+')[0] ?? '';
  let log = '';
  const { finding } = await exportLog({
    ...{ pool: fresh.database.pool, vault: openVault({ keysPool, keys: hubKeys }), origin, verifierKeys },
    kinds: entryKinds,
    write: async (lines) => {
      log += lines;
    },
  });
  await keysPool.end();
  if (finding !== null) throw new Error(`the log does not hold: ${JSON.stringify(finding)}`);
  const entries = readEntries(log.trimEnd().split('\n'));
  const verified = async (name: string, text: string): Promise<ExportVerification> => {
    const file = join(folder, name);
    await writeFile(file, text);
    return verifyExport({ file, kinds: entryKinds });
  };
  return {
    entries,
    verify: () => verified('log.ndjson', log),
    replay: (change) => {
      const told = change(structuredClone([...entries]));
      return verified('forged.ndjson', `${forge(origin, hubKeys.ledger, told).join('\n')}\n`);
    },
    close: () => rm(folder, { recursive: true }),
  };
}
