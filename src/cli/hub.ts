import { parseArgs } from 'node:util';
import { startHub } from '../app.js';
import { loadConfig } from '../config.js';
import { createLog, type Log } from '../http/index.js';
import type { Command } from './command.js';
import { untilStopped } from './until-stopped.js';

export const command: Command = {
  help: `kernhub hub: runs the hub until it is told to stop.

Usage: kernhub hub

Starts the database (its own, unless DATABASE_URL is set), applies migrations, records the catalogue and the policies
in the ledger, and listens on 127.0.0.1:8080 unless HOST and PORT say otherwise. When it takes calls it prints one line:

  {"ready":"hub","url":"http://localhost:8080","listening":"http://127.0.0.1:8080"}

SIGTERM or Ctrl-C: it takes no more calls, ends long polls, finishes the rest, and stops its database.
Settings come from the environment: see kernhub config --help. Logs go to stderr as JSON lines without personal data.
`,
  run: async (args, { env, out }) => {
    parseArgs({ args: [...args], options: {} });
    const config = loadConfig(env);
    const log = createLog(config.logLevel);
    endOnSurprise(log);
    // Asked before the start: a signal in the middle of it must not leave a database server behind.
    const stopped = untilStopped();
    const hub = await startHub(config, { log });
    out(`${JSON.stringify({ ready: 'hub', url: config.publicUrl, listening: hub.listening })}\n`);
    await stopped;
    await hub.stop();
    return 0;
  },
};

/** Node would print the message of an error that nobody caught, and it may quote data. */
function endOnSurprise(log: Log): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.failure('the process ends on an error that nobody caught', error);
      process.exit(1);
    });
  }
}
