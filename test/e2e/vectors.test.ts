import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../harness/command.js';
import { temporaryFolder } from '../harness/folder.js';

describe('the published vectors', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await temporaryFolder('vectors');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are what the command makes, to the byte', async () => {
    const command = runCommand(`node scripts/write-vectors.mjs "${folder}"`, process.cwd());
    expect(await command.ended(), command.printed()).toBe(0);
    const published = (await readdir('test/vectors')).filter((name) => name.endsWith('.json'));
    expect((await readdir(folder)).sort()).toEqual(published.sort());
    for (const name of published) {
      const [made, kept] = [join(folder, name), join('test/vectors', name)];
      expect(await readFile(made, 'utf8'), name).toBe(await readFile(kept, 'utf8'));
    }
  });

  it('are checked without any code of this project', async () => {
    const text = await readFile('test/vectors.test.ts', 'utf8');
    const imports = [...text.matchAll(/^(?:import\b[^;]*?|\}) from '([^']+)'/gm)].map(([, from]) => from);
    expect(imports.sort()).toEqual(['@noble/curves/ed25519.js', 'jose', 'node:crypto', 'node:fs', 'vitest']);
  });
});
