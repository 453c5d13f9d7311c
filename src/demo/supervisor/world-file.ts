/** What must be the same at the next start: ids, keys, ports and how far the story got. */
import { existsSync } from 'node:fs';
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
  /** Of the hub. */
  readonly database: string;
  readonly home: string;
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
    database: join(data, 'database'),
    home,
    logs: join(home, 'logs'),
    worldFile: join(home, 'world.json'),
    hubKeys: join(home, 'hub-keys.json'),
    evaluatorKey: join(home, 'evaluator-key.json'),
    witnessPolicy: join(home, 'witness-policy.txt'),
    officerKeys: join(home, 'officer-keys.json'),
    of: (partner) => join(home, partner),
  };
}

/** The folder holds something that this demonstration may not touch, or no longer understands. */
export class FolderUnusable extends Error {
  override readonly name = 'FolderUnusable';
}

/**
 * The world of an earlier start; null in a folder that holds none. Changes nothing.
 *
 * @param hubPort where somebody asked for one
 * @throws FolderUnusable on a damaged world, on one whose hub has another port, and on a database that is of no
 * demonstration: a new world would wipe it
 */
export async function earlierWorld(folders: Folders, hubPort?: number): Promise<WorldFile | null> {
  const text = await readFile(folders.worldFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new FolderUnusable(`${folders.worldFile} cannot be read: ${error.code}`);
  });
  if (text !== null) return onPort(parseWorld(folders.worldFile, text), hubPort);
  if (!existsSync(folders.database)) return null;
  throw new FolderUnusable(
    `${folders.database} is the database of another hub: a new invented world would take its place. ` +
      'Keep the world elsewhere, with --data FOLDER.',
  );
}

function onPort(world: WorldFile, hubPort = world.ports.hub): WorldFile {
  if (!world.settled || world.ports.hub === hubPort) return world;
  throw new FolderUnusable(
    `The hub of this world stays at port ${world.ports.hub}, and PORT is ${hubPort}. Start it without PORT, ` +
      'or begin another world with --data FOLDER.',
  );
}

function parseWorld(file: string, text: string): WorldFile {
  try {
    return JSON.parse(text) as WorldFile;
  } catch {
    throw new FolderUnusable(`${file} is damaged. For a new world, delete the data folder first.`);
  }
}

/**
 * Reads the world of an earlier start, or makes a new one. One whose start broke off before the covenant was settled
 * holds nothing worth keeping, and half a registration cannot be repeated: it is made anew.
 *
 * @param ports only for a new one
 * @throws FolderUnusable
 */
export async function openWorldFile(folders: Folders, ports: () => Promise<Ports>): Promise<WorldFile> {
  const earlier = await earlierWorld(folders);
  if (earlier?.settled) return earlier;
  // The world file goes last: while it is there, the database is known to be of this demonstration.
  for (const unfinished of [folders.database, folders.home]) {
    await rm(unfinished, { recursive: true, force: true });
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
