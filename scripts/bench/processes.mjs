// Starts the processes that are measured and reads from /proc what each has cost.
import { spawn } from 'node:child_process';
import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const built = (path) => join(root, 'dist', path);

/** Settings of whoever runs the measurement must not reach its processes. */
const inherited = () =>
  Object.fromEntries(
    ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TZ'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/**
 * Starts a Node program and waits for its first message or, where it prints one, its ready line.
 *
 * @returns {{pid: number, ready: object, ask(message: object): Promise<object>, stop(): Promise<void>}}
 */
export async function startNode({ name, nodeArgs = [], program, args = [], env = {}, logs }) {
  const child = spawn(process.execPath, [...nodeArgs, program, ...args], {
    cwd: root,
    env: { ...inherited(), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stderr.pipe(createWriteStream(join(logs, `${name}.log`)));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const waiting = [];
  child.on('message', (message) => waiting.shift()?.(message));
  const ready = await Promise.race([readyLine(child), ended.then(() => null)]);
  if (ready === null) throw new Error(`${name} did not start; see ${join(logs, `${name}.log`)}`);
  return {
    pid: child.pid,
    ready,
    ask: (message) =>
      Promise.race([
        new Promise((resolve) => {
          waiting.push(resolve);
          child.send(message);
        }),
        ended.then(() => Promise.reject(new Error(`${name} ended; see ${join(logs, `${name}.log`)}`))),
      ]),
    stop: async () => {
      child.kill('SIGTERM');
      const limit = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(limit);
    },
  };
}

function readyLine(child) {
  return new Promise((resolve) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk.toString();
      const line = text.split('\n').find((candidate) => candidate.startsWith('{"ready"'));
      if (line !== undefined) resolve(JSON.parse(line));
    });
  });
}

/** CPU seconds of a process so far, with those of its children that ended. */
function ownSeconds(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    // utime, stime, cutime, cstime: fields 14 to 17 of proc(5), in hundredths of a second.
    return [11, 12, 13, 14].reduce((sum, place) => sum + Number(fields[place]), 0) / 100;
  } catch {
    return 0;
  }
}

/** CPU seconds of a process and all its children that live; null where there is no /proc. */
export function cpuSeconds(pid) {
  if (process.platform !== 'linux') return null;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1].split(' ')[1] === String(pid);
      } catch {
        return false;
      }
    });
  return ownSeconds(pid) + children.reduce((sum, child) => sum + ownSeconds(child), 0);
}

/** What each part of a system spends while the work runs: `{name: seconds}`, and the work's own result. */
export async function measured(pids, work) {
  const read = () => Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, cpuSeconds(pid)]));
  const before = read();
  const result = await work();
  const after = read();
  const cpu = Object.fromEntries(
    Object.keys(pids).map((name) => [name, after[name] === null ? null : after[name] - before[name]]),
  );
  return { result, cpu };
}
