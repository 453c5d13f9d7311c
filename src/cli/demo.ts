import { parseArgs } from 'node:util';
import { runDemo } from '../demo/index.js';
import { type Command, UsageError } from './command.js';

export const command: Command = {
  help: `kernhub demo: plays the whole story with an invented family, on real processes, without configuration.

Usage: kernhub demo [--stay [--data FOLDER]]

  --stay         keeps everything running after the story, and prints addresses and logins; Ctrl-C stops it all.
                 The next start continues with the same world.
  --data FOLDER  where that world is kept (default .kernhub).

Without --stay it plays in a temporary folder on free ports, leaves nothing behind, and exits with 0 only if every
step behaved as stated. Its people, keys and passwords are public: never put real data beside it.
`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { stay: { type: 'boolean' }, data: { type: 'string' } },
    });
    const stay = values.stay === true;
    if (!stay && values.data !== undefined) throw new UsageError('--data goes with --stay');
    return runDemo({ stay, ...(values.data !== undefined && { dataFolder: values.data }) });
  },
};
