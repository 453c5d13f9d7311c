import { parseArgs } from 'node:util';
import { verifyDatabase } from '../app.js';
import { loadDatabaseConfig } from '../config.js';
import { type Command, UsageError } from './command.js';

export const command: Command = {
  help: `kernhub verify: checks that nothing in the ledger was changed, left out or slipped in.

Usage: kernhub verify log --database [--json]

  --database  reads the hub's own database: recomputes every leaf from its opened entry, the whole tree, and the
              signature of the newest checkpoint. Needs the same settings as kernhub migrate, and HUB_KEYS_FILE.
  --json      prints the report as JSON.

Exits with 0 when the ledger holds, with 1 when it does not; then it names the first entry that is wrong.
`,
  run: async (args, { env, out }) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { database: { type: 'boolean' }, json: { type: 'boolean' } },
      allowPositionals: true,
    });
    if (positionals.join(' ') !== 'log') throw new UsageError('say what to verify: log');
    if (values.database !== true) throw new UsageError('say where it is: --database');
    const report = await verifyDatabase(loadDatabaseConfig(env));
    out(values.json === true ? `${JSON.stringify(report, null, 2)}\n` : '');
    return 0;
  },
};
