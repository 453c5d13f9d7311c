/**
 * A real PostgreSQL 18 from npm packages, for machines without one. Durable like any other: fsync on, data checksums,
 * scram, only on 127.0.0.1 and, where its path is short enough, on a socket in the cluster's folder. A server that outlived its hub (kill -9) is adopted at the next start.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { binariesFor, reachable, type ServerUser, serverUser } from './embedded-binaries.js';
import { launch, type Passwords, runningServer, socketFolderOf, stop, urlOf } from './embedded-process.js';

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
  const { passwords, fresh } = await readPasswords(join(home, 'database-passwords.json'));
  if (fresh) await setAside(cluster);
  const binaries = await binariesFor(user);
  await initialise(binaries, cluster, passwords, user);
  const running = await runningServer(cluster, passwords);
  const { pid, port } = running ?? (await launch(binaries, place, cluster, user, passwords));
  await createRolesAndDatabases(urlOf('postgres', passwords.superuser, port, 'postgres'), passwords);
  const socket = await socketFolderOf(cluster, port);
  return {
    place,
    pid,
    port,
    superuserUrl: urlOf('postgres', passwords.superuser, port, 'postgres', socket),
    ownerUrl: urlOf('kernhub_owner', passwords.owner, port, 'kernhub', socket),
    appUrl: urlOf('kernhub_app', passwords.app, port, 'kernhub', socket),
    keysOwnerUrl: urlOf('kernhub_owner', passwords.owner, port, 'kernhub_keys', socket),
    keysUrl: urlOf('kernhub_app', passwords.app, port, 'kernhub_keys', socket),
    stop: () => stop(pid),
  };
}

/** Below a folder that the server's user may not enter, the cluster lives in /var/tmp under the folder's name. */
async function hostedElsewhere(home: string): Promise<string> {
  const place = `/var/tmp/kernhub${home.replaceAll('/', '-')}`;
  await mkdir(place, { recursive: true, mode: 0o755 });
  return place;
}

/**
 * A cluster hosted elsewhere outlives the data folder that was deleted, and nobody has its passwords any more. Set aside
 * and not deleted, because it may hold what someone looks for.
 */
async function setAside(cluster: string): Promise<void> {
  if (await isCluster(cluster)) await rename(cluster, `${cluster}-without-passwords-${Date.now()}`);
}

const isCluster = (cluster: string): Promise<boolean> =>
  readFile(join(cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  );

async function readPasswords(
  file: string,
): Promise<{ readonly passwords: Passwords; readonly fresh: boolean }> {
  const secret = (): string => randomBytes(24).toString('base64url');
  let fresh = true;
  try {
    await writeFile(file, JSON.stringify({ superuser: secret(), owner: secret(), app: secret() }), {
      flag: 'wx',
      mode: 0o600,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    fresh = false;
  }
  return { passwords: JSON.parse(await readFile(file, 'utf8')) as Passwords, fresh };
}

async function initialise(
  binaries: string,
  cluster: string,
  passwords: Passwords,
  user: ServerUser | null,
): Promise<void> {
  if (await isCluster(cluster)) return;
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
    if (!roles.rows.some(({ rolname }) => rolname === 'kernhub_partner_officer')) {
      await client.query('CREATE ROLE kernhub_partner_officer NOLOGIN');
      await client.query('GRANT kernhub_partner_officer TO kernhub_app WITH INHERIT FALSE');
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
