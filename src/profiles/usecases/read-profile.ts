import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { JsonAmbiguous, type PrivateJwk, parseStrictJson, readSecretFile } from '../../kernel/index.js';
import { type CitizenProfile, type ClientProfile, ProfileInvalid, parseProfile } from '../domain/profile.js';

export interface ClientKeys {
  readonly signing: PrivateJwk;
  readonly dpop: PrivateJwk;
}

export type LoadedProfile =
  | { readonly profile: CitizenProfile; readonly keys: null }
  | { readonly profile: ClientProfile; readonly keys: ClientKeys };

/**
 * Reads a profile and the keys that it names.
 *
 * @param asked a file, or the name of one in the folder
 * @throws ProfileInvalid | SecretFileUnusable
 */
export async function readProfile(asked: string, folder: string): Promise<LoadedProfile> {
  const isFile = asked.includes('/') || asked.endsWith('.json');
  const file = isFile ? asked : join(folder, `${asked}.json`);
  if (!isFile) await requireListed(asked, folder);
  const profile = parseProfile(file, await readJson(file));
  if (profile.who === 'citizen') return { profile, keys: null };
  return { profile, keys: await readKeys(resolve(dirname(file), profile.keys)) };
}

async function requireListed(name: string, folder: string): Promise<void> {
  const files = await readdir(folder).catch(() => null);
  if (files === null) {
    throw new ProfileInvalid(`there are no profiles in ${folder}; npm start writes some, or name a file`);
  }
  const names = files.filter((each) => each.endsWith('.json')).map((each) => each.slice(0, -'.json'.length));
  if (!names.includes(name)) {
    throw new ProfileInvalid(`there is no profile "${name}" in ${folder}, but ${names.sort().join(', ')}`);
  }
}

async function readKeys(file: string): Promise<ClientKeys> {
  const keys = (await readJson(file)) as Partial<ClientKeys> | null;
  for (const use of ['signing', 'dpop'] as const) {
    const key: Partial<PrivateJwk> | undefined = keys?.[use];
    if (typeof key?.kty !== 'string' || typeof key.kid !== 'string' || typeof key.d !== 'string') {
      throw new ProfileInvalid(`${file}: /${use} is not a private key as JWK with kid`);
    }
  }
  return keys as ClientKeys;
}

async function readJson(file: string): Promise<unknown> {
  const text = await readSecretFile(file);
  try {
    return parseStrictJson(text);
  } catch (error) {
    // The reason never quotes the file, which is secret.
    if (error instanceof JsonAmbiguous) throw new ProfileInvalid(`${file}: ${error.pointer} ${error.reason}`);
    throw error;
  }
}
