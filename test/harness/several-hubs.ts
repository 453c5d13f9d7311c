/** Several real hub processes on one database, behind one load balancer whose origin is their public URL. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { acr } from '../../src/demo/identity-provider/index.js';
import { type RunningProcess, startProcess } from '../../src/demo/supervisor/child-process.js';
import { kernhubProgram } from '../../src/demo/supervisor/programs.js';
import { openEvaluator } from '../../src/evaluator/index.js';
import { publicJwkOf } from '../../src/kernel/index.js';
import { writeHubKeys } from '../../src/vault/index.js';
import { type ApiDocument, announced } from './announced.js';
import type { Caller } from './caller.js';
import { createCast, makeKeys, startProvider, type TestPartner } from './cast.js';
import { type FreshDatabase, freshDatabase } from './database.js';
import { temporaryFolder } from './folder.js';
import { registerPartners } from './hub.js';
import { type RoundRobin, startRoundRobin } from './round-robin.js';

export interface HubProcess extends RunningProcess {
  /** Where this one listens itself. */
  readonly url: string;
}

export interface SeveralHubs {
  /** The load balancer. */
  readonly url: string;
  /** Those that were there from the beginning. */
  readonly first: readonly HubProcess[];
  readonly door: RoundRobin;
  readonly fresh: FreshDatabase;
  readonly hubKeysFile: string;
  readonly ledgerOrigin: string;
  readonly school: TestPartner;
  readonly jgz: TestPartner;
  citizen(account: 'ouder-een' | 'ouder-twee' | 'jongere'): Promise<Caller>;
  /** Starts one more; done when the load balancer sends it calls. */
  /** @param keysFile instead of the one that the others have */
  start(keysFile?: string): Promise<HubProcess>;
  /** Of all that run, the one whose session holds the lead of the ledger. */
  leader(): Promise<HubProcess>;
  close(): Promise<void>;
}

/** Seconds that a hub still serves after it was told to stop: several rounds of the load balancer's probes. */
const noticeSeconds = 2;

/** @param server whose databases they share; dropped when they are closed */
export async function startSeveralHubs(count: number, server?: FreshDatabase): Promise<SeveralHubs> {
  const folder = await temporaryFolder('several');
  const door = await startRoundRobin();
  const { url } = door;
  const keys = await makeKeys();
  const fresh = server ?? (await freshDatabase());
  const provider = await startProvider(url, keys);
  const hubKeysFile = join(folder, 'hub-keys.json');
  await writeHubKeys(hubKeysFile, keys.hub);
  const evaluator = await openEvaluator({
    host: '127.0.0.1',
    port: 0,
    keyFile: join(folder, 'evaluator.json'),
    hubKeys: [publicJwkOf(keys.hub.ticket)],
    perHour: 600,
    totalPerHour: 6_000,
  });
  const ledgerOrigin = 'kernhub.example/several';
  const env = {
    HOST: '127.0.0.1',
    PORT: '0',
    PUBLIC_URL: url,
    DATA_FOLDER: folder,
    DATABASE_URL: fresh.appUrl,
    DATABASE_OWNER_URL: fresh.ownerUrl,
    KEYS_DATABASE_URL: fresh.keysUrl,
    KEYS_DATABASE_OWNER_URL: fresh.keysOwnerUrl,
    HUB_KEYS_FILE: hubKeysFile,
    LEDGER_ORIGIN: ledgerOrigin,
    PROFESSIONALS_ISSUERS: provider.issuers.professionals,
    OFFICERS_ISSUER: provider.issuers.officers,
    CITIZENS_ISSUER: provider.issuers.citizens,
    CITIZENS_ACR: acr.multiFactor,
    MFA_ACR: acr.multiFactor,
    COVENANT_KEY: JSON.stringify(publicJwkOf(keys.covenant)),
    EVALUATOR_URL: evaluator.url,
    PRF_PUBLIC_KEY: evaluator.publicKey,
    SHUTDOWN_NOTICE_SECONDS: String(noticeSeconds),
  };
  const everyHub: HubProcess[] = [];
  let started = 0;
  const start = async (keysFile = hubKeysFile): Promise<HubProcess> => {
    started += 1;
    const name = `hub-${started}`;
    const logFile = join(folder, `${name}.log`);
    const args = ['hub'];
    // So that the database tells whose session is whose.
    const named = Object.assign(new URL(env.DATABASE_URL), { search: `application_name=${name}` }).href;
    const order = {
      name,
      program: kernhubProgram,
      args,
      logFile,
      env: { ...env, DATABASE_URL: named, HUB_KEYS_FILE: keysFile },
    };
    const running = await startProcess(order);
    const hub = { ...running, url: String(running.ready.listening) };
    everyHub.push(hub);
    door.add(hub.url);
    void hub.ended.then(() => door.remove(hub.url));
    while (!door.ready().includes(hub.url)) await new Promise((wake) => setTimeout(wake, 50));
    return hub;
  };
  // All at once, on an empty database: migrations, catalogue and the first head must happen once.
  const first = await Promise.all(Array.from({ length: count }, () => start()));
  const document = (await (await fetch(`${url}/v1/openapi.json`)).json()) as ApiDocument;
  const cast = createCast(url, keys, provider.issuers, announced(document));
  const { school, jgz } = await registerPartners(cast, keys, provider.issuers.professionals);
  return {
    url,
    first,
    door,
    fresh,
    hubKeysFile,
    ledgerOrigin,
    school,
    jgz,
    citizen: cast.citizen,
    start,
    leader: async () => {
      const sql = `SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
         WHERE locktype = 'advisory' AND granted AND classid = 72707370
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      const { rows } = await fresh.database.pool.query<{ name: string }>(sql);
      const leader = everyHub.find(({ name }) => name === rows[0]?.name);
      if (leader === undefined) throw new Error(`nobody leads: ${JSON.stringify(rows)}`);
      return leader;
    },
    close: async () => {
      for (const hub of everyHub) {
        // One that was stopped by a test would not hear that it must end.
        resume(hub);
      }
      await Promise.all(everyHub.map((hub) => hub.stop()));
      await door.close();
      await evaluator.close();
      await provider.close();
      await fresh.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** After SIGSTOP: it runs on as if no time had passed. */
export function resume({ pid }: HubProcess): void {
  try {
    process.kill(pid, 'SIGCONT');
  } catch {
    // Gone already.
  }
}
