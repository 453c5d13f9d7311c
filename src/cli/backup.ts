import { parseArgs } from 'node:util';
import { backUpHub } from '../back-up-hub.js';
import { loadDatabaseConfig } from '../config.js';
import { type Command, UsageError } from './command.js';

export const command: Command = {
  help: `kernhub backup: writes the databases of a hub into folders, as they are at one moment; the hub may run.

Usage: kernhub backup --to FOLDER
       kernhub backup --keys-to FOLDER

  --to FOLDER       the main database: the ledger, sealed, and everything around it. It holds no key: without the key
                    store nothing of it can be read.
  --keys-to FOLDER  the key store, for a place of its own that never lies with the other. It may exist for 30 days: after
                    that it is not put back, and the certificates of erasures say that it is gone. Destroy it then.

Keep beside them, in every copy, the file of the hub's keys (HUB_KEYS_FILE) and the journal of erasures
(ERASURE_JOURNAL_FILE): without it, who was erased would come back with both backups. Databases: see kernhub config --help.
`,
  run: async (args, { env, out }) => {
    const { values } = parseArgs({
      args: [...args],
      options: { to: { type: 'string' }, 'keys-to': { type: 'string' } },
    });
    const { to, 'keys-to': keysTo } = values;
    if (to === undefined && keysTo === undefined) {
      throw new UsageError('say where to: --to FOLDER or --keys-to FOLDER');
    }
    const asked = { ...(to !== undefined && { to }), ...(keysTo !== undefined && { keysTo }) };
    for (const { kind, tables, expiresAt } of await backUpHub(loadDatabaseConfig(env), asked, new Date())) {
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      const until = expiresAt === null ? '' : `; destroy it before ${expiresAt.slice(0, 10)}`;
      out(
        `${kind === 'main' ? 'main database' : 'key store'}: ${tables.length} tables, ${rows} rows${until}\n`,
      );
    }
    return 0;
  },
};
