import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that the embedded database's user may enter, so that nothing is left elsewhere. */
export async function temporaryFolder(purpose: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `kernhub-${purpose}-`));
  await chmod(folder, 0o755);
  return folder;
}
