import { parseArgs } from 'node:util';
import { runEvaluator } from '../evaluator/index.js';
import type { Command } from './command.js';

export const command: Command = {
  help: `kernhub evaluator: evaluates blinded identifiers (RFC 9497) on the hub's order, until it is told to stop.

Usage: kernhub evaluator

It holds a key of its own and sees no identifier and no pseudonym. Whoever holds this key and the hub's database and
keys can try every BSN: let another organisation run it. When it takes calls it prints one line with its public key,
which the hub (PRF_PUBLIC_KEY) and the roster must name.

Settings:
  EVALUATOR_PORT        port to listen on; 0 for any free one
  HOST                  address to listen on (default 127.0.0.1)
  EVALUATOR_KEY_FILE    file of its key; made at the first start
  EVALUATOR_HUB_KEY     public half of the hub's ticket key, as a JWK: only its orders are carried out;
                        a list of both while it is replaced
  EVALUATOR_PER_HOUR        evaluations an hour for one budget (default 600)
  EVALUATOR_TOTAL_PER_HOUR  evaluations an hour for all together, whatever the hub says (default 20000)
`,
  run: async (args, { env }) => {
    parseArgs({ args: [...args], options: {} });
    await runEvaluator(env);
    return 0;
  },
};
