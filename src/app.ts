/** The composition root: the only file that knows every room. Wires, starts and stops; decides nothing. */
import type { Config } from './config.js';
import { type Consent, createConsent } from './consent/index.js';
import { HubError, type Route } from './contract/index.js';
import type { Tx } from './database/index.js';
import { entryKinds } from './entry-kinds.js';
import { createExchange, type Exchange } from './exchange/index.js';
import {
  createLog,
  createServer,
  type HubServer,
  type Log,
  type Metrics,
  rejectionRecorder,
  type ServerOptions,
  systemRoutes,
} from './http/index.js';
import { createIdentity, type Identity } from './identity/index.js';
import { type Clock, publicJwkOf, systemClock } from './kernel/index.js';
import { clockSkewMs, createLedger, type Ledger, ledgerRoutes, ownedEntries } from './ledger/index.js';
import { type OpenDatabases, openDatabases } from './open-databases.js';
import { openHubKeys } from './open-hub-keys.js';
import { metricsOf, serveMetrics } from './open-metrics.js';
import { openWitnessPolicy, witnessSentence } from './open-witness-policy.js';
import { packageFolders } from './package-folders.js';
import { createPeople, type People } from './people/index.js';
import { openPolicies, type Policies } from './policy/index.js';
import { type Catalogue, loadCatalogue, publishCatalogue, purposesRoutes } from './purposes/index.js';
import { type ReceiptNeeds, receiptRoutes } from './receipts/index.js';
import type { WitnessPolicy } from './tlog/index.js';
import { type HubKeys, openVault, type Vault } from './vault/index.js';

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

/** What a test may set that an operator may not. */
export interface HubVariation extends Pick<ServerOptions, 'limits' | 'onOffContract'> {
  readonly log?: Log;
  readonly clock?: Clock;
  /** How far that clock may be from the database's; they are not compared without it. */
  readonly clockSkewMs?: number;
  readonly keys?: HubKeys;
  readonly people?: { readonly answerStepMs: number };
}

interface Rooms {
  readonly ledger: Ledger;
  readonly identity: Identity;
  readonly people: People;
  readonly consent: Consent;
  readonly exchange: Exchange;
  readonly receipts: ReceiptNeeds;
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
    const parts: Parts = { config, variation, log, keys, catalogue, policies, witnessPolicy, databases };
    return await raise(parts, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Parts {
  readonly config: Config;
  readonly variation: HubVariation;
  readonly log: Log;
  readonly keys: HubKeys;
  readonly catalogue: Catalogue;
  readonly policies: Policies;
  readonly witnessPolicy: WitnessPolicy | null;
  readonly databases: OpenDatabases;
}

async function raise(
  parts: Parts,
  stops: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<RunningHub> {
  const { config, catalogue, policies, databases } = parts;
  const clock = parts.variation.clock ?? systemClock(config.developmentDaysAhead);
  const vault = openVault({ keysPool: databases.keysPool, keys: parts.keys });
  const rooms = buildRooms(parts, clock, vault);
  const { ledger, identity, exchange } = rooms;
  stops.push(() => ledger.stop());
  await ledger.start();
  const { database } = databases;
  await publishCatalogue({ database, ledger, catalogue, policyDigest: policies.digest });
  identity.start();
  stops.push(() => identity.stop());
  exchange.start();
  stops.push(() => exchange.stop());
  const metrics = metricsOf(ledger, exchange);
  stops.push(() => metrics.close());
  await serveMetrics(config, metrics);
  const server = openDoor(parts, clock, rooms, metrics);
  stops.push(() => server.drain({ noticeMs: config.shutdownNoticeSeconds * 1_000 }));
  const port = await server.listen(config.port, config.host);
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const { routes } = server;
  return { listening: `http://${host}:${port}`, routes, ledger, databases, stop };
}

function buildRooms(parts: Parts, clock: Clock, vault: Vault): Rooms {
  const { config, log, keys, catalogue, policies, databases, variation } = parts;
  const { publicUrl } = config;
  const base = { database: databases.database, vault, clock };
  const ledger = createLedger({
    ...base,
    signingKey: keys.ledger,
    formerKeys: keys.former?.ledger ?? [],
    ...(keys.retiring !== undefined && { retiringKey: keys.retiring.ledger }),
    origin: config.ledgerOrigin,
    kinds: entryKinds,
    // A clock that a test moves is compared only where the test says so.
    ...(variation.clock === undefined && { clockSkewMs }),
    ...(variation.clockSkewMs !== undefined && { clockSkewMs: variation.clockSkewMs }),
    ...(parts.witnessPolicy !== null && { witnessPolicy: parts.witnessPolicy }),
    onWitnessFailure: (error) => log.failure(witnessSentence(error), error),
    onFailure: (error) => log.failure('the ledger failed and tries again', error),
  });
  const near = { ...base, ledger };
  const identity = createIdentity({
    ...near,
    keys,
    covenant: catalogue,
    onFailure: (error) => log.failure('a sweep of expired sessions and proofs failed', error),
    config: { ...config, audience: publicUrl, allowInsecureIssuers: !config.production },
  });
  const { partners } = identity;
  const shared = { ...near, catalogue, partners };
  // Consent comes after people, and people ask it two things: so these are looked up when they are asked.
  const people = createPeople({
    ...shared,
    publicUrl,
    evaluator: { url: config.evaluatorUrl },
    ticketKey: keys.ticket,
    introductionAllowed: (tx, question) => consent.introductionAllowed(tx, question),
    questionsWaiting: (tx, person) => consent.questionsWaiting(tx, person),
    ...variation.people,
  });
  const consent: Consent = createConsent({
    ...shared,
    people,
    onConsentWithdrawn: (tx, event) => exchange.onConsentWithdrawn(tx, event),
  });
  const exchange: Exchange = createExchange({
    ...shared,
    policies,
    people,
    consent,
    publicUrl,
    ticketKey: keys.ticket,
    deadlineSeconds: config.exchangeDeadlineSeconds,
    mfaAcr: config.mfaAcr,
    onFailure: (error) => log.failure('a round of the exchange worker failed', error),
  });
  const ownedIn = (reader: Tx) => ownedEntries({ reader, vault });
  const owned = ownedIn(databases.database.reader);
  const receipts = { ...shared, people, owned, ownedIn, publicUrl, ticketKey: keys.ticket };
  return { ledger, identity, people, consent, exchange, receipts };
}

function openDoor(parts: Parts, clock: Clock, rooms: Rooms, metrics: Metrics): HubServer {
  const { config, variation, keys, catalogue, databases, log } = parts;
  const { database } = databases;
  const { ledger, identity, people, consent, exchange } = rooms;
  const described: readonly Route[] = [
    ...identity.routes,
    ...purposesRoutes(database, catalogue),
    ...people.routes,
    ...consent.routes,
    ...exchange.routes,
    ...receiptRoutes(rooms.receipts),
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
  return createServer({
    routes: [...system, ...described, ...identity.loginRoutes],
    authenticate: identity.authenticate,
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
