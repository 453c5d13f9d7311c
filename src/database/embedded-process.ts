/** The server as a process: finds the one that runs already, starts one, stops it. */
import { spawn } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { access, chmod, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { ServerUser } from './embedded-binaries.js';

export interface Passwords {
  readonly superuser: string;
  readonly owner: string;
  readonly app: string;
}

/** Statements and values never reach the server's log: a constraint error would print a row (DETAIL). */
const settings = [
  'listen_addresses=127.0.0.1',
  'max_connections=200',
  'TimeZone=UTC',
  'log_timezone=UTC',
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
  'log_statement=none',
];

/**
 * For glibc's malloc: what a statement gave back stays with its session for the next one, up to 8 MB, instead of going to the
 * system and coming back page by page. That was a tenth of the server's CPU for a batch of the ledger. Elsewhere it says nothing.
 */
const allocation = { MALLOC_TOP_PAD_: String(2 ** 20), MALLOC_TRIM_THRESHOLD_: String(2 ** 23) } as const;

/** Over TCP, or over the socket in a folder. */
export const urlOf = (
  role: string,
  password: string,
  port: number,
  database: string,
  socketFolder: string | null = null,
): string =>
  `postgresql://${role}:${password}@127.0.0.1:${port}/${database}${
    socketFolder === null ? '' : `?host=${encodeURIComponent(socketFolder)}`
  }`;

/** `sun_path` of unix(7), less its last zero; macOS has a little less room. */
const longestSocketPath = 103;

const socketIn = (folder: string, port: number | string): string => join(folder, `.s.PGSQL.${port}`);

/**
 * The cluster's own folder, which only the server's user may enter, where a socket can stand in it. A statement costs
 * about half over a socket, because its bytes do not pass the network's layers.
 */
const socketFolderFor = (cluster: string): string =>
  process.platform !== 'win32' &&
  socketIn(cluster, 65_535).length <= longestSocketPath &&
  /^[\w/.+-]+$/.test(cluster)
    ? cluster
    : '';

/** Where the running server has its socket, or null for one without. */
export const socketFolderOf = (cluster: string, port: number): Promise<string | null> =>
  access(socketIn(cluster, port), constants.W_OK).then(
    () => cluster,
    () => null,
  );

/** The server that `postmaster.pid` names, if it answers to our password and serves this very folder. */
export async function runningServer(
  cluster: string,
  passwords: Passwords,
): Promise<{ pid: number; port: number } | null> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !port || !isAlive(pid)) return null;
  for (let attempt = 0; attempt < 100 && isAlive(pid); attempt += 1) {
    const client = new pg.Client({
      connectionString: urlOf('postgres', passwords.superuser, port, 'postgres'),
    });
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
      if (rows[0]?.data_directory === cluster) return { pid, port };
      return null;
    } catch {
      // It may still be starting or stopping: ask again until it answers or is gone.
      await pause(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  if (isAlive(pid))
    throw new Error(`a server (pid ${pid}) holds ${cluster} but does not answer; stop it and start again`);
  return null;
}

export async function launch(
  binaries: string,
  place: string,
  cluster: string,
  user: ServerUser | null,
  passwords: Passwords,
): Promise<{ pid: number; port: number }> {
  const port = await freePort();
  const logFile = join(place, 'postgresql.log');
  const log = openSync(logFile, 'a', 0o600);
  // A process group of its own: Ctrl-C in a terminal reaches the hub, and the hub stops the server when it is done.
  const child = spawn(
    join(binaries, 'bin', 'postgres'),
    [
      ...['-D', cluster, '-p', String(port), '-c', `unix_socket_directories=${socketFolderFor(cluster)}`],
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    {
      ...(user ?? {}),
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...allocation, ...process.env, LC_ALL: 'C' },
    },
  );
  closeSync(log);
  await chmod(logFile, 0o600);
  child.unref();
  const failed = new Promise<never>((_, fail) => child.once('error', fail));
  const ready = waitUntilReady(
    child.pid ?? 0,
    urlOf('postgres', passwords.superuser, port, 'postgres'),
    logFile,
  );
  await Promise.race([ready, failed]);
  return { pid: child.pid ?? 0, port };
}

async function waitUntilReady(pid: number, url: string, logFile: string): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch {
      if (!isAlive(pid)) throw new Error(`the embedded PostgreSQL did not start; see ${logFile}`);
      await pause(25);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object' ? done(address.port) : fail(new Error('no port')),
      );
    });
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Fast shutdown (SIGINT): open transactions roll back, what was committed is on disk. */
export async function stop(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await pause(20);
}
