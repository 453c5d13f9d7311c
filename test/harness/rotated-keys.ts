/** Every key of an invented world, rotated with the commands that docs/operations.md shows. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Roster, signStatement } from '../../src/contract/index.js';
import type { IdentityProviderSettings } from '../../src/demo/identity-provider/index.js';
import type { RunningWorld } from '../../src/demo/supervisor/index.js';
import { clientIdOf, type PartnerName } from '../../src/demo/world/index.js';
import {
  generatePrivateJwk,
  importSigningKey,
  type PrivateJwk,
  publicJwkOf,
} from '../../src/kernel/index.js';
import { type HubKeys, readHubKeys } from '../../src/vault/index.js';
import { kernhub } from './command.js';

type PartnerKeys = Record<'signing' | 'sealing' | 'dpop', PrivateJwk>;

export interface Rotated {
  readonly hubKeysFile: string;
  readonly hub: HubKeys;
  readonly evaluatorKeyFile: string;
  readonly covenant: PrivateJwk;
  keysFileOf(partner: PartnerName): string;
  keysOf(partner: PartnerName): PartnerKeys;
}

/** One file after the other, each with one more key rotated. @returns the last */
async function rotateIn(file: string, keys: readonly string[]): Promise<string> {
  let from = file;
  for (const key of keys) {
    const to = file.replace('.json', `-${key}.json`);
    await kernhub(['keys', 'rotate', key, '--from', from, '--out', to]);
    from = to;
  }
  return from;
}

export async function rotateEverything(
  { around }: RunningWorld,
  partners: readonly PartnerName[],
): Promise<Rotated> {
  const evaluatorKeyFile = around.folders.evaluatorKey.replace('.json', '-2.json');
  const [onceRotated, ...files] = await Promise.all([
    rotateIn(around.folders.hubKeys, ['ticket', 'ledger', 'kek', 'client', 'mac']),
    ...partners.map((name) =>
      rotateIn(join(around.folders.of(name), 'keys.json'), ['signing', 'sealing', 'dpop']),
    ),
  ]);
  // The second MAC key goes with a key of the evaluator.
  const rotate = [
    'keys',
    'rotate',
    'evaluator',
    '--from',
    around.folders.evaluatorKey,
    '--out',
    evaluatorKeyFile,
  ];
  const [, publicKey = ''] = /"publicKey": "([^"]+)"/.exec(await kernhub(rotate)) ?? [];
  const hubKeysFile = around.folders.hubKeys.replace('.json', '-all.json');
  const both = ['--from', onceRotated, '--out', hubKeysFile];
  await kernhub(['keys', 'rotate', 'mac', '--evaluator', publicKey, ...both]);
  const keys = new Map<PartnerName, { file: string; keys: PartnerKeys }>();
  for (const [place, name] of partners.entries()) {
    const file = files[place] ?? '';
    keys.set(name, { file, keys: JSON.parse(await readFile(file, 'utf8')) as PartnerKeys });
  }
  const of = (name: PartnerName) => {
    const found = keys.get(name);
    if (found === undefined) throw new Error(`the keys of ${name} were not rotated`);
    return found;
  };
  return {
    hubKeysFile,
    hub: await readHubKeys(hubKeysFile),
    evaluatorKeyFile,
    covenant: await generatePrivateJwk('Ed25519'),
    keysFileOf: (name) => of(name).file,
    keysOf: (name) => of(name).keys,
  };
}

/** Registers both keys of each client at the issuers, and gives the issuers a new key beside the old one. */
export async function rotateAtIssuers(
  world: RunningWorld,
  rotated: Rotated,
  partners: readonly PartnerName[],
): Promise<void> {
  const file = world.identityProviderSettings;
  const settings = JSON.parse(await readFile(file, 'utf8')) as IdentityProviderSettings;
  const fresh = new Map<string, PrivateJwk>([
    ['kernhub', rotated.hub.client],
    ...partners.map((name) => [clientIdOf(name), rotated.keysOf(name).dpop] as const),
  ]);
  const clients = settings.clients.map((client) => {
    const next = fresh.get(client.clientId);
    return next === undefined ? client : { ...client, jwks: [...client.jwks, publicJwkOf(next)] };
  });
  const signingKeys: Record<string, readonly PrivateJwk[]> = {};
  for (const [realm, keys] of Object.entries(settings.signingKeys ?? {})) {
    signingKeys[realm] = [await generatePrivateJwk('P-256'), ...keys];
  }
  await writeFile(file, JSON.stringify({ ...settings, clients, signingKeys }), { mode: 0o600 });
  await world.restartIdentityProvider();
}

/** Each partner tells the hub which keys replace its own, signed by the old ones. */
export async function announceKeys(
  world: RunningWorld,
  rotated: Rotated,
  partner: PartnerName,
): Promise<void> {
  const { folders, world: known } = world.around;
  for (const which of ['signing', 'sealing'] as const) {
    const keys = ['--keys', rotated.keysFileOf(partner), '--partner', known.partners[partner].id];
    const body = join(folders.data, `${partner}-${which}.json`);
    await writeFile(body, await kernhub(['keys', 'change', which, ...keys]));
    await kernhub(['call', '--as', partner, 'POST', '/v1/key-changes', `@${body}`], {
      DATA_FOLDER: folders.data,
    });
  }
}

/** The roster in force with other keys in it, one version higher, signed and published. */
export async function publishRoster(
  world: RunningWorld,
  covenant: PrivateJwk,
  change: (roster: Roster) => object,
): Promise<void> {
  const { folders } = world.around;
  const answer = await kernhub(['call', '--as', 'school', 'GET', '/v1/roster'], {
    DATA_FOLDER: folders.data,
  });
  const [, jws = ''] = /"roster": "([^"]+)"/.exec(answer) ?? [];
  const present = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as Roster;
  const next = { ...present, ...change(present), version: present.version + 1 };
  const key = await importSigningKey(covenant);
  const roster = await signStatement(key, 'kernhub-roster+jwt', {
    ...next,
    iat: Math.floor(Date.now() / 1000),
  });
  await (await world.administrator()).post('/v1/rosters', { roster });
}
