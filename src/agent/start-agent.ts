import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createHubClient, createRelyingParty, type RelyingPartyOptions } from '../client/index.js';
import { type Clock, systemClock } from '../kernel/index.js';
import { parseVerifierKey } from '../tlog/index.js';
import { openMappings } from './adapters/mappings.js';
import { openRecords } from './adapters/records.js';
import type { AgentConfig } from './config.js';
import { FileMalformed } from './domain/parse-file.js';
import { createLocalServer } from './local-server.js';
import { keepSessions, type Sessions } from './sessions.js';
import { openState } from './store.js';
import type { Agent } from './usecases/agent-parts.js';
import { followAssignments } from './usecases/follow-assignments.js';
import { followRoster } from './usecases/follow-roster.js';
import { followWarnings } from './usecases/follow-warnings.js';
import { holdKeys } from './usecases/hold-keys.js';
import { hubCalls } from './usecases/hub-calls.js';
import { keepAnswers } from './usecases/keep-answers.js';
import { keepJournal } from './usecases/keep-journal.js';
import { pinPurposes } from './usecases/pin-purposes.js';
import { keepRosterFresh } from './usecases/refresh-roster.js';
import { serveStops } from './usecases/serve-stops.js';
import { serveTasks } from './usecases/serve-tasks.js';
import { keepWitness, type Witness } from './witness/keep-witness.js';
import { readOrCreateWitnessKey } from './witness/witness-key.js';
import { openWitnessDoor } from './witness/witness-server.js';

export interface RunningAgent {
  readonly url: string;
  /** Where it cosigns the ledger, and its vkey, for the hub's policy; null where it is no witness. */
  readonly witness: { readonly url: string; readonly vkey: string } | null;
  readonly agent: Agent;
  /** Takes no more work, finishes what is in hand. */
  close(): Promise<void>;
}

/** A file keeps the agent from starting; the message names file, place and cause. */
export class AgentStartRefused extends Error {
  override readonly name = 'AgentStartRefused';
}

/** One line of JSON on stderr: the event, codes and opaque ids. */
const logToStderr: Agent['log'] = (event, facts = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...facts })}\n`);
};

/**
 * Starts an agent: opens its folders, listens, and begins to serve. A hub that is away does not stop the start; the
 * agent waits for it and says so among its alarms.
 *
 * @throws AgentStartRefused when a mapping does not compile or a file of the state folder is damaged
 */
export async function startAgent(
  config: AgentConfig,
  { clock = systemClock(), log = logToStderr }: { readonly clock?: Clock; readonly log?: Agent['log'] } = {},
): Promise<RunningAgent> {
  const { agent, witness } = await assemble(config, clock, log).catch((cause: unknown) => {
    if (cause instanceof FileMalformed) throw new AgentStartRefused(cause.message, { cause });
    throw cause;
  });
  const server = createServer();
  await listen(server, config);
  const { port } = server.address() as AddressInfo;
  const publicUrl = config.publicUrl ?? `http://localhost:${port}`;
  const sessions = sessionsOf(config, publicUrl, clock);
  server.on('request', await createLocalServer({ agent, sessions, publicUrl }));
  const door = config.witness && witness && (await openWitnessDoor(witness, config.witness, log));
  const roster = await keepRosterFresh(agent);
  const tasks = serveTasks(agent);
  const stops = serveStops(agent);
  const warnings = followWarnings(agent);
  warnings.start();
  const assignments = followAssignments(agent);
  return {
    url: publicUrl,
    witness: door && witness && { url: door.url, vkey: witness.vkey },
    agent,
    close: async () => {
      await door?.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      roster.stop();
      await Promise.all([tasks.stop(), stops.stop(), warnings.stop(), assignments.stop()]);
      server.closeAllConnections();
      await closed;
      await agent.mappings.close();
    },
  };
}

async function assemble(
  config: AgentConfig,
  clock: Clock,
  log: Agent['log'],
): Promise<{ readonly agent: Agent; readonly witness: Witness | null }> {
  const { keys, partner, covenantKeys } = config;
  const mappings = await openMappings(config.mappingsFolder, config.mappingLimitMs);
  const records = openRecords(config.recordsFolder);
  await records.numbers();
  const state = await openState(config.stateFolder);
  const keyring = await holdKeys(keys);
  const hub = hubCalls(
    createHubClient({
      hubUrl: config.hubUrl,
      audience: config.hubAudience,
      issuer: config.issuer,
      clientId: config.clientId,
      keys: { signing: keyring.signingNow, dpop: keys.dpop },
      allowInsecure: config.issuer.startsWith('http:'),
    }),
  );
  const rosterSettings = { self: partner, covenantKeys, hubOrigin: config.hubAudience, own: keyring };
  const rosters = await followRoster(rosterSettings, state.roster, hub, clock);
  keyring.follow(rosters);
  const witness = await openOwnWitness(config, { rosters, clock, log });
  const agent: Agent = {
    partner,
    get signing() {
      return keyring.signer();
    },
    sealing: keyring.sealing,
    state,
    records,
    mappings,
    hub,
    rosters,
    purposes: pinPurposes(state.purposes, hub, clock),
    journal: keepJournal(),
    answers: keepAnswers(),
    stops: new Map(),
    warnings: new Map(),
    assignments: new Map(),
    stopAnswer: config.stopAnswer,
    witnessAlarms: async () => (await witness?.alarms()) ?? [],
    clock,
    log,
  };
  return { agent, witness };
}

/** It trusts the ledger keys of the covenant roster, and of the hub's own word none. */
async function openOwnWitness(
  { witness, stateFolder }: AgentConfig,
  { rosters, clock, log }: Pick<Agent, 'rosters' | 'clock' | 'log'>,
): Promise<Witness | null> {
  if (witness === null) return null;
  const folder = join(stateFolder, 'witness');
  const cosigner = await readOrCreateWitnessKey(join(stateFolder, 'witness-key.json'), witness.name);
  const logKeys = () => (rosters.ready() ? rosters.current().hub.ledgerKeys.map(parseVerifierKey) : []);
  return keepWitness({ cosigner, logKeys, folder, clock, log });
}

function sessionsOf(config: AgentConfig, publicUrl: string, clock: Clock): Sessions {
  const plain: RelyingPartyOptions = {
    issuer: config.issuer,
    clientId: config.clientId,
    clientKey: config.keys.dpop,
    allowInsecure: config.issuer.startsWith('http:'),
    redirectUri: `${publicUrl}/callback`,
    scopes: ['hub:act'],
    resource: config.hubAudience,
    dpopKey: config.keys.dpop,
  };
  const strong = { ...plain, acr: config.strongLogin, maxAgeSeconds: 300 };
  return keepSessions(createRelyingParty(plain), createRelyingParty(strong), clock);
}

const listen = (server: Server, { port, host }: AgentConfig): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
