/**
 * A real PostgreSQL 18 from npm packages, for machines without one. Durable like any other: fsync on, data checksums,
 * scram, only on 127.0.0.1. A server that outlived its hub (kill -9) is adopted at the next start.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { binariesFor, reachable, type ServerUser, serverUser } from './embedded-binaries.js';

export interface EmbeddedServer {
  /** Where the cluster and its log are: the folder asked for, or a place that the server's user can reach. */
  readonly place: string;
  readonly port: number;
  readonly pid: number;
  /** Role that may do anything; for tests and the one-time creation of databases. */
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly keysOwnerUrl: string;
  readonly keysUrl: string;
  stop(): Promise<void>;
}

interface Passwords {
  readonly superuser: string;
  readonly owner: string;
  readonly app: string;
}

/** Statements and values never reach the server's log: a constraint error would print a row (DETAIL). */
const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'TimeZone=UTC',
  'log_timezone=UTC',
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
  'log_statement=none',
];

/**
 * Starts the server of a data folder, or adopts the one that already runs there; makes cluster, roles and databases
 * at the first start.
 *
 * @param folder made when absent; holds the cluster, its log and the passwords (mode 0600)
 */
export async function startEmbeddedServer(folder: string): Promise<EmbeddedServer> {
  const home = resolve(folder);
  await mkdir(home, { recursive: true });
  const user = await serverUser();
  const place = (await reachable(join(home, 'cluster'), user)) ? home : await hostedElsewhere(home);
  const cluster = join(place, 'cluster');
  const passwords = await readPasswords(join(home, 'database-passwords.json'));
  const binaries = await binariesFor(user);
  await initialise(binaries, cluster, passwords, user);
  const running = await runningServer(cluster, passwords);
  const { pid, port } = running ?? (await launch(binaries, place, cluster, user, passwords));
  await createRolesAndDatabases(urlOf('postgres', passwords.superuser, port, 'postgres'), passwords);
  return {
    place,
    pid,
    port,
    superuserUrl: urlOf('postgres', passwords.superuser, port, 'postgres'),
    ownerUrl: urlOf('kernhub_owner', passwords.owner, port, 'kernhub'),
    appUrl: urlOf('kernhub_app', passwords.app, port, 'kernhub'),
    keysOwnerUrl: urlOf('kernhub_owner', passwords.owner, port, 'kernhub_keys'),
    keysUrl: urlOf('kernhub_app', passwords.app, port, 'kernhub_keys'),
    stop: () => stop(pid),
  };
}

const urlOf = (role: string, password: string, port: number, database: string): string =>
  `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;

/** Below a folder that the server's user may not enter, the cluster lives in /var/tmp under the folder's name. */
async function hostedElsewhere(home: string): Promise<string> {
  const place = `/var/tmp/kernhub${home.replaceAll('/', '-')}`;
  await mkdir(place, { recursive: true, mode: 0o755 });
  return place;
}

async function readPasswords(file: string): Promise<Passwords> {
  const secret = (): string => randomBytes(24).toString('base64url');
  try {
    await writeFile(file, JSON.stringify({ superuser: secret(), owner: secret(), app: secret() }), {
      flag: 'wx',
      mode: 0o600,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return JSON.parse(await readFile(file, 'utf8')) as Passwords;
}

async function initialise(
  binaries: string,
  cluster: string,
  passwords: Passwords,
  user: ServerUser | null,
): Promise<void> {
  const exists = await readFile(join(cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
  if (exists) return;
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  const passwordFile = `${cluster}.password`;
  await writeFile(passwordFile, `${passwords.superuser}\n`, { mode: 0o600 });
  if (user !== null) for (const path of [cluster, passwordFile]) await chown(path, user.uid, user.gid);
  const options = [
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--data-checksums',
  ];
  try {
    await run(
      join(binaries, 'bin', 'initdb'),
      [`--pgdata=${cluster}`, `--pwfile=${passwordFile}`, ...options],
      user,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function run(command: string, args: readonly string[], user: ServerUser | null): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { ...(user ?? {}), cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0 ? done() : fail(new Error(`${command} ended with ${code}: ${complaint}`)),
    );
  });
}

/** The server that `postmaster.pid` names, if it answers to our password and serves this very folder. */
async function runningServer(
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

async function launch(
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
    ['-D', cluster, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    {
      ...(user ?? {}),
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, LC_ALL: 'C' },
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

async function createRolesAndDatabases(url: string, passwords: Passwords): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const roles = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles');
    for (const [role, password] of [
      ['kernhub_owner', passwords.owner],
      ['kernhub_app', passwords.app],
    ] as const) {
      if (roles.rows.some((row) => row.rolname === role)) continue;
      await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    }
    const databases = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    for (const name of ['kernhub', 'kernhub_keys']) {
      if (databases.rows.some((row) => row.datname === name)) continue;
      await client.query(`CREATE DATABASE ${name} OWNER kernhub_owner`);
    }
  } finally {
    await client.end();
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
async function stop(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await pause(20);
}
