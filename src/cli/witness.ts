import { parseArgs } from 'node:util';
import { runWitness, witnessSettings } from '../agent/index.js';
import type { Command } from './command.js';
import { settingsList } from './settings-list.js';

export const command: Command = {
  help: `kernhub witness: cosigns the checkpoints of ledgers (C2SP tlog-witness), until it is told to stop.

Usage: kernhub witness

It remembers the last checkpoint of each log, cosigns one that is proven to follow from it, and refuses every other: of
a fork it keeps both notes in evidence/ of its state folder, and says so on stderr. When it takes calls it prints one
line with its address and its vkey, which belong in the hub's WITNESS_POLICY_FILE. An agent can be a witness too, with
AGENT_WITNESS_PORT. It sees sizes and hashes of a log, and never what was recorded.

Settings, all from the environment; kernhub config witness shows what applies:
${settingsList(witnessSettings)}
`,
  run: async (args, { env }) => {
    parseArgs({ args: [...args], options: {} });
    await runWitness(env);
    return 0;
  },
};
