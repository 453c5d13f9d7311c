/** Profiles for `kernhub call`: one for each partner's system and for everyone who can sign in. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publicJwkOf } from '../../kernel/index.js';
import type { Profile } from '../../profiles/index.js';
import { accounts, clientIdOf, type PartnerName, partnerNames } from '../world/index.js';
import { deskClientId, deskRedirectUri } from './officer-desk.js';
import { agentUrlOf, hubUrlOf, type Surroundings } from './process-settings.js';

/** Writes them anew, in `demo/profiles` of the data folder; they hold passwords, so that only the owner may read them. */
export async function writeProfiles(around: Surroundings): Promise<void> {
  const home = join(around.folders.data, 'demo');
  const { desk } = around.world;
  await writeSecret(join(home, 'desk-keys.json'), { signing: desk, dpop: desk });
  await rm(join(home, 'profiles'), { recursive: true, force: true });
  await mkdir(join(home, 'profiles'));
  for (const [name, profile] of Object.entries(profilesOf(around))) {
    await writeSecret(join(home, 'profiles', `${name}.json`), profile);
  }
}

function profilesOf(around: Surroundings): Record<string, Profile> {
  const systems = partnerNames.map((name) => [name, { who: 'system', ...partnerOf(around, name) }] as const);
  const people = Object.values(accounts).map((one) => [one.account, personOf(around, one)] as const);
  return Object.fromEntries<Profile>([...systems, ...people]);
}

type Person = (typeof accounts)[keyof typeof accounts];

function personOf(around: Surroundings, { account, password, realm, clients, duty }: Person): Profile {
  const hub = hubUrlOf(around.world);
  const signIn = { account, password };
  if (realm === 'citizens') return { who: 'citizen', hub, signIn };
  const partner = partnerNames.find((name) => clients?.includes(clientIdOf(name)));
  if (partner !== undefined) {
    const redirectUri = `${agentUrlOf(around.world, partner)}/callback`;
    return { who: 'professional', ...partnerOf(around, partner), redirectUri, signIn };
  }
  return {
    who: 'officer',
    hub,
    issuer: around.issuers.officers,
    clientId: deskClientId,
    keys: '../desk-keys.json',
    redirectUri: deskRedirectUri(hub),
    signIn,
    scope: duty === 'administrator' ? 'hub:administer' : 'hub:oversee',
  };
}

const partnerOf = ({ world, issuers }: Surroundings, name: PartnerName) => ({
  hub: hubUrlOf(world),
  issuer: issuers.professionals,
  clientId: clientIdOf(name),
  keys: `../${name}/keys.json`,
  partner: world.partners[name].id,
  covenantKey: publicJwkOf(world.covenant) as unknown as Extract<Profile, { who: 'system' }>['covenantKey'],
});

async function writeSecret(file: string, value: unknown): Promise<void> {
  await rm(file, { force: true });
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
}
