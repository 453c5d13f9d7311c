/** A PostgreSQL of the test's own, which it may kill like a power cut and start again in the same place (Linux). */
import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { migrate, openDatabase, startEmbeddedServer } from '../../src/database/index.js';
import type { FreshDatabase } from './database.js';
import { temporaryFolder } from './folder.js';
import { type SmallDisk, smallDisk } from './small-disk.js';

export interface OwnServer extends FreshDatabase {
  /** Of the main process. */
  readonly pid: () => number;
  /** SIGKILL to the main process and all its children at once, as when the power fails. */
  kill(): Promise<void>;
  /** SIGKILL to one process that serves a hub; PostgreSQL then ends every session and recovers. */
  killBackend(): Promise<void>;
  /** Again, after it was killed. */
  start(): Promise<void>;
  /** Fills the disk to the last byte, and makes room again; only on a small disk. */
  readonly disk: SmallDisk | null;
}

export interface OwnServerOptions {
  /** Puts the data on a disk of its own with so many megabytes to spare. */
  readonly spareMegabytes?: number;
}

/** @throws NoSmallDisk where a small disk was asked for and this machine lets nobody make one */
export async function ownServer({ spareMegabytes }: OwnServerOptions = {}): Promise<OwnServer> {
  const folder = await temporaryFolder('own-server');
  const first = await startEmbeddedServer(folder);
  await migrate(first.ownerUrl, 'prisma/migrations');
  await migrate(first.keysOwnerUrl, 'prisma/keys-migrations');
  const [command = '', ...args] = (await readFile(`/proc/${first.pid}/cmdline`, 'utf8'))
    .split('\0')
    .slice(0, -1);
  const user = await userOf(first.pid);
  const { place } = first;
  await first.stop();
  const disk =
    spareMegabytes === undefined
      ? null
      : await smallDisk(place, join(place, 'cluster'), spareMegabytes, user);
  const order: readonly string[] = [
    ...(disk?.inside ?? []),
    ...[
      command,
      ...args.map((arg) => arg.replace(/^unix_socket_directories=.*/, 'unix_socket_directories=')),
    ],
  ];
  const onTcp = (url: string): string => Object.assign(new URL(url), { search: '' }).href;
  const superuserUrl = Object.assign(new URL(onTcp(first.superuserUrl)), { pathname: '/kernhub' }).href;
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    const log = openSync(join(folder, 'own-server.log'), 'a', 0o600);
    const [program = '', ...rest] = order;
    child = spawn(program, rest, {
      ...(disk === null && process.getuid?.() === 0 && user),
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, LC_ALL: 'C' },
    });
    await answering(superuserUrl);
  };
  await start();
  const database = openDatabase(onTcp(first.appUrl));
  const pid = (): number => child.pid ?? 0;
  return {
    database,
    appUrl: onTcp(first.appUrl),
    ownerUrl: onTcp(first.ownerUrl),
    superuserUrl,
    keysUrl: onTcp(first.keysUrl),
    keysOwnerUrl: onTcp(first.keysOwnerUrl),
    pid,
    disk,
    start,
    kill: () => killAll(pid()),
    killBackend: () => killBackend(superuserUrl),
    drop: async () => {
      await database.close();
      await killAll(pid());
      await disk?.remove();
      await rm(folder, { recursive: true, force: true });
      if (place !== folder) await rm(place, { recursive: true, force: true });
    },
  };
}

async function userOf(pid: number): Promise<{ readonly uid: number; readonly gid: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const id = (name: string): number => Number(new RegExp(`^${name}:\\t(\\d+)`, 'm').exec(status)?.[1]);
  return { uid: id('Uid'), gid: id('Gid') };
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (attempt === 1_200) throw error;
      await pause(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

const childrenOf = async (pid: number): Promise<readonly number[]> =>
  (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => ''))
    .split(' ')
    .filter((text) => text !== '')
    .map(Number);

async function killAll(pid: number): Promise<void> {
  // Stopped first, so that it starts nobody anew while its children are killed.
  signal(pid, 'SIGSTOP');
  const children = await childrenOf(pid);
  for (const each of [...children, pid]) signal(each, 'SIGKILL');
  while ([...children, pid].some(isAlive)) await pause(10);
}

async function killBackend(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // It ends every session, this one too.
  client.on('error', () => undefined);
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'hub-%' AND pid <> pg_backend_pid()
     ORDER BY state = 'active' DESC, random() LIMIT 1`,
  );
  const [victim] = rows;
  if (victim === undefined) throw new Error('no hub has a session');
  signal(victim.pid, 'SIGKILL');
  await client.end().catch(() => undefined);
  await answering(url);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
