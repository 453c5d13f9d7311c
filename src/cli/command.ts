/** One command of `kernhub`. */
export interface Command {
  /** Everything that `kernhub <command> --help` says. */
  readonly help: string;
  /** @returns the exit code: 0 done, 1 not what was hoped for, 2 asked in a way that cannot be done */
  readonly run: (args: readonly string[], surroundings: Surroundings) => Promise<number>;
}

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** The command line cannot be understood; the message says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
