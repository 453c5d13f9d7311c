/** A disk that a test can fill: a tmpfs in a mount namespace, which root may make, and most Linux users in a namespace of their own. */
import { execFile, spawn } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface SmallDisk {
  /** What a command begins with so that it sees the disk. */
  readonly inside: readonly string[];
  /** Writes until ENOSPC. @returns bytes written */
  fill(): Promise<number>;
  makeRoom(): Promise<void>;
  remove(): Promise<void>;
}

/** This machine lets nobody mount anything. */
export class NoSmallDisk extends Error {
  override readonly name = 'NoSmallDisk';
}

/** Mounts a small disk over a folder, with what is in it. */
export async function smallDisk(
  place: string,
  folder: string,
  spareMegabytes: number,
  user: { readonly uid: number; readonly gid: number },
): Promise<SmallDisk> {
  const isRoot = process.getuid?.() === 0;
  const { stdout } = await run('du', ['-sm', folder]);
  const megabytes = Number(stdout.split('\t')[0]) + spareMegabytes;
  const space = isRoot ? ['-m'] : ['-m', '-U', '--map-current-user', '--keep-caps'];
  const owner = isRoot ? `uid=${user.uid},gid=${user.gid},` : '';
  const script = `set -e; mkdir -p '${place}/disk'
    mount -t tmpfs -o ${owner}mode=0700,size=${megabytes}m tmpfs '${place}/disk'
    cp -a '${folder}/.' '${place}/disk/'; mount --bind '${place}/disk' '${folder}'; echo mounted; exec sleep infinity`;
  const holder = spawn('unshare', [...space, 'sh', '-c', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  await new Promise<void>((mounted, failed) => {
    let complaint = '';
    holder.stdout.once('data', () => mounted());
    holder.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    holder.once('error', (cause) => failed(new NoSmallDisk('unshare(1) is missing', { cause })));
    holder.once('exit', () => failed(new NoSmallDisk(`a small disk cannot be mounted: ${complaint}`)));
  });
  const ballast = `/proc/${holder.pid}/root${place}/disk/ballast`;
  const enter = ['nsenter', '-t', String(holder.pid), '-m'];
  return {
    inside: isRoot
      ? [...enter, '-S', String(user.uid), '-G', String(user.gid), '--']
      : [...enter, '-U', '--preserve-credentials', '--'],
    fill: () => writeUntilFull(ballast),
    makeRoom: () => rm(ballast, { force: true }),
    remove: async () => {
      const gone = new Promise((resolve) => holder.once('exit', resolve));
      holder.kill('SIGKILL');
      await gone;
    },
  };
}

async function writeUntilFull(path: string): Promise<number> {
  const file = await open(path, 'a');
  let written = 0;
  try {
    for (const size of [1 << 20, 4_096, 1]) {
      const piece = Buffer.alloc(size, 1);
      for (;;) {
        try {
          written += (await file.write(piece)).bytesWritten;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'ENOSPC') break;
          throw error;
        }
      }
    }
  } finally {
    await file.close();
  }
  return written;
}
