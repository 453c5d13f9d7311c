import { type ChildProcess, spawn } from 'node:child_process';
import { runToEnd } from '../../src/demo/supervisor/index.js';

/** A command that runs in a shell and a process group of its own, with all it prints. */
export interface RunningCommand {
  readonly child: ChildProcess;
  readonly printed: () => string;
  /** Resolves when the text has been printed; rejects when the command ends or the time is up before. */
  until(text: string | RegExp, seconds: number): Promise<void>;
  /** As a terminal does on Ctrl-C: the whole group gets SIGINT. Resolves with the exit code. */
  interrupt(): Promise<number | null>;
  ended(): Promise<number | null>;
}

export function runCommand(command: string, cwd: string, env: NodeJS.ProcessEnv = {}): RunningCommand {
  const { NODE_OPTIONS: _, VITEST: __, NODE_ENV: ___, ...inherited } = process.env;
  const child = spawn('bash', ['-c', command], { cwd, env: { ...inherited, ...env }, detached: true });
  let text = '';
  const collect = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const end = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    printed: () => text,
    ended: () => end,
    interrupt: () => {
      process.kill(-(child.pid ?? 0), 'SIGINT');
      return end;
    },
    until: (wanted, seconds) =>
      new Promise((resolve, reject) => {
        const present = (): boolean =>
          typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
        const settle = (act: () => void): void => {
          clearInterval(poll);
          clearTimeout(limit);
          act();
        };
        const poll = setInterval(() => present() && settle(resolve), 50);
        const fail = (why: string): void =>
          settle(() => reject(new Error(`${why} before printing ${String(wanted)}:\n${text.slice(-4_000)}`)));
        const limit = setTimeout(() => fail(`${seconds} s passed`), seconds * 1000);
        void end.then(() => (present() ? settle(resolve) : fail('the command ended')));
      }),
  };
}

/** @throws Error with what the command said, unless it ended well */
export async function kernhub(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { code, output } = await runToEnd(args, env);
  if (code !== 0) throw new Error(`kernhub ${args.join(' ')}: ${output}`);
  return output;
}
