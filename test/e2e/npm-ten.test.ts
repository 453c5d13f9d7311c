import { access, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkout } from '../harness/checkout.js';
import { runCommand } from '../harness/command.js';
import { type RefusingMirror, refusingMirror } from '../install/refusing-mirror.js';

let folder: string;
let mirror: RefusingMirror;
beforeAll(async () => {
  folder = await checkout();
  mirror = await refusingMirror();
});
afterAll(async () => {
  await mirror.close();
  await rm(folder, { recursive: true, force: true });
});

describe('npm ci of npm 10, which runs every install script', () => {
  it('downloads no program and leaves nothing to do', { timeout: 400_000 }, async () => {
    const command = runCommand('npx --yes npm@10.8.2 ci --foreground-scripts', folder, {
      PRISMA_ENGINES_MIRROR: mirror.url,
      // npm gave it to this very run.
      PRISMA_SCHEMA_ENGINE_BINARY: '',
      npm_config_node_options: '',
    });
    expect(await command.ended(), command.printed()).toBe(0);
    expect(command.printed()).toContain('@prisma/engines@');
    expect(mirror.asked).toEqual([]);
    const engines = await readdir(join(folder, 'node_modules/@prisma/engines'));
    expect(engines.filter((name) => name.includes('engine-'))).toEqual([]);
    for (const made of ['src/generated/prisma/client.ts', 'dist/cli/main.js'])
      await access(join(folder, made));
    const version = runCommand('node dist/cli/main.js --version', folder);
    expect(await version.ended(), version.printed()).toBe(0);
  });
});
