import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ReplayOrder, ReplaySaid, Verified } from '../domain/messages.js';

/** The process that replays ended without a word, or with the class of an error as its only one. */
export class ReplayFailed extends Error {
  override readonly name = 'ReplayFailed';
}

/** Of JavaScript objects in the process. A log whose children and exchanges need more is verified with the command. */
const memoryMb = 1_024;

export interface ReplayProcess {
  /** Entries that held so far. */
  readonly entries: number;
  /** What it found. @throws ReplayFailed also where it was ended */
  readonly verified: Promise<Verified>;
  /** Ends it; it only reads, so there is nothing that it must finish. */
  end(): void;
}

/**
 * Starts a process of its own that replays the log, so that the hub goes on serving: it has its own connections, a bounded
 * memory and a low priority. It ends with the hub, however the hub ends.
 */
export function startReplay(program: URL, order: ReplayOrder): ReplayProcess {
  const child = fork(fileURLToPath(program), [], {
    execArgv: [`--max-old-space-size=${memoryMb}`],
    // Keys are bytes, which JSON has not.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // The hub goes first, also while the program is loaded.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  let entries = 0;
  const verified = new Promise<Verified>((resolve, reject) => {
    child.on('message', (said: ReplaySaid) => {
      if ('entries' in said) {
        entries = said.entries;
        return;
      }
      if ('verified' in said) resolve(said.verified);
      else reject(new ReplayFailed(`the replay failed: ${said.failed}`));
      // It waits for that: its word must not be overtaken by its end.
      child.disconnect();
    });
    child.on('error', reject);
    child.once('exit', (code, signal) =>
      reject(new ReplayFailed(`the replay ended early: ${signal ?? code}`)),
    );
  });
  child.send(order, (error) => {
    // A process that is gone says so by its end.
    if (error !== null) child.kill();
  });
  return {
    get entries() {
      return entries;
    },
    verified,
    end: () => void child.kill(),
  };
}
