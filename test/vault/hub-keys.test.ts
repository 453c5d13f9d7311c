import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecretFileUnusable } from '../../src/kernel/index.js';
import { HubKeysInvalid, newHubKeys, readHubKeys, writeHubKeys } from '../../src/vault/index.js';

describe('the file of hub keys', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kernhub-keys-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives back what was written, readable by its owner only', async () => {
    const file = join(folder, 'hub.json');
    const keys = await newHubKeys({ development: true });
    await writeHubKeys(file, keys);
    expect(await readHubKeys(file)).toEqual(keys);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is never overwritten, and leaves nothing half-written behind', async () => {
    const file = join(folder, 'twice.json');
    const first = await newHubKeys({ development: false });
    await writeHubKeys(file, first);
    const second = await newHubKeys({ development: false });
    await expect(writeHubKeys(file, second)).rejects.toThrow(SecretFileUnusable);
    expect(await readHubKeys(file)).toEqual(first);
    expect((await readdir(folder)).filter((name) => name.startsWith('twice'))).toEqual(['twice.json']);
  });

  it('is refused when everyone can read it', async () => {
    const file = join(folder, 'open.json');
    await writeHubKeys(file, await newHubKeys({ development: true }));
    await chmod(file, 0o644);
    await expect(readHubKeys(file)).rejects.toThrow('chmod 600');
  });

  it('is refused with file and place when malformed, without quoting a value', async () => {
    const file = join(folder, 'bad.json');
    await writeFile(file, JSON.stringify({ kek: 'too-short-secret' }), { mode: 0o600 });
    const failure = await readHubKeys(file).catch((error: Error) => error);
    expect(failure).toBeInstanceOf(HubKeysInvalid);
    expect((failure as Error).message).toContain('/kek');
    expect((failure as Error).message).not.toContain('too-short-secret');
    await writeFile(file, '{"kek": secret', { mode: 0o600 });
    await expect(readHubKeys(file)).rejects.toThrow(`${file} is not JSON`);
  });
});
