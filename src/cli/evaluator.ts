import { parseArgs } from 'node:util';
import { evaluatorSettings, runEvaluator } from '../evaluator/index.js';
import type { Command } from './command.js';
import { settingsList } from './settings-list.js';

export const command: Command = {
  help: `kernhub evaluator: evaluates blinded identifiers (RFC 9497) on the hub's order, until it is told to stop.

Usage: kernhub evaluator

It holds a key of its own and sees no identifier and no pseudonym. Whoever holds this key and the hub's database and
keys can try every BSN: let another organisation run it. When it takes calls it prints one line with its public key,
which the hub (PRF_PUBLIC_KEY) and the roster must name.

Settings, all from the environment; kernhub config evaluator shows what applies:
${settingsList(evaluatorSettings)}
`,
  run: async (args, { env }) => {
    parseArgs({ args: [...args], options: {} });
    await runEvaluator(env);
    return 0;
  },
};
