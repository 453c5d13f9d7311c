/** A school's and a JGZ's agent as they really run, at a real identity provider, before a hub that stands in for one. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgentConfig, type RunningAgent, startAgent } from '../../src/agent/index.js';
import { isBsn, type Roster, signStatement } from '../../src/contract/index.js';
import { type IdentityProvider, startIdentityProvider } from '../../src/demo/identity-provider/index.js';
import { signIn } from '../../src/demo/person.js';
import {
  generatePrivateJwk,
  importSigningKey,
  type PrivateJwk,
  publicJwkOf,
  type SigningKey,
} from '../../src/kernel/index.js';
import { fakeLedger } from './fake-ledger.js';
import { type StandingHub, startStandingHub } from './standing-hub.js';
import { makeParty, type Party } from './world.js';

export interface Session {
  get(path: string): Promise<Answer>;
  send(
    method: 'POST' | 'PUT',
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  page(path: string): Promise<{ status: number; html: string }>;
  form(
    path: string,
    fields: Record<string, string>,
  ): Promise<{ status: number; html: string; location: string }>;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the API answered
  readonly body: any;
}

export interface TwoAgents {
  readonly hub: StandingHub;
  readonly school: RunningAgent;
  readonly jgz: RunningAgent;
  readonly schoolFolder: string;
  readonly schoolConfig: AgentConfig;
  readonly covenant: SigningKey;
  /** Of the privacy officer in the roster, to open what is sealed to them. */
  readonly officerKey: PrivateJwk;
  readonly roster: Roster;
  readonly log: string[];
  readonly anna: Session;
  readonly bram: Session;
  close(): Promise<void>;
}

/** Waits until there is something. */
export async function present<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const seen = look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const invented = (after: number): string => {
  for (let number = after; ; number += 1) if (isBsn(String(number))) return String(number);
};

const identityMapping = '{ "bsn": bsn, "birthDate": geboren, "firstName": voornaam }';
const purposeMapping = `{
  /* Raw facts stay here; what leaves is derived. */
  "leerjaar": groep,
  "zorgniveau": verzuimUren > 20 ? 3 : verzuimUren > 5 ? 2 : 1,
  "hulpvraag": vraag
}`;

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function writeFolder(folder: string, files: Record<string, unknown>): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

export async function startTwoAgents(): Promise<TwoAgents> {
  const root = await mkdtemp(join(tmpdir(), 'kernhub-agents-'));
  const hub = await startStandingHub();
  const [school, jgz] = [
    await makeParty('school', 'Basisschool De Testlinde'),
    await makeParty('jgz', 'JGZ <Testerland> & Co'),
  ];
  const covenant = await importSigningKey(await generatePrivateJwk('Ed25519'));
  const hubTicket = await importSigningKey(await generatePrivateJwk('Ed25519'));
  const ledger = await fakeLedger('kernhub.test/log');
  const officerKey = await generatePrivateJwk('X25519');
  const roster = rosterOf(hub, hubTicket, ledger.verifierKey, [school, jgz], {
    name: 'Privacyfunctionaris',
    duty: 'privacy-officer',
    signing: [publicJwkOf(await generatePrivateJwk('Ed25519'))],
    sealing: [publicJwkOf(officerKey)],
  });
  hub.world = { hubTicket, ledger, source: school, recipient: jgz };
  hub.roster = await signStatement(covenant, 'kernhub-roster+jwt', roster);
  const ports = { school: await freePort(), jgz: await freePort() };
  const dpop = { school: await generatePrivateJwk('P-256'), jgz: await generatePrivateJwk('P-256') };
  const identity = await startIdentity(hub.url, ports, dpop);
  const log: string[] = [];
  const run = async (party: Party, name: 'school' | 'jgz', number: string) => {
    const folder = join(root, name);
    const config = await configOf(
      { hub, identity, covenant, party, folder, name, number },
      ports[name],
      dpop[name],
    );
    const options = {
      log: (event: string, facts = {}) => log.push(JSON.stringify({ name, event, ...facts })),
    };
    return { config, running: await startAgent(config, options) };
  };
  const [atSchool, atJgz] = [await run(school, 'school', '1001'), await run(jgz, 'jgz', 'J-77')];
  return {
    hub,
    school: atSchool.running,
    jgz: atJgz.running,
    schoolFolder: join(root, 'school'),
    schoolConfig: atSchool.config,
    covenant,
    officerKey,
    roster,
    log,
    anna: await sessionAt(atSchool.running.url, 'anna'),
    bram: await sessionAt(atJgz.running.url, 'bram'),
    close: async () => {
      await Promise.all([atSchool.running.close(), atJgz.running.close()]);
      await Promise.all([hub.close(), identity.close()]);
      await rm(root, { recursive: true, force: true });
    },
  };
}

const rosterOf = (
  hub: StandingHub,
  ticket: SigningKey,
  ledgerKey: string,
  parties: readonly Party[],
  officer: object,
): Roster =>
  ({
    covenant: 'Testconvenant',
    version: 3,
    iat: Math.floor(Date.now() / 1_000),
    validFrom: '2026-01-01',
    hub: { origin: hub.url, ticketKeys: [ticket.publicJwk], ledgerKeys: [ledgerKey] },
    prf: { suite: 'ristretto255-SHA512', publicKey: hub.prfPublicKey },
    partners: parties.map(({ entry }) => entry),
    officers: [officer],
  }) as unknown as Roster;

function startIdentity(
  audience: string,
  ports: Record<'school' | 'jgz', number>,
  dpop: Record<'school' | 'jgz', PrivateJwk>,
): Promise<IdentityProvider> {
  const client = (name: 'school' | 'jgz') => ({
    realm: 'professionals' as const,
    clientId: `${name}-agent`,
    name: `${name}-agent`,
    jwks: [publicJwkOf(dpop[name])],
    redirectUris: [`http://localhost:${ports[name]}/callback`],
  });
  const account = (name: string) => ({
    realm: 'professionals' as const,
    account: name,
    password: `geheim-${name}`,
    name,
    function: 'jeugdverpleegkundige',
  });
  return startIdentityProvider({
    port: 0,
    audience,
    clients: [client('school'), client('jgz')],
    accounts: [account('anna'), account('bram'), account('carla')],
  });
}

interface Place {
  readonly hub: StandingHub;
  readonly identity: IdentityProvider;
  readonly covenant: SigningKey;
  readonly party: Party;
  readonly folder: string;
  readonly name: string;
  readonly number: string;
}

async function configOf(place: Place, port: number, dpop: PrivateJwk): Promise<AgentConfig> {
  const { hub, identity, covenant, party, folder, name, number } = place;
  const record = {
    bsn: invented(999_990_000),
    geboren: '2018-03-04',
    voornaam: 'Testkind Acht',
    groep: 5,
    verzuimUren: 12,
    adres: 'Verzonnenstraat 1',
  };
  return {
    partner: party.id,
    hubUrl: hub.url,
    hubAudience: hub.url,
    issuer: identity.issuers.professionals,
    clientId: `${name}-agent`,
    covenantKeys: [covenant.publicJwk],
    keys: { signing: party.signingJwk, sealing: party.sealingJwk, dpop },
    recordsFolder: await writeFolder(join(folder, 'records'), { [`${number}.json`]: record }),
    mappingsFolder: await writeFolder(join(folder, 'mappings'), {
      'identity.jsonata': identityMapping,
      'vroegsignalering-zorgteam.jsonata': purposeMapping,
    }),
    stateFolder: join(folder, 'state'),
    host: '127.0.0.1',
    port,
    publicUrl: null,
    mappingLimitMs: 2_000,
    stopAnswer: 'erased',
    strongLogin: ['http://eidas.europa.eu/LoA/substantial'],
    witness: null,
  };
}

export async function sessionAt(url: string, account: string, start = '/login'): Promise<Session> {
  const { cookies } = await signIn(`${url}${start}`, { account, password: `geheim-${account}` });
  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { Cookie: cookies.headerFor(new URL(path, url)), ...init.headers },
    });
  const answer = async (response: Response): Promise<Answer> => ({
    status: response.status,
    body: await response.json(),
  });
  return {
    get: async (path) => answer(await call(path)),
    send: async (method, path, body, headers = {}) =>
      answer(
        await call(path, {
          method,
          body: JSON.stringify(body),
          headers: { 'Content-Type': 'application/json', Origin: url, ...headers },
        }),
      ),
    page: async (path) => {
      const response = await call(path);
      return { status: response.status, html: await response.text() };
    },
    form: async (path, fields) => {
      const response = await call(path, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: url },
      });
      return {
        status: response.status,
        html: await response.text(),
        location: response.headers.get('location') ?? '',
      };
    },
  };
}
