import { randomBytes } from 'node:crypto';
import { access, link, open, rm } from 'node:fs/promises';

/** A file with secrets cannot be used; the message names the file and what to do. */
export class SecretFileUnusable extends Error {
  override readonly name = 'SecretFileUnusable';
}

/**
 * Writes a new file that only its owner can read (0600), whole or not at all.
 *
 * @throws SecretFileUnusable when the file exists: a key that is overwritten is lost with all it sealed
 */
export async function createSecretFile(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(unfinished, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
    await file.close();
    // Unlike rename, link refuses to replace what is there.
    await link(unfinished, path);
  } catch (cause) {
    await file.close().catch(() => undefined);
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST')
      throw new SecretFileUnusable(`${path} exists already and is not overwritten`, { cause });
    throw cause;
  } finally {
    await rm(unfinished, { force: true });
  }
}

/**
 * Reads a file that is there without writing anything, because a secret is often mounted where nothing can be written;
 * else makes it. Of two starts at once one makes it, and both read that one.
 *
 * @throws SecretFileUnusable
 */
export async function readOrCreateSecretFile(path: string, make: () => Promise<string>): Promise<string> {
  const isThere = await access(path).then(
    () => true,
    (cause) => (cause as NodeJS.ErrnoException).code !== 'ENOENT',
  );
  if (!isThere) {
    await createSecretFile(path, await make()).catch((error) => {
      if (!(error instanceof SecretFileUnusable)) throw error;
    });
  }
  return readSecretFile(path);
}

/** @throws SecretFileUnusable when the file is absent or when others than its owner and group can reach it */
export async function readSecretFile(path: string): Promise<string> {
  const file = await open(path, 'r').catch((cause) => {
    throw new SecretFileUnusable(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  });
  try {
    const { mode } = await file.stat();
    if (process.platform !== 'win32' && (mode & 0o007) !== 0)
      throw new SecretFileUnusable(`${path} holds secrets but everyone can reach it; run: chmod 600 ${path}`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
