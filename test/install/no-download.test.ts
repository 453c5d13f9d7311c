import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../harness/command.js';
import { temporaryFolder } from '../harness/folder.js';
import { type RefusingMirror, refusingMirror } from './refusing-mirror.js';

let folder: string;
let mirror: RefusingMirror;
beforeAll(async () => {
  folder = await temporaryFolder('no-download');
  mirror = await refusingMirror();
});
afterAll(async () => {
  await mirror.close();
  await rm(folder, { recursive: true, force: true });
});

/** What npm 10 runs after the install of `@prisma/engines`, as a script of a package, without what others have cached. */
async function installScript(): Promise<readonly string[]> {
  const script = resolve('node_modules/@prisma/engines/scripts/postinstall.js');
  const manifest = { name: 'probe', version: '1.0.0', private: true, scripts: { probe: `node ${script}` } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  const before = mirror.asked.length;
  const env = {
    HOME: folder,
    XDG_CACHE_HOME: folder,
    PRISMA_ENGINES_MIRROR: mirror.url,
    // npm gave it to this very run.
    PRISMA_SCHEMA_ENGINE_BINARY: '',
    npm_config_node_options: '',
  };
  const command = runCommand('npm run probe --loglevel=error', folder, env);
  expect(await command.ended(), command.printed()).toBe(0);
  return mirror.asked.slice(before);
}

describe('the install script of @prisma/engines', () => {
  it('downloads nothing under the .npmrc of this repository, and would without it', async () => {
    expect(await installScript()).not.toEqual([]);
    await copyFile('.npmrc', join(folder, '.npmrc'));
    expect(await installScript()).toEqual([]);
  });
});
