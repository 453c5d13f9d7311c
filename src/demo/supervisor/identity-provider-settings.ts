import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generatePrivateJwk, type PrivateJwk, publicJwkOf } from '../../kernel/index.js';
import type { HubKeys } from '../../vault/index.js';
import type { ClientRegistration, IdentityProviderSettings } from '../identity-provider/index.js';
import { type Realm, realms } from '../identity-provider/registration.js';
import { accounts, clientIdOf, partnerNames, partners } from '../world/index.js';
import { deskClientId, deskRedirectUri } from './officer-desk.js';
import { agentUrlOf, citizensClientId, hubUrlOf, officersClientId } from './process-settings.js';
import type { Folders, WorldFile } from './world-file.js';

/** Writes the settings of the identity provider and gives the name of the file. */
export async function writeIdentityProviderSettings(
  folders: Folders,
  world: WorldFile,
  hubKeys: HubKeys,
): Promise<string> {
  const hubUrl = hubUrlOf(world);
  const settings: IdentityProviderSettings = {
    port: world.ports.identityProvider,
    audience: hubUrl,
    accounts: Object.values(accounts).map((account) =>
      'of' in account ? { ...account, partner: world.partners[account.of].id } : account,
    ),
    signingKeys: Object.fromEntries(await Promise.all(realms.map(keysOfRealm))),
    clients: [
      {
        realm: 'citizens',
        clientId: citizensClientId,
        name: 'Kernhub',
        jwks: [publicJwkOf(hubKeys.client)],
        redirectUris: [`${hubUrl}/callback`],
        signedOutUris: [`${hubUrl}/signed-out`],
      },
      {
        realm: 'officers',
        clientId: officersClientId,
        name: 'Kernhub',
        jwks: [publicJwkOf(hubKeys.client)],
        redirectUris: [`${hubUrl}/officer/callback`],
        signedOutUris: [`${hubUrl}/officer/signed-out`],
        dpopBound: false,
      },
      {
        realm: 'officers',
        clientId: deskClientId,
        name: 'Beheer van Kernhub',
        jwks: [publicJwkOf(world.desk)],
        redirectUris: [deskRedirectUri(hubUrl)],
      },
      ...partnerNames.map(
        (name): ClientRegistration => ({
          realm: 'professionals',
          clientId: clientIdOf(name),
          name: partners[name].title,
          jwks: [publicJwkOf(world.partners[name].keys.dpop)],
          redirectUris: [`${agentUrlOf(world, name)}/callback`],
        }),
      ),
    ],
  };
  const file = join(folders.data, 'demo', 'identity-provider.json');
  await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  return file;
}

/** In the file, so that an issuer that starts again can sign with another key and still publish this one. */
const keysOfRealm = async (realm: Realm): Promise<[Realm, readonly PrivateJwk[]]> => [
  realm,
  [await generatePrivateJwk('P-256')],
];
