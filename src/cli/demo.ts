import { parseArgs } from 'node:util';
import { runDemo } from '../demo/index.js';
import { type Command, UsageError } from './command.js';

export const command: Command = {
  help: `kernhub demo: plays the whole story with an invented family, on real processes, without configuration.

Usage: kernhub demo [--stay [--data FOLDER]]

  --stay         keeps everything running after the story, and prints addresses and logins; Ctrl-C stops it all.
                 The next start continues with the same world.
  --data FOLDER  where that world is kept (default .kernhub).

With --stay, PORT says on which port the hub of a new world listens (default 8080). No other setting counts here: HOST
neither, because nobody but this machine may enter a world whose passwords are public.

Without --stay it plays in a temporary folder on free ports, leaves nothing behind, and exits with 0 only if every
step behaved as stated. Its people, keys and passwords are public: never put real data beside it.
`,
  run: async (args, { env }) => {
    const { values } = parseArgs({
      args: [...args],
      options: { stay: { type: 'boolean' }, data: { type: 'string' } },
    });
    const stay = values.stay === true;
    if (!stay && values.data !== undefined) throw new UsageError('--data goes with --stay');
    if (!stay) return runDemo({ stay });
    const hubPort = hubPortOf(env.PORT);
    return runDemo({
      stay,
      ...(values.data !== undefined && { dataFolder: values.data }),
      ...(hubPort !== undefined && { hubPort }),
    });
  },
};

/** An empty variable is an absent one, as for the hub. */
function hubPortOf(text = ''): number | undefined {
  if (text.trim() === '') return undefined;
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new UsageError('PORT must be a whole number from 1 to 65535');
  return port;
}
