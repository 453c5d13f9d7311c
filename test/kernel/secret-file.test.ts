import { rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOrCreateSecretFile, SecretFileUnusable } from '../../src/kernel/index.js';
import { temporaryFolder } from '../harness/folder.js';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder('secrets');
});
afterAll(() => rm(folder, { recursive: true }));

const made = async () => 'made';

describe('a secret that is read, and made at the first start', () => {
  it('is made once, for its owner alone', async () => {
    const file = join(folder, 'first');
    const both = await Promise.all(
      ['one', 'other'].map((text) => readOrCreateSecretFile(file, async () => text)),
    );
    expect(new Set(both).size).toBe(1);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is read without a trace in its folder, where perhaps nothing can be written', async () => {
    const file = join(folder, 'there');
    await writeFile(file, 'there already', { mode: 0o600 });
    await utimes(folder, 0, 0);
    expect(await readOrCreateSecretFile(file, made)).toBe('there already');
    expect((await stat(folder)).mtimeMs).toBe(0);
  });

  it('is not made anew where it is there but cannot be used', async () => {
    const file = join(folder, 'open');
    await writeFile(file, 'for everyone', { mode: 0o644 });
    await expect(readOrCreateSecretFile(file, made)).rejects.toThrow(SecretFileUnusable);
    await expect(readOrCreateSecretFile(join(file, 'below'), made)).rejects.toThrow(SecretFileUnusable);
  });
});
