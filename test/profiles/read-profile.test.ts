import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePrivateJwk, publicJwkOf } from '../../src/kernel/index.js';
import { readProfile } from '../../src/profiles/index.js';
import { temporaryFolder } from '../harness/folder.js';

let folder: string;
let client: Record<string, unknown>;

async function written(name: string, document: unknown, mode = 0o600): Promise<string> {
  const file = join(folder, `${name}.json`);
  await writeFile(file, typeof document === 'string' ? document : JSON.stringify(document), { mode });
  await chmod(file, mode);
  return name;
}

beforeAll(async () => {
  folder = await temporaryFolder('profiles');
  const [signing, dpop] = [await generatePrivateJwk('Ed25519'), await generatePrivateJwk('P-256')];
  await mkdir(join(folder, 'keys'));
  await written('keys/all', { signing, dpop });
  await written('keys/half', { dpop });
  client = {
    hub: 'https://hub.example',
    issuer: 'https://idp.example',
    clientId: 'us',
    keys: 'keys/all.json',
    partner: `prt_${'a'.repeat(22)}`,
    covenantKey: publicJwkOf(await generatePrivateJwk('Ed25519')),
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a profile', () => {
  it('of a system is read with its keys, from beside it, by name or as a file', async () => {
    await written('us', { who: 'system', ...client });
    const byName = await readProfile('us', folder);
    expect(byName.profile).toMatchObject({ who: 'system', clientId: 'us' });
    expect(byName.keys?.signing.crv).toBe('Ed25519');
    expect(await readProfile(join(folder, 'us.json'), '/nowhere')).toEqual(byName);
  });

  it('names everything that is wrong with it', async () => {
    await written('odd', { who: 'system', ...client, hub: 'ftp://hub', colour: 'red' });
    await expect(readProfile('odd', folder)).rejects.toThrow(
      /\/colour is not a known field; \/hub must match/,
    );
    await written('nobody', { who: 'king' });
    await expect(readProfile('nobody', folder)).rejects.toThrow('/who must be one of system, professional');
  });

  it('with a password is refused for anything but this machine', async () => {
    const signIn = { account: 'a', password: 'b' };
    await written('person', {
      ...{ who: 'professional', ...client, signIn },
      redirectUri: 'http://localhost:1/callback',
    });
    await expect(readProfile('person', folder)).rejects.toThrow('issuer on this machine only');
    await written('parent', { who: 'citizen', hub: 'https://hub.example', signIn });
    await expect(readProfile('parent', folder)).rejects.toThrow('issuer on this machine only');
    await written('local', { who: 'citizen', hub: 'http://localhost:8080', signIn });
    expect((await readProfile('local', folder)).keys).toBeNull();
  });

  it('that everyone can read is refused, and its content is never quoted', async () => {
    await written('open', { who: 'system', ...client }, 0o644);
    await expect(readProfile('open', folder)).rejects.toThrow('chmod 600');
    await written('torn', '{"who":"system","secret":"abc"');
    await expect(readProfile('torn', folder)).rejects.toThrow(/torn\.json: {1,2}is not JSON$/);
  });

  it('needs both private keys of a client', async () => {
    await written('half', { who: 'system', ...client, keys: 'keys/half.json' });
    await expect(readProfile('half', folder)).rejects.toThrow('/signing is not a private key');
  });

  it('by a name that there is none of names those that there are', async () => {
    await expect(readProfile('her', folder)).rejects.toThrow(/no profile "her" in .*, but half, local, /);
    await expect(readProfile('her', join(folder, 'none'))).rejects.toThrow('npm start writes some');
  });
});
