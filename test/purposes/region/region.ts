/** A whole region before a real hub: two organisations of every role, one that takes part in nothing, and their records. */
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Mappings, openMappings } from '../../../src/agent/adapters/mappings.js';
import type { Role, Roster, RosterPartner } from '../../../src/contract/index.js';
import { type PartnerName, partnerNames, writeRecords } from '../../../src/demo/world/index.js';
import { importSigningKey, publicJwkOf, type SigningKey, systemClock } from '../../../src/kernel/index.js';
import type { Catalogue } from '../../../src/purposes/index.js';
import type { Caller } from '../../harness/caller.js';
import { ownAccounts } from '../../harness/cast.js';
import { temporaryFolder } from '../../harness/folder.js';
import { startTestHub, type TestHub, type TestHubOptions, type TestPartner } from '../../harness/hub.js';
import { appointed } from '../../rights/officer-desk.js';

export interface Member extends Pick<TestPartner, 'id' | 'keys' | 'system'> {
  readonly name: string;
  readonly role: Role;
  /** Whether it may use the BSN; else children come to it by introduction. */
  readonly bsn: boolean;
  readonly signing: SigningKey;
  readonly entry: RosterPartner;
  /** A professional who signed in, and a colleague. */
  readonly professional: Caller;
  readonly colleague: Caller;
}

export interface Region {
  readonly hub: TestHub;
  readonly catalogue: Catalogue;
  readonly members: readonly Member[];
  readonly roster: Roster;
  /** Its own system, as its agent sees it. */
  recordsOf(role: Role): { readonly folder: string; readonly mappings: Mappings };
  close(): Promise<void>;
}

/** Roles that no partner of the invented world has: their records are only for tests. */
const testOnly = ['leerplicht', 'specialistische-jeugdhulp'];

/** @param once roles of which one organisation is enough */
export async function startRegion(
  catalogue: Catalogue,
  once: readonly string[],
  options: TestHubOptions = {},
) {
  const wanted = catalogue.roles().flatMap(({ role, bsnArticle }) => {
    const names = once.includes(role) ? [`${role}-een`] : [`${role}-een`, `${role}-twee`];
    return names.map((name) => [name, { role, bsn: bsnArticle !== null }] as const);
  });
  const hub = await startTestHub({ ...options, partners: Object.fromEntries(wanted) });
  const members: Member[] = [];
  for (const [name, { role, bsn }] of wanted) members.push(await memberOf(hub, name, role, bsn));
  const { keys } = JSON.parse((await hub.anyone.get('/.well-known/jwks.json')).text);
  // Without an officer who can read why, there are no emergencies.
  const { sealing } = await appointed(hub);
  const roster = {
    covenant: 'Testconvenant',
    version: 1,
    iat: Math.floor(Date.now() / 1_000),
    validFrom: '2026-01-01',
    hub: { origin: hub.url, ticketKeys: keys, ledgerKeys: hub.ledger.verifierKeys() },
    prf: { suite: 'ristretto255-SHA512', publicKey: 'A'.repeat(43) },
    partners: members.map(({ entry }) => entry),
    officers: [{ name: 'Privacyfunctionaris', duty: 'privacy-officer', sealing: [publicJwkOf(sealing)] }],
  } as unknown as Roster;
  const { records, folder } = await openRecords();
  const region: Region = {
    hub,
    catalogue,
    members,
    roster,
    recordsOf: (role) => {
      const found = records.get(role);
      if (found === undefined) throw new Error(`nobody keeps records for ${role}`);
      return found;
    },
    close: async () => {
      await Promise.all([...records.values()].map(({ mappings }) => mappings.close()));
      await hub.close();
      await rm(folder, { recursive: true });
    },
  };
  return region;
}

async function memberOf(hub: TestHub, name: string, role: Role, bsn: boolean): Promise<Member> {
  const partner = hub.more.get(name);
  if (partner === undefined) throw new Error(`${name} is not registered`);
  const { id, keys, system } = partner;
  return {
    id,
    name,
    role,
    bsn,
    keys,
    system,
    signing: await importSigningKey(keys.signing),
    entry: {
      id,
      name,
      role,
      bsn: bsn ? { article: 'UAVG 46' } : null,
      signing: [publicJwkOf(keys.signing)],
      sealing: [publicJwkOf(keys.sealing)],
    } as unknown as RosterPartner,
    professional: await partner.professional(ownAccounts(name).first),
    colleague: await partner.professional(ownAccounts(name).second),
  };
}

export async function openRecords() {
  const folder = await temporaryFolder('records');
  const records = new Map<string, { readonly folder: string; readonly mappings: Mappings }>();
  const open = async (role: string): Promise<void> => {
    const mappings = await openMappings(join(folder, role, 'mappings'), 5_000);
    records.set(role, { folder: join(folder, role, 'records'), mappings });
  };
  for (const name of partnerNames) {
    await writeRecords(name as PartnerName, join(folder, name), systemClock().today());
    await open(name);
  }
  for (const role of testOnly) {
    await cp(join('test/purposes/region', role), join(folder, role), { recursive: true });
    await open(role);
  }
  return { records, folder };
}
