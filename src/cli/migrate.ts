import { parseArgs } from 'node:util';
import { loadDatabaseConfig } from '../config.js';
import { migrateDatabases } from '../open-databases.js';
import type { Command } from './command.js';

export const command: Command = {
  help: `kernhub migrate: applies the migrations that the databases do not have yet.

Usage: kernhub migrate

The hub does this itself when it starts. Run it beforehand where the hub may not own its tables: set
DATABASE_OWNER_URL and KEYS_DATABASE_OWNER_URL (with DATABASE_URL and KEYS_DATABASE_URL), or nothing for the embedded
database in DATA_FOLDER. Safe to run from several machines at once.
`,
  run: async (args, { env, out }) => {
    parseArgs({ args: [...args], options: {} });
    const applied = await migrateDatabases(loadDatabaseConfig(env));
    out(applied.length === 0 ? 'nothing to do: the databases are at this version\n' : lines(applied));
    return 0;
  },
};

const lines = (names: readonly string[]): string => names.map((name) => `applied ${name}\n`).join('');
