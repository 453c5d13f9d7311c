import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { lifelineModule, packageRoot } from './programs.js';

/** What a stuck process gets before it is ended by force. */
const patienceMs = 20_000;

/** What a process says of itself on its first line. */
export interface Ready {
  readonly ready: string;
  readonly url: string;
  readonly [member: string]: unknown;
}

export interface RunningProcess {
  readonly name: string;
  readonly pid: number;
  readonly ready: Ready;
  readonly logFile: string;
  /** Resolves with the exit code once the process has ended, expected or not. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

export interface ProcessOrder {
  readonly name: string;
  /** Path of the program below the build, and its arguments. */
  readonly program: URL;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** By default true; only a program that is none of ours goes without. */
  readonly lifeline?: boolean;
  /** Ends it while it starts; later it is stopped with {@link RunningProcess.stop}. */
  readonly signal?: AbortSignal;
}

/** A process that ended before it was ready; the message holds the end of its log. */
export class StartFailed extends Error {
  override readonly name = 'StartFailed';
}

/** Starts a program in a process group of its own and waits for its ready line. @throws StartFailed */
export async function startProcess(order: ProcessOrder): Promise<RunningProcess> {
  if (order.signal?.aborted)
    throw new StartFailed(`${order.name} is not started: everything is being stopped`);
  const log = createWriteStream(order.logFile, { flags: 'a', mode: 0o600 });
  const child = spawn(
    process.execPath,
    [
      ...(order.lifeline === false ? [] : ['--import', lifelineModule.href]),
      fileURLToPath(order.program),
      ...(order.args ?? []),
    ],
    {
      cwd: fileURLToPath(packageRoot),
      detached: true,
      env: { ...inherited(), ...order.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  // A write to a child that is already gone is no error of ours.
  child.stdin.on('error', () => undefined);
  child.stderr.pipe(log, { end: false });
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(null));
  });
  const giveUp = (): void => void stopGroup(child, ended);
  order.signal?.addEventListener('abort', giveUp, { once: true });
  const ready = await firstLine(child, log, ended);
  order.signal?.removeEventListener('abort', giveUp);
  if (ready === null) throw new StartFailed(`${order.name} did not start:\n${await tailOf(order.logFile)}`);
  let stopping: Promise<void> | undefined;
  return {
    name: order.name,
    pid: child.pid ?? 0,
    ready,
    logFile: order.logFile,
    ended,
    // Once: a second signal would tell it to end without finishing its work.
    stop: () => {
      stopping ??= stopGroup(child, ended);
      return stopping;
    },
  };
}

/** Settings of whoever runs the demonstration must not reach its processes: a real DATABASE_URL, for example. */
export function inherited(): Record<string, string> {
  const wanted = [
    'PATH',
    'HOME',
    'USER',
    'LANG',
    'TMPDIR',
    'TEMP',
    'SystemRoot',
    'NODE_EXTRA_CA_CERTS',
    'NODE_OPTIONS',
    'KERNHUB_TEST_MARK',
  ];
  return Object.fromEntries(
    wanted.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

function firstLine(child: ChildProcess, log: WriteStream, ended: Promise<unknown>): Promise<Ready | null> {
  return new Promise((resolve) => {
    if (child.stdout === null) throw new TypeError('no stdout');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = readyLine(line);
      if (ready === null) log.write(`${line}\n`);
      else resolve(ready);
    });
    void ended.then(() => resolve(null));
  });
}

function readyLine(line: string): Ready | null {
  if (!line.startsWith('{"ready"')) return null;
  try {
    return JSON.parse(line) as Ready;
  } catch {
    return null;
  }
}

async function stopGroup(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  signalGroup(child.pid, 'SIGTERM');
  const limit = setTimeout(() => signalGroup(child.pid ?? 0, 'SIGKILL'), patienceMs);
  await ended;
  clearTimeout(limit);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Gone already.
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export async function tailOf(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  return text.split('\n').slice(-20).join('\n');
}
