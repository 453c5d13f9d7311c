import { parseArgs } from 'node:util';
import { restoreHub } from '../back-up-hub.js';
import { loadDatabaseConfig } from '../config.js';
import { type Command, UsageError } from './command.js';

export const command: Command = {
  help: `kernhub restore: puts backups of a hub into empty databases.

Usage: kernhub restore [--from FOLDER] [--keys-from FOLDER] [--erasures FILE]

  --from FOLDER       a backup of the main database (kernhub backup --to)
  --keys-from FOLDER  a backup of the key store (kernhub backup --keys-to), at most 30 days old
  --erasures FILE     a copy of the journal of erasures, where ERASURE_JOURNAL_FILE is gone or behind. Keys come back only
                      with a journal that knows everything that was erased before that backup.

Every file is held against the manifest first. Databases that hold anything are refused, and so is another version of
kernhub than the one that made the backup. At its next start the hub erases anew what was erased since, before it serves
anyone; and it refuses to start where the witnesses have seen more of the ledger than came back.
`,
  run: async (args, { env, out }) => {
    const { values } = parseArgs({
      args: [...args],
      options: { from: { type: 'string' }, 'keys-from': { type: 'string' }, erasures: { type: 'string' } },
    });
    const { from, 'keys-from': keysFrom, erasures } = values;
    if (from === undefined && keysFrom === undefined) {
      throw new UsageError('say what to put back: --from FOLDER or --keys-from FOLDER');
    }
    const known = await restoreHub(
      loadDatabaseConfig(env),
      {
        ...(from !== undefined && { from }),
        ...(keysFrom !== undefined && { keysFrom }),
        ...(erasures !== undefined && { erasures }),
      },
      new Date(),
    );
    out(`restored; ${known} erasures in the journal are carried out anew at the next start of the hub\n`);
    return 0;
  },
};
