/** What must be the same at the next start: ids, keys, ports and how far the story got. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { idPrefix, type PartnerId } from '../../contract/index.js';
import {
  type CivilDate,
  createSecretFile,
  generatePrivateJwk,
  newId,
  type PrivateJwk,
  systemClock,
} from '../../kernel/index.js';
import { newHubKeys, readHubKeys, writeHubKeys } from '../../vault/index.js';
import { type PartnerName, partnerNames, writeRecords } from '../world/index.js';
import type { Ports } from './ports.js';

export interface AgentKeys {
  readonly signing: PrivateJwk;
  readonly sealing: PrivateJwk;
  readonly dpop: PrivateJwk;
}

export interface WorldFile {
  readonly madeOn: CivilDate;
  readonly ports: Ports;
  readonly covenant: PrivateJwk;
  /** The administrator's own client at the officers' issuer. */
  readonly desk: PrivateJwk;
  /** Of the privacy officer: reads why an emergency could not wait. */
  readonly officer: { readonly signing: PrivateJwk; readonly sealing: PrivateJwk };
  readonly partners: Readonly<Record<PartnerName, { readonly id: PartnerId; readonly keys: AgentKeys }>>;
  /** Partners are registered and the roster is published. */
  settled: boolean;
  story: 'untold' | 'begun' | 'told';
}

export interface Folders {
  readonly data: string;
  readonly logs: string;
  readonly worldFile: string;
  readonly hubKeys: string;
  readonly evaluatorKey: string;
  readonly witnessPolicy: string;
  /** Of the privacy officer. */
  readonly officerKeys: string;
  of(partner: PartnerName): string;
}

export function foldersIn(data: string): Folders {
  const home = join(data, 'demo');
  return {
    data,
    logs: join(home, 'logs'),
    worldFile: join(home, 'world.json'),
    hubKeys: join(home, 'hub-keys.json'),
    evaluatorKey: join(home, 'evaluator-key.json'),
    witnessPolicy: join(home, 'witness-policy.txt'),
    officerKeys: join(home, 'officer-keys.json'),
    of: (partner) => join(home, partner),
  };
}

/**
 * Reads the world of an earlier start, or makes a new one. One whose start broke off before the covenant was settled
 * holds nothing worth keeping, and half a registration cannot be repeated: it is made anew.
 *
 * @param ports only for a new one
 */
export async function openWorldFile(folders: Folders, ports: () => Promise<Ports>): Promise<WorldFile> {
  const text = await readFile(folders.worldFile, 'utf8').catch(() => null);
  const earlier = text === null ? null : (JSON.parse(text) as WorldFile);
  if (earlier?.settled) return earlier;
  for (const unfinished of ['database', 'demo']) {
    await rm(join(folders.data, unfinished), { recursive: true, force: true });
  }
  await mkdir(folders.logs, { recursive: true });
  return makeWorldFile(folders, ports);
}

async function makeWorldFile(folders: Folders, ports: () => Promise<Ports>): Promise<WorldFile> {
  const world: WorldFile = {
    madeOn: systemClock().today(),
    ports: await ports(),
    covenant: await generatePrivateJwk('Ed25519'),
    desk: await generatePrivateJwk('P-256'),
    officer: { signing: await generatePrivateJwk('Ed25519'), sealing: await generatePrivateJwk('X25519') },
    partners: await newPartners(),
    settled: false,
    story: 'untold',
  };
  for (const partner of partnerNames) {
    await writeRecords(partner, folders.of(partner), world.madeOn);
    await createSecretFile(
      join(folders.of(partner), 'keys.json'),
      `${JSON.stringify(world.partners[partner].keys, null, 2)}\n`,
    );
  }
  await createSecretFile(folders.officerKeys, `${JSON.stringify(world.officer, null, 2)}\n`);
  await writeHubKeys(folders.hubKeys, await newHubKeys({ development: true }));
  await saveWorldFile(folders, world);
  return world;
}

export async function saveWorldFile(folders: Folders, world: WorldFile): Promise<void> {
  const fresh = `${folders.worldFile}.new`;
  await writeFile(fresh, `${JSON.stringify(world, null, 2)}\n`, { mode: 0o600 });
  await rename(fresh, folders.worldFile);
}

export const hubKeysOf = (folders: Folders) => readHubKeys(folders.hubKeys);

async function newPartners(): Promise<WorldFile['partners']> {
  const made = await Promise.all(
    partnerNames.map(async (name) => {
      const keys: AgentKeys = {
        signing: await generatePrivateJwk('Ed25519'),
        sealing: await generatePrivateJwk('X25519'),
        dpop: await generatePrivateJwk('P-256'),
      };
      return [name, { id: newId<'PartnerId'>(idPrefix.partner), keys }] as const;
    }),
  );
  return Object.fromEntries(made) as WorldFile['partners'];
}
