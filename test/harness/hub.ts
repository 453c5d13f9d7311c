/** The real hub with everything around it: identity provider, evaluator, database, and someone of every kind to call it. */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type HubVariation, type RunningHub, startHub } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import { type PartnerId, type Route, signStatement } from '../../src/contract/index.js';
import { acr } from '../../src/demo/identity-provider/index.js';
import { openEvaluator } from '../../src/evaluator/index.js';
import { createLog } from '../../src/http/index.js';
import {
  base64url,
  type Clock,
  importSigningKey,
  type PrivateJwk,
  publicJwkOf,
  systemClock,
} from '../../src/kernel/index.js';
import type { Ledger } from '../../src/ledger/index.js';
import { type ApiDocument, announced } from './announced.js';
import { anonymousCaller, type Caller } from './caller.js';
import {
  type CitizenAccount,
  createCast,
  type Keys,
  type MorePartners,
  makeKeys,
  startProvider,
  type TestPartner,
} from './cast.js';
import { type FreshDatabase, freshDatabase } from './database.js';
import { temporaryFolder } from './folder.js';

export type { TestPartner } from './cast.js';

export interface TestHub {
  readonly url: string;
  readonly fresh: FreshDatabase;
  readonly ledger: Ledger;
  /** What the hub's own keys file would hold. */
  readonly hubKeys: Keys['hub'];
  /** Signs rosters. */
  readonly covenantKey: PrivateJwk;
  readonly prfPublicKey: string;
  readonly document: ApiDocument;
  /** Every row of every room's table. */
  readonly routes: readonly Route[];
  /** Lines of the hub's log so far. */
  readonly log: readonly string[];
  readonly anyone: Caller;
  readonly administrator: Caller;
  readonly privacyOfficer: Caller;
  /** Registered, its agreement signed, in no roster yet. */
  readonly school: TestPartner;
  readonly jgz: TestPartner;
  /** Registered, but without an agreement. */
  readonly newcomer: TestPartner;
  /** Those that the test asked for; registered, their agreement signed. */
  readonly more: ReadonlyMap<string, TestPartner>;
  /** A parent or young person, signed in. */
  citizen(account: CitizenAccount): Promise<Caller>;
  /** An officer, signed in anew. */
  officer(account: string, scope: string): Promise<Caller>;
  /** An officer at the console. */
  officerInBrowser(account: 'privacy' | 'fg' | `fg-${string}`): Promise<Caller>;
  /** The officer of one partner. */
  partnerOfficer(name: string): Promise<Caller>;
  /** Events of the ledger of one kind, such as `request`: how many there are. */
  entries(kind: string): Promise<number>;
  /** Another process of the same hub, on the same database; it stops with the first. */
  second(): Promise<RunningHub>;
  /** Stops the hub and leaves its database, so that nobody else writes in it. */
  halt(): Promise<void>;
  /** Moves the hub's clock, and for sign-ins from then on the issuer's; tokens that people have do not follow. */
  advance(milliseconds: number): void;
  close(): Promise<void>;
}

/** A BSN-free stand-in for the PRF: the same child, the same pseudonym. */
export const pseudonymOf = (child: string): string => base64url(createHash('sha512').update(child).digest());

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

export interface TestHubOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly partners?: MorePartners;
  readonly limits?: HubVariation['limits'];
  /** Whose databases it has; dropped when it is closed. By default new ones on the server of this run. */
  readonly server?: FreshDatabase;
}

/** Starts a hub that refuses to answer anything its own document does not announce. */
export async function startTestHub({
  environment = {},
  partners = {},
  limits = {},
  server,
}: TestHubOptions = {}): Promise<TestHub> {
  const url = `http://localhost:${await freePort()}`;
  const folder = await temporaryFolder('hub');
  const keys = await makeKeys(partners);
  const fresh = server ?? (await freshDatabase());
  const real = systemClock();
  let ahead = 0;
  const clock: Clock = { ...real, now: () => new Date(real.now().getTime() + ahead) };
  const provider = await startProvider(url, keys, clock.now);
  const evaluator = await openEvaluator({
    host: '127.0.0.1',
    port: 0,
    keyFile: join(folder, 'evaluator.json'),
    hubKeys: [publicJwkOf(keys.hub.ticket)],
    perHour: 600,
    totalPerHour: 6_000,
  });
  const log: string[] = [];
  const config = loadConfig({
    PORT: new URL(url).port,
    DATA_FOLDER: folder,
    DATABASE_URL: fresh.appUrl,
    DATABASE_OWNER_URL: fresh.ownerUrl,
    KEYS_DATABASE_URL: fresh.keysUrl,
    KEYS_DATABASE_OWNER_URL: fresh.keysOwnerUrl,
    PROFESSIONALS_ISSUERS: provider.issuers.professionals,
    OFFICERS_ISSUER: provider.issuers.officers,
    CITIZENS_ISSUER: provider.issuers.citizens,
    CITIZENS_ACR: acr.multiFactor,
    MFA_ACR: acr.multiFactor,
    COVENANT_KEY: JSON.stringify(publicJwkOf(keys.covenant)),
    EVALUATOR_URL: evaluator.url,
    PRF_PUBLIC_KEY: evaluator.publicKey,
    ...environment,
  });
  const variation: HubVariation = {
    clock,
    keys: keys.hub,
    people: { answerStepMs: 1 },
    limits,
    log: createLog('info', { write: (line) => void log.push(line) }),
    onOffContract: (route, status, faults) => {
      throw new Error(
        `${route.method} ${route.path} ${status} is off its contract: ${JSON.stringify(faults)}`,
      );
    },
  };
  const hub = await startHub(config, variation);
  const seconds: RunningHub[] = [];
  const document = (await (await fetch(`${url}/v1/openapi.json`)).json()) as ApiDocument;
  const cast = createCast(url, keys, provider.issuers, announced(document));
  const scene = await registerPartners(cast, keys, provider.issuers.professionals);
  return {
    ...scene,
    url,
    fresh,
    log,
    document,
    ledger: hub.ledger,
    hubKeys: keys.hub,
    covenantKey: keys.covenant,
    prfPublicKey: evaluator.publicKey,
    routes: hub.routes,
    anyone: anonymousCaller(url, announced(document)),
    citizen: cast.citizen,
    officer: cast.officer,
    officerInBrowser: cast.officerInBrowser,
    partnerOfficer: (name) => cast.officer(`fg-${name}`, 'hub:oversee'),
    entries: async (kind) => {
      const sql = 'SELECT count(*)::int AS count FROM ledger_entry WHERE kind = $1';
      return (await fresh.database.pool.query<{ count: number }>(sql, [kind])).rows[0]?.count ?? 0;
    },
    second: async () => {
      const other = await startHub({ ...config, port: 0 }, variation);
      seconds.push(other);
      return other;
    },
    halt: async () => {
      for (const running of [...seconds, hub]) await running.stop();
    },
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
    close: async () => {
      for (const running of [...seconds, hub]) await running.stop();
      await evaluator.close();
      await provider.close();
      await fresh.drop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Registers everyone; all but the newcomer sign the agreement. */
export async function registerPartners(cast: ReturnType<typeof createCast>, keys: Keys, issuer: string) {
  const administrator = await cast.officer('beheerder', 'hub:administer');
  const register = async (name: string, own: Keys['partners']['school'], bsn: boolean) => {
    const partner = cast.partner(name);
    await must(
      administrator.post('/v1/partners', {
        id: partner.id,
        name: `Testorganisatie ${name}`,
        role: partner.role,
        issuer,
        clientId: `agent-${name}`,
        bsn: bsn ? { article: 'UAVG 46' } : null,
        signing: [publicJwkOf(own.signing)],
        sealing: [publicJwkOf(own.sealing)],
      }),
    );
    if (name !== 'newcomer') await signAgreement(partner.system, partner.id, own.signing);
    return partner;
  };
  const { school, jgz, newcomer } = keys.partners;
  const registered = {
    school: await register('school', school, true),
    jgz: await register('jgz', jgz, true),
    newcomer: await register('newcomer', newcomer, true),
  };
  const more = new Map<string, TestPartner>();
  for (const [name, own] of keys.more) more.set(name, await register(name, own, own.bsn));
  const privacyOfficer = await cast.officer('privacy', 'hub:oversee');
  return { ...registered, more, administrator, privacyOfficer };
}

async function signAgreement(system: Caller, iss: PartnerId, key: PrivateJwk): Promise<void> {
  const { body } = await must(system.get('/v1/agreements/current'));
  const { version, textDigest } = body as unknown as { version: string; textDigest: string };
  const claims = { iss, version, textDigest, iat: Math.floor(Date.now() / 1000) };
  const statement = await signStatement(await importSigningKey(key), 'kernhub-agreement+jwt', claims);
  await must(system.post('/v1/agreements', { statement }));
}

/** @throws Error with the problem, when a call that a test builds on was refused */
export async function must(call: ReturnType<Caller['send']>): ReturnType<Caller['send']> {
  const answer = await call;
  if (answer.status >= 400) throw new Error(`refused: ${answer.status} ${answer.text}`);
  return answer;
}
