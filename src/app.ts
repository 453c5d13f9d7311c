/** The composition root: the only file that knows every room. Wires, starts and stops; decides nothing. */
import { accountNeeds } from './account-needs.js';
import { auditRoutes } from './audit/index.js';
import { buildRooms, type HubVariation, type Parts, type Rooms } from './build-rooms.js';
import type { Config } from './config.js';
import { readRecordingRule } from './consent/index.js';
import { HubError, type Officer, type Oversees, type Route } from './contract/index.js';
import {
  createLog,
  createServer,
  type HubServer,
  type Metrics,
  rejectionRecorder,
  systemRoutes,
} from './http/index.js';
import { type Clock, publicJwkOf, systemClock } from './kernel/index.js';
import { type Ledger, ledgerRoutes } from './ledger/index.js';
import { officerRoutes } from './officer/index.js';
import { type OpenDatabases, openDatabases } from './open-databases.js';
import { openHubKeys } from './open-hub-keys.js';
import { metricsOf, serveMetrics } from './open-metrics.js';
import { openPages } from './open-pages.js';
import { openWitnessPolicy } from './open-witness-policy.js';
import { packageFolders } from './package-folders.js';
import { openPolicies } from './policy/index.js';
import { loadCatalogue, publishCatalogue, purposesRoutes } from './purposes/index.js';
import { receiptRoutes } from './receipts/index.js';
import { refuseOlderKeys } from './rehash-keys.js';
import { readRetentionRule } from './rights/index.js';
import { openVault } from './vault/index.js';
import { verificationRoutes } from './verifications/index.js';

export type { HubVariation } from './build-rooms.js';

export interface RunningHub {
  /** Where this process itself listens; the world reaches it under `PUBLIC_URL`. */
  readonly listening: string;
  /** Every row of every room's table, as it is mounted. */
  readonly routes: readonly Route[];
  readonly ledger: Ledger;
  readonly databases: OpenDatabases;
  /** Takes no more calls, finishes the open ones, stops workers, ledger and database, in that order. */
  stop(): Promise<void>;
}

/**
 * Starts a hub: databases, migrations, catalogue and policies in the ledger, workers, and at last the door.
 *
 * @throws MigrationFailed | CatalogueInvalid | PublishedFileChanged | PolicyInvalid | HubKeysInvalid |
 * SecretFileUnusable | StartRefused: each names what is wrong and where
 */
export async function startHub(config: Config, variation: HubVariation = {}): Promise<RunningHub> {
  const log = variation.log ?? createLog(config.logLevel);
  // Before anything is started: what is wrong here is wrong without a database too.
  const keys = variation.keys ?? (await openHubKeys(config));
  const catalogue = await loadCatalogue(config.consentSchemasFolder ?? packageFolders.consentSchemas);
  const retention = await readRetentionRule(config.consentSchemasFolder, packageFolders.consentSchemas);
  const recordingRule = await readRecordingRule(config.consentSchemasFolder, packageFolders.consentSchemas);
  const policies = await openPolicies(config.policiesFolder ?? packageFolders.policies);
  const witnessPolicy = await openWitnessPolicy(config, keys);
  let stopping = false;
  const databases = await openDatabases(config, {
    // A server that we stop ends its last connections itself.
    onConnectionLost: (error) => stopping || log.failure('a database connection was lost', error),
  });
  const stops: (() => Promise<void>)[] = [databases.close];
  const stop = async (): Promise<void> => {
    stopping = true;
    for (const end of stops.splice(0).reverse()) {
      // Whatever fails, the rest must still be stopped: a database server would outlive us.
      await end().catch((error: unknown) => log.failure('something did not stop well', error));
    }
  };
  try {
    const parts: Parts = {
      config,
      variation,
      log,
      keys,
      catalogue,
      retention,
      recordingRule,
      policies,
      witnessPolicy,
      databases,
    };
    return await raise(parts, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function raise(
  parts: Parts,
  stops: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<RunningHub> {
  const { config, catalogue, policies, databases } = parts;
  const clock = parts.variation.clock ?? systemClock(config.developmentDaysAhead);
  const vault = openVault({ keysPool: databases.keysPool, keys: parts.keys });
  await refuseOlderKeys(databases.database.reader, parts.keys);
  const rooms = buildRooms(parts, clock, vault);
  const { ledger, identity, exchange, rights, oversight, notify, outbox } = rooms;
  stops.push(() => ledger.stop());
  await ledger.start();
  const { database } = databases;
  await publishCatalogue({ database, ledger, catalogue, policies });
  // Before anything is served: what a backup brought back goes again.
  await rights.start();
  stops.push(() => rights.stop());
  identity.start();
  stops.push(() => identity.stop());
  exchange.start();
  stops.push(() => exchange.stop());
  oversight.start();
  stops.push(() => oversight.stop());
  notify.start();
  stops.push(() => notify.stop());
  outbox.start();
  stops.push(() => outbox.stop());
  rooms.verifications.start();
  stops.push(() => rooms.verifications.stop());
  const metrics = metricsOf(ledger, exchange, outbox, rooms.verifications);
  stops.push(() => metrics.close());
  await serveMetrics(config, metrics);
  const server = openDoor(parts, clock, rooms, metrics);
  stops.push(() => server.drain({ noticeMs: config.shutdownNoticeSeconds * 1_000 }));
  const port = await server.listen(config.port, config.host);
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const { routes } = server;
  return { listening: `http://${host}:${port}`, routes, ledger, databases, stop };
}

function openDoor(parts: Parts, clock: Clock, rooms: Rooms, metrics: Metrics): HubServer {
  const { config, variation, keys, catalogue, policies, databases, log } = parts;
  const { database } = databases;
  const { ledger, identity, people, consent, exchange } = rooms;
  const described: readonly Route[] = [
    ...identity.routes,
    ...purposesRoutes(database, catalogue),
    ...people.routes,
    ...rooms.passkeys.routes,
    ...consent.routes,
    ...exchange.routes,
    ...receiptRoutes(rooms.receipts),
    ...rooms.rights.routes,
    ...rooms.oversight.routes,
    ...auditRoutes(rooms.audit),
    ...verificationRoutes(rooms.verifications),
    ...officerRoutes({ ...accountNeeds(parts, clock, rooms), exchange }),
    ...ledgerRoutes(ledger),
  ];
  const system = systemRoutes(
    {
      publicUrl: config.publicUrl,
      contactEmail: config.contactEmail,
      clock,
      keys: [
        ...[keys.ticket, keys.client].map(publicJwkOf),
        ...(keys.former?.ticket ?? []),
        ...(keys.former?.client ?? []),
      ],
      assertReady: () => assertReady(databases, ledger),
      witnessHealth: () => ledger.witnessHealth(),
    },
    described,
  );
  const officerMay = ({ account: id, duty }: Officer, [action, matter]: Oversees): boolean =>
    policies.decide({ action, principal: { id, duty }, resource: { id: matter }, context: {} }).permit;
  const pages = openPages(
    parts,
    clock,
    () => ({
      log: ledger.verifierKeys(),
      hub: [keys.ticket, ...(keys.former?.ticket ?? [])].map(({ kid }) => kid),
    }),
    rooms,
    officerMay,
  );
  return createServer({
    routes: [...system, ...described, ...identity.loginRoutes, ...pages.routes],
    problemPage: pages.problemPage,
    authenticate: identity.authenticate,
    officerMay,
    verifyPayloadSignature: identity.verifyPayloadSignature,
    recordRejection: rejectionRecorder(ledger),
    pool: database.pool,
    clock,
    log,
    observe: metrics.observe,
    trustedProxies: config.trustedProxies,
    ...(variation.limits !== undefined && { limits: variation.limits }),
    ...(variation.onOffContract !== undefined && { onOffContract: variation.onOffContract }),
  });
}

async function assertReady({ database, keysPool }: OpenDatabases, ledger: Ledger): Promise<void> {
  try {
    await Promise.all([database.pool.query('SELECT 1'), keysPool.query('SELECT 1')]);
  } catch (cause) {
    throw new HubError('database-unavailable', { cause });
  }
  await ledger.assertClock();
  ledger.assertWritable();
}
